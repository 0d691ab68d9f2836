/// Reads the names in a stretch of text that is known to hold names.
struct NameReader {
    let scan: ScannedMessage
    let vocabulary: Vocabulary

    /// The names as typed, without the spaces inside, titles and `@`.
    func names(in range: Range<Int>) -> [(text: String, range: Range<Int>)] {
        var names: [(String, Range<Int>)] = []
        var start: Int?
        func close(_ end: Int) {
            if let first = start, let name = name(first..<end) { names.append(name) }
            start = nil
        }
        for index in scan.tokenIndices(in: range) {
            let token = scan.tokens[index]
            switch token.content {
            case .name:
                close(token.range.lowerBound)
                if let name = name(token.range) { names.append(name) }
            case .text: start = start ?? token.range.lowerBound
            case .blank where isSplitName(start, token.range, range.upperBound): break
            case .blank, .lineBreak, .mark: close(token.range.lowerBound)
            case .word where token.isWord(.honorific) || token.isWord(.kinship) || token.isWord(.connector):
                close(token.range.lowerBound)
            case .word, .candidate:
                // A character that is a word elsewhere may be part of a name here.
                if token.range.count <= 2, !isOfForm(token),
                    token.range.allSatisfy({ scan.text.scalars[$0].isHan })
                {
                    start = start ?? token.range.lowerBound
                } else {
                    close(token.range.lowerBound)
                }
            }
        }
        close(range.upperBound)
        return names
    }

    /// Whether a word of two characters is a key or a trigger (接班), not a part of a name.
    private func isOfForm(_ token: Token) -> Bool {
        token.range.count > 1 && (token.uses.isKey || token.uses.isTrigger)
    }

    /// `林 雪`: one character, a blank, one or two characters, and no more.
    private func isSplitName(_ start: Int?, _ blank: Range<Int>, _ limit: Int) -> Bool {
        guard let start, blank.lowerBound - start == 1 else { return false }
        var end = blank.upperBound
        while end < limit, scan.text.scalars[end].isHan { end += 1 }
        return (1...2).contains(end - blank.upperBound)
    }

    /// The name in a range: letters, characters and dots, at most 12 of them.
    func name(_ range: Range<Int>) -> (String, Range<Int>)? {
        let parts = range.lazy.filter { index in
            let scalar = scan.text.scalars[index]
            return scalar.isHan || scalar.isLetter || scalar == "·"
        }
        let count = parts.reduce(0) { count, _ in count + 1 }
        guard let first = parts.first, let last = parts.last, (2...15).contains(count) else { return nil }
        return (String(scalars: parts.map { typed($0) }, count: count), first..<last + 1)
    }

    /// One character as typed, full-width letters folded.
    private func typed(_ index: Int) -> Unicode.Scalar {
        let folded = scan.text.scalars[index]
        return folded.isHan ? scan.text.original[scan.text.origins[index]] : folded
    }
}
