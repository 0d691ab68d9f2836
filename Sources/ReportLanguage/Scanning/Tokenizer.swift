/// Cuts a folded text into tokens in one pass from left to right: separators, values, names, words, and the rest.
struct Tokenizer {
    let text: FoldedText
    let vocabulary: Vocabulary
    /// By start, longer first.
    private let byStart: [Int: [Candidate]]
    /// Where short names of our own places (双河南, 和平) begin, and end.
    private let shortPlaces: [Int: Int]
    private var tokens: [Token] = []

    init(text: FoldedText, candidates: [Candidate], vocabulary: Vocabulary) {
        self.text = text
        self.vocabulary = vocabulary
        var byStart: [Int: [Candidate]] = [:]
        var shortPlaces: [Int: Int] = [:]
        for candidate in candidates {
            if !candidate.isWeak {
                byStart[candidate.range.lowerBound, default: []].append(candidate)
            } else if candidate.isPlaceOfOurs {
                shortPlaces[candidate.range.lowerBound] = max(
                    shortPlaces[candidate.range.lowerBound] ?? 0, candidate.range.upperBound)
            }
        }
        self.shortPlaces = shortPlaces
        self.byStart = byStart
    }

    /// The tokens of a range of the text.
    mutating func tokens(in range: Range<Int>) -> [Token] {
        tokens = []
        var position = range.lowerBound
        while position < range.upperBound {
            let next = step(at: position, limit: range.upperBound)
            position = next
        }
        return tokens
    }

    private mutating func step(at position: Int, limit: Int) -> Int {
        let scalar = text.scalars[position]
        let candidate = byStart[position]?.first { $0.range.upperBound <= limit }.map(withoutTornUnit)
        if candidate == nil, let separator = Self.separator(scalar) {
            return append(position..<position + 1, separator)
        }
        if let candidate, candidate.isHard { return append(candidate.range, .candidate(candidate)) }
        let word = vocabulary.longest(in: text.scalars, at: position, limit: limit)
        // A single character (到, 回, 和) never hides a name that starts with it; a longer word or value does.
        let isTaken =
            (word.map { $0.end - position > 1 } ?? false)
            || (candidate.map { !isPersonName($0) && $0.range.count > 1 } ?? false)
        if atBoundary, !isTaken, !joinsNames(position), let end = nameEnd(at: position, limit: limit),
            end > shortPlaces[position] ?? 0
        {
            return append(position..<end, .name)
        }
        if let candidate, candidate.range.upperBound >= (word?.end ?? position),
            !isChoice(word, insteadOf: candidate)
        {
            return append(candidate.range, isPersonName(candidate) ? .name : .candidate(candidate))
        }
        if let word { return append(position..<word.end, .word(word.uses)) }
        return append(position..<position + 1, .text)
    }

    /// Whether a word that is a choice (一个人 for none besides) is as long as a number.
    private func isChoice(_ word: (uses: [WordUse], end: Int)?, insteadOf candidate: Candidate) -> Bool {
        guard let word, word.end == candidate.range.upperBound, case .number = candidate.kind else {
            return false
        }
        return word.uses.contains { if case .choice = $0 { true } else { false } }
    }

    /// A number whose unit is the beginning of a longer word (152 人员301) without that unit.
    private func withoutTornUnit(_ candidate: Candidate) -> Candidate {
        guard case .number(let number, let unit?) = candidate.kind else { return candidate }
        let start = candidate.range.upperBound - unit.unicodeScalars.count
        guard start > candidate.range.lowerBound else { return candidate }
        let word = vocabulary.longest(in: text.scalars, at: start, limit: text.scalars.count)
        let isKey =
            word.map { $0.end > candidate.range.upperBound && $0.uses.contains(where: \.isKey) } ?? false
        // 1 张伟: a list's figure and a name.
        let isName = text.scalars[start - 1].isBlank && nameEnd(at: start, limit: text.scalars.count) != nil
        guard isKey || isName else { return candidate }
        var end = start
        while end > candidate.range.lowerBound, text.scalars[end - 1].isBlank { end -= 1 }
        return Candidate(range: candidate.range.lowerBound..<end, kind: .number(number, unit: nil))
    }

    /// Whether a value of at least that length begins at `position`.
    func hasCandidate(at position: Int, minimumLength: Int) -> Bool {
        byStart[position]?.contains { $0.range.count >= minimumLength } ?? false
    }

    private func isPersonName(_ candidate: Candidate) -> Bool {
        if case .person = candidate.kind { true } else { false }
    }

    private mutating func append(_ range: Range<Int>, _ content: Token.Content) -> Int {
        if case .text = content, case .text = tokens.last?.content, let last = tokens.last,
            last.range.upperBound == range.lowerBound
        {
            tokens[tokens.count - 1].range = last.range.lowerBound..<range.upperBound
        } else {
            tokens.append(Token(range: range, content: content))
        }
        return range.upperBound
    }

    /// Whether a connector (和) stands right behind a name: then no name begins with it.
    private func joinsNames(_ position: Int) -> Bool {
        guard let last = tokens.last, case .name = last.content else { return false }
        return vocabulary.isWord(CollectionOfOne(text.scalars[position]), .connector)
    }

    /// Whether a name can begin here: not inside running text.
    private var atBoundary: Bool {
        if case .text = tokens.last?.content { false } else { true }
    }

    private static func separator(_ scalar: Unicode.Scalar) -> Token.Content? {
        switch scalar {
        case "\n": .lineBreak
        case " ", "\t": .blank
        case ",", ".", ";", "。", "!", "?", ":", "=", "|", "…", "\u{FFFC}", "•", "(", ")", "[", "]", "【", "】",
            "{", "}",
            "<", ">", "《", "》", "「", "」", "『", "』", "\"", "~", "^":
            .mark(scalar, isStrong: true)
        case "、", "/", "\\", "-", "+", "&", "@", "#", "*", "'", "`", "·", "_", "%":
            .mark(scalar, isStrong: false)
        default: nil
        }
    }
}

extension Candidate {
    /// Whether it is a village, a unit or a checkpoint, known or not.
    var isPlaceOfOurs: Bool {
        switch kind {
        case .village, .unknownVillage, .unit, .checkpoint, .unknownCheckpoint: true
        default: false
        }
    }

    /// Whether it is a place of the divisions' list.
    var isPlace: Bool {
        switch kind {
        case .place, .ambiguousPlace: true
        default: false
        }
    }

    /// Whether nothing else can claim its characters: runs of digits with a shape of their own.
    var isHard: Bool {
        switch kind {
        case .phone, .brokenPhone, .idNumber, .brokenIDNumber, .plate, .train, .flight, .ref: true
        default: false
        }
    }
}
