/// Persons' names by their shape: a surname, one or two characters, and then something that a name cannot go on with.
extension Tokenizer {
    /// Where the name ends that begins at `start`; nil where none does.
    func nameEnd(at start: Int, limit: Int) -> Int? {
        if let end = dottedNameEnd(at: start, limit: limit) { return end }
        guard start + 1 < limit, text.scalars[start].isHan else { return nil }
        let isDouble = start + 2 < limit && vocabulary.isSurname(text.scalars[start], text.scalars[start + 1])
        guard isDouble || vocabulary.isSurname(text.scalars[start]) else { return nil }
        let isRare = !isDouble && vocabulary.isRareSurname(text.scalars[start]) && !isBehindOpener
        func fits(_ length: Int) -> Bool {
            start + length <= limit && (start..<start + length).allSatisfy { text.scalars[$0].isHan }
                && (start + (isDouble ? 2 : 1)..<start + length).allSatisfy {
                    vocabulary.canBeInName(text.scalars[$0])
                }
                && endsName(start + length, limit: limit, isRare: isRare)
        }
        let long = isDouble ? 4 : 3
        let fitsLong = fits(long)
        let fitsShort = fits(long - 1)
        guard fitsLong || fitsShort else { return nil }
        let longest = fitsLong ? long : long - 1
        // 佘永和 13800001234: 和 joins names only where another follows.
        if fitsLong, fitsShort,
            vocabulary.isWord(CollectionOfOne(text.scalars[start + longest - 1]), .connector),
            start + longest < limit, !startsName(start + longest, limit: limit)
        {
            return start + longest
        }
        // 张三从大连: the shorter one, when the longer one ends in a word that follows names, and goes on.
        if fitsLong, fitsShort, isBoundaryWord(start + longest - 1),
            start + longest < limit,
            text.scalars[start + longest].isHan || text.scalars[start + longest].isDigit
        {
            return start + longest - 1
        }
        return start + longest
    }

    /// Whether a name is expected: behind a trigger, a relative, or nothing.
    private var isBehindOpener: Bool {
        guard let last = tokens.last else { return false }
        return last.uses.isTrigger || last.isWord(.kinship)
    }

    /// Whether nobody is named in the line so far, or a list of names goes on here; behind 从 or 到 a place is meant.
    var isNameAwaited: Bool {
        guard let last = tokens.last else { return true }
        if case .mark("、", _) = last.content { return true }
        if last.isWord(.connector) { return true }
        if last.isWord(.boundary) { return false }
        for token in tokens.reversed() {
            switch token.content {
            case .lineBreak: return true
            case .name: return false
            default: continue
            }
        }
        return true
    }

    /// Whether a character is as good as any at the end of a given name: none that says something of a place (来, 籍).
    func endsGivenName(_ position: Int) -> Bool {
        guard let word = vocabulary.longest(in: text.scalars, at: position, limit: position + 1) else {
            return true
        }
        return word.uses.contains(.past)
    }

    /// `阿丽娅·吐尔逊`.
    private func dottedNameEnd(at start: Int, limit: Int) -> Int? {
        var end = start
        var dots = 0
        while end < limit, end - start < 20 {
            let scalar = text.scalars[end]
            if scalar == "·" || scalar == "•" {
                guard end > start + 1, end + 1 < limit, text.scalars[end + 1].isHan else { return nil }
                dots += 1
            } else if !scalar.isHan
                || (dots > 0 && text.scalars[end - 1].isHan && startsSomething(end, limit: limit))
            {
                break
            }
            end += 1
        }
        return dots > 0 && end - start >= 4 ? end : nil
    }

    /// Whether a name can end before `position`; one whose surname is an everyday word only before something certain.
    private func endsName(_ position: Int, limit: Int, isRare: Bool) -> Bool {
        guard position < limit else { return true }
        let scalar = text.scalars[position]
        if !scalar.isHan { return true }
        return !isRare && isBoundaryWord(position) || startsSomething(position, limit: limit)
    }

    /// Whether a person of the roster is named at `position`, or a name begins there and no other word.
    private func startsName(_ position: Int, limit: Int) -> Bool {
        if starts[position].contains(where: { if case .person = candidates[$0].kind { true } else { false } })
        {
            return true
        }
        let word = vocabulary.longest(in: text.scalars, at: position, limit: limit)
        return (word?.end ?? 0) - position < 2 && nameEnd(at: position, limit: limit) != nil
    }

    private func isBoundaryWord(_ position: Int) -> Bool {
        let word = CollectionOfOne(text.scalars[position])
        return vocabulary.isWord(word, .boundary) || vocabulary.isWord(word, .connector)
    }

    /// Whether a value or a word of two or more characters begins here, or a name that the roster knows.
    private func startsSomething(_ position: Int, limit: Int) -> Bool {
        if hasCandidate(at: position, minimumLength: 2) { return true }
        guard let word = vocabulary.longest(in: text.scalars, at: position, limit: limit) else {
            return false
        }
        return word.end - position > 1
    }
}
