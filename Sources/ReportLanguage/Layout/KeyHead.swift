/// A key in front of a value: `姓名：`, `电话=`, `【姓名】`, `1、姓 名：`, `身份证号⇥`.
struct KeyHead: Sendable {
    /// The key with its brackets and its delimiter.
    var range: Range<Int>
    /// The key alone, as typed between brackets or before the delimiter.
    var word: Range<Int>
    /// What it can be; none for a key that no form has (性别：).
    var uses: WordUses
    /// Whether it stands at the start of a line (behind a list mark at most).
    var startsLine: Bool
}

/// Finds the keys of a text by their delimiters, in one pass.
struct KeyFinder {
    let scalars: [Unicode.Scalar]
    let vocabulary: Vocabulary

    /// The keys of a range, in order.
    func keys(in range: Range<Int>) -> [KeyHead] {
        var heads: [KeyHead] = []
        var lineStart = range.lowerBound
        // No key reaches back over the end of the one before it.
        var floor = range.lowerBound
        for position in range {
            switch scalars[position] {
            case "\n":
                lineStart = position + 1
                floor = position + 1
            case ":", "=", "\t":
                if let head = delimited(at: position, floor: floor, lineStart: lineStart) {
                    heads.append(head)
                    floor = head.range.upperBound
                }
            case "】", "]":
                if let head = bracketed(
                    at: position, floor: floor, lineStart: lineStart, limit: range.upperBound)
                {
                    heads.append(head)
                    floor = head.range.upperBound
                }
            default: break
            }
        }
        return heads
    }

    private static let longest = 12

    /// A key that ends before the delimiter at `position`.
    private func delimited(at position: Int, floor: Int, lineStart: Int) -> KeyHead? {
        var start = position
        while start > floor, position - start < Self.longest, isKeyPart(scalars[start - 1]) { start -= 1 }
        while start < position, scalars[start].isBlank { start += 1 }
        guard start < position else { return nil }
        let isTab = scalars[position] == "\t"
        guard let found = longestKey(start..<position, mayBeTail: !isTab) else {
            let word = lastPiece(start..<position)
            guard !isTab, word.count <= 8, opensUnknownKey(word, floor: floor, lineStart: lineStart) else {
                return nil
            }
            return KeyHead(
                range: word.lowerBound..<position + 1, word: word, uses: .none,
                startsLine: beginsLine(word.lowerBound, lineStart))
        }
        let startsLine = beginsLine(found.word.lowerBound, lineStart)
        if isTab, !startsLine { return nil }
        return KeyHead(
            range: found.word.lowerBound..<position + 1, word: found.word, uses: found.uses,
            startsLine: startsLine)
    }

    /// The part of a range behind its last two blanks.
    private func lastPiece(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        for index in range.dropFirst() where scalars[index].isBlank && scalars[index - 1].isBlank {
            start = index + 1
        }
        return min(start, range.upperBound - 1)..<range.upperBound
    }

    /// Whether a word that no form knows is a key (性别：): Chinese characters at the start of a line, or behind another key
    /// and a blank, that do not end in a trigger (返乡报备：).
    private func opensUnknownKey(_ word: Range<Int>, floor: Int, lineStart: Int) -> Bool {
        let follows =
            floor > lineStart && word.lowerBound > 0
            && (scalars[word.lowerBound - 1].isBlank || scalars[word.lowerBound - 1] == ",")
        guard follows || beginsLine(word.lowerBound, lineStart),
            word.allSatisfy({ scalars[$0].isHan || scalars[$0].isBlank })
        else { return false }
        return !word.contains { start in
            vocabulary.longest(in: scalars, at: start, limit: word.upperBound)?.uses.isTrigger ?? false
        }
    }

    /// The key with which `range` ends: the whole of it, or its last word.
    private func longestKey(_ range: Range<Int>, mayBeTail: Bool) -> (word: Range<Int>, uses: WordUses)? {
        for start in range {
            if start > range.lowerBound, !mayBeTail { return nil }
            guard !scalars[start].isBlank else { continue }
            let uses = vocabulary.uses(ofUnspaced: scalars[start..<range.upperBound])
            let isTail = start > 0 && (scalars[start - 1].isHan || scalars[start - 1].isDigit)
            // 1组：is no key, nor is the last character of another word; a key with blanks in it does not begin in one
            // (解除集中隔离 日期： is no 隔离日期).
            let isWhole =
                range.upperBound - start > 1 && !scalars[start..<range.upperBound].contains(where: \.isBlank)
            if uses.isKey, !isTail || isWhole {
                return (start..<range.upperBound, uses)
            }
            if uses.isTrigger { return nil }
        }
        return nil
    }

    /// A key in the brackets that close at `position`.
    private func bracketed(at position: Int, floor: Int, lineStart: Int, limit: Int) -> KeyHead? {
        var start = position
        while start > floor, position - start < Self.longest, isKeyPart(scalars[start - 1]) { start -= 1 }
        guard start > floor, start < position, scalars[start - 1] == "【" || scalars[start - 1] == "[" else {
            return nil
        }
        let uses = vocabulary.uses(ofUnspaced: scalars[start..<position])
        guard uses.isKey else { return nil }
        var end = position + 1
        while end < limit, scalars[end].isBlank || scalars[end] == ":" || scalars[end] == "=" { end += 1 }
        return KeyHead(
            range: start - 1..<end, word: start..<position, uses: uses,
            startsLine: beginsLine(start - 1, lineStart))
    }

    private func isKeyPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isHan || scalar.isLetter || scalar == " "
    }

    /// Whether only blanks and a list mark stand before `position` on its line.
    private func beginsLine(_ position: Int, _ lineStart: Int) -> Bool {
        position - lineStart <= 8
            && (lineStart..<position).allSatisfy {
                let scalar = scalars[$0]
                return scalar.isBlank || scalar.isDigit || scalar == FoldedText.listMark
                    || scalar == FoldedText.emoji
                    || scalar == "." || scalar == "、" || scalar == ")" || scalar == "(" || scalar == "*"
                    || scalar == "-"
                    || scalar == "【" || scalar == "["
            }
    }
}
