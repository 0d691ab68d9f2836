/// Cuts a folded text into tokens in one pass from left to right: separators, values, names, words, and the rest.
struct Tokenizer {
    let text: FoldedText
    let vocabulary: Vocabulary
    /// The values, by start, then longer first.
    let candidates: [Candidate]
    /// Where they start.
    let starts: PositionIndex
    /// The tokens so far.
    private(set) var tokens: [Token] = []
    /// Numbers without the unit that belongs to the next word; tokens count them behind the candidates.
    private(set) var tornCandidates: [Candidate] = []

    init(text: FoldedText, candidates: [Candidate], starts: PositionIndex, vocabulary: Vocabulary) {
        self.text = text
        self.vocabulary = vocabulary
        self.candidates = candidates
        self.starts = starts
    }

    /// Cuts a range of the text.
    mutating func run(in range: Range<Int>) {
        tokens.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound { position = step(at: position, limit: range.upperBound) }
    }

    private mutating func step(at position: Int, limit: Int) -> Int {
        let number = starts[position].first {
            !candidates[$0].isWeak && candidates[$0].range.upperBound <= limit
        }
        guard let number else { return step(at: position, limit: limit, candidate: nil, number: 0) }
        guard let torn = withoutTornUnit(candidates[number]) else {
            return step(at: position, limit: limit, candidate: candidates[number], number: number)
        }
        tornCandidates.append(torn)
        let tornNumber = candidates.count + tornCandidates.count - 1
        return step(at: position, limit: limit, candidate: torn, number: tornNumber)
    }

    private mutating func step(at position: Int, limit: Int, candidate: Candidate?, number: Int) -> Int {
        let scalar = text.scalars[position]
        if candidate == nil, let separator = Self.separator(scalar) {
            return append(position..<position + 1, separator)
        }
        if let candidate, candidate.isHard { return append(candidate.range, .candidate(number)) }
        let word = vocabulary.longest(in: text.scalars, at: position, limit: limit)
        // A single character (到, 回, 和) never hides a name that starts with it; a longer word or value does.
        let isTaken =
            (word.map { $0.end - position > 1 } ?? false)
            || (candidate.map { !isPersonName($0) && $0.range.count > 1 } ?? false)
        if atBoundary, !isTaken, !joinsNames(position), let end = nameEnd(at: position, limit: limit),
            end > endOfShortPlace(at: position)
        {
            return append(position..<end, .name)
        }
        if let candidate, candidate.range.upperBound >= (word?.end ?? position),
            !isChoice(word, insteadOf: candidate)
        {
            return append(candidate.range, isPersonName(candidate) ? .name : .candidate(number))
        }
        if let word { return append(position..<word.end, .word(word.uses)) }
        return append(position..<position + 1, .text)
    }

    /// Whether a word that is a choice (一个人 for none besides) is as long as a number.
    private func isChoice(_ word: (uses: WordUses, end: Int)?, insteadOf candidate: Candidate) -> Bool {
        guard let word, word.end == candidate.range.upperBound, case .number = candidate.kind else {
            return false
        }
        return word.uses.isChoice
    }

    /// A number whose unit is the beginning of a longer word (152 人员301) without that unit; nil for any other value.
    private func withoutTornUnit(_ candidate: Candidate) -> Candidate? {
        guard case .number(let number, let unit?) = candidate.kind else { return nil }
        let start = candidate.range.upperBound - unit.unicodeScalars.count
        guard start > candidate.range.lowerBound else { return nil }
        let word = vocabulary.longest(in: text.scalars, at: start, limit: text.scalars.count)
        let isKey = word.map { $0.end > candidate.range.upperBound && $0.uses.isKey } ?? false
        // 1 张伟: a list's figure and a name.
        let isName = text.scalars[start - 1].isBlank && nameEnd(at: start, limit: text.scalars.count) != nil
        guard isKey || isName else { return nil }
        var end = start
        while end > candidate.range.lowerBound, text.scalars[end - 1].isBlank { end -= 1 }
        return Candidate(range: candidate.range.lowerBound..<end, kind: .number(number, unit: nil))
    }

    /// Where a short name of one of our own places (双河南, 和平) ends that begins at `position`.
    private func endOfShortPlace(at position: Int) -> Int {
        starts[position].reduce(0) { end, number in
            let candidate = candidates[number]
            return candidate.isWeak && candidate.isPlaceOfOurs ? max(end, candidate.range.upperBound) : end
        }
    }

    /// Whether a value of at least that length begins at `position`.
    func hasCandidate(at position: Int, minimumLength: Int) -> Bool {
        starts[position].contains { !candidates[$0].isWeak && candidates[$0].range.count >= minimumLength }
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
