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

    /// What the tokenizer must know of a value that begins at a position; a whole candidate is too big to hand around.
    private struct Value {
        /// The number that a token gives it.
        var number: Int
        var range: Range<Int>
        var isHard: Bool
        var isPersonName = false
        var isCount = false
        var isPlace = false
        var isUnknownPlace = false

        init(_ candidate: Candidate, number: Int) {
            self.number = number
            range = candidate.range
            isHard = candidate.isHard
            switch candidate.kind {
            case .person: isPersonName = true
            case .number: isCount = true
            case .place, .ambiguousPlace: isPlace = true
            case .unknownVillage, .unknownCheckpoint: isUnknownPlace = true
            default: break
            }
        }
    }

    /// The certain value that begins at a position.
    private mutating func value(at position: Int, limit: Int) -> Value? {
        let number = starts[position].first {
            !candidates[$0].isWeak && candidates[$0].range.upperBound <= limit
        }
        guard let number else { return nil }
        guard let torn = withoutTornUnit(number) else { return Value(candidates[number], number: number) }
        tornCandidates.append(torn)
        return Value(torn, number: candidates.count + tornCandidates.count - 1)
    }

    private mutating func step(at position: Int, limit: Int) -> Int {
        let value = value(at: position, limit: limit)
        if value == nil, let separator = Self.separator(text.scalars[position]) {
            return append(position..<position + 1, separator)
        }
        if let mark = spokenMark(at: position, limit: limit) { return append(position..<position + 2, mark) }
        if let value, value.isHard { return append(value.range, .candidate(value.number)) }
        let word = vocabulary.longest(
            in: text.scalars, at: position, limit: endOfWords(from: position, limit: limit))
        // 何时光, 高铁军: a name that is longer than the word with which it begins, and ends.
        if let word, word.end - position == 2, !word.uses.isKey, !word.uses.isTrigger, value == nil,
            atBoundary,
            let end = nameEnd(at: position, limit: limit),
            end == word.end + 1, end >= limit || !text.scalars[end].isHan
        {
            return append(position..<end, .name)
        }
        // A single character (到, 回, 和) never hides a name that starts with it; a longer word or value does.
        let isTaken =
            (word.map { $0.end - position > 1 } ?? false)
            || (value.map { !$0.isPersonName && $0.range.count > 1 } ?? false)
        if !isTaken, atBoundary, !joinsNames(position), let end = nameEnd(at: position, limit: limit),
            end > endOfShortPlace(at: position)
        {
            return append(position..<end, .name)
        }
        // 濮阳建军: a surname of two characters that is a place too.
        if let value, value.isPlace, value.range.count == 2, atBoundary,
            vocabulary.isSurname(text.scalars[position], text.scalars[position + 1]),
            word?.end ?? 0 <= value.range.upperBound,
            let end = nameEnd(at: position, limit: limit), end > value.range.upperBound
        {
            return append(position..<end, .name)
        }
        // 吴忠刚, 韩国荣: a name of three characters of which two are a place, where nobody is named yet.
        if let value, value.isPlace, value.range.count == 2, atBoundary, isNameAwaited,
            word?.end ?? 0 <= value.range.upperBound,
            let end = nameEnd(at: position, limit: limit), end == value.range.upperBound + 1,
            end >= limit || !text.scalars[end].isHan, endsGivenName(end - 1)
        {
            return append(position..<end, .name)
        }
        // 急救急救卡口: a place that nobody knows is less than a word that begins it.
        let isHidden = value?.isUnknownPlace == true && (word?.end ?? 0) - position >= 2
        if let value, !isHidden, value.range.upperBound >= (word?.end ?? position) {
            // A word that is a choice (一个人 for none besides) and as long as a number.
            let isChoice = value.isCount && word?.end == value.range.upperBound && word?.uses.isChoice == true
            if !isChoice {
                return append(value.range, value.isPersonName ? .name : .candidate(value.number))
            }
        }
        if let word { return append(position..<word.end, .word(word.uses)) }
        return append(position..<position + 1, .text)
    }

    /// Where words that begin at `position` must end: 改正月初二 is 改 and a day, not 改正.
    private func endOfWords(from position: Int, limit: Int) -> Int {
        let next = position + 1
        guard next < limit else { return limit }
        let cuts = starts[next].contains { number in
            let candidate = candidates[number]
            guard case .time = candidate.kind, !candidate.isWeak else { return false }
            return candidate.range.count >= 3
        }
        return cuts ? next : limit
    }

    /// A number whose unit is the beginning of a longer word (152 人员301) without that unit; nil for any other value.
    private func withoutTornUnit(_ number: Int) -> Candidate? {
        guard case .number(let count, let unit?) = candidates[number].kind else { return nil }
        let range = candidates[number].range
        let start = range.upperBound - unit.unicodeScalars.count
        guard start > range.lowerBound else { return nil }
        let word = vocabulary.longest(in: text.scalars, at: start, limit: text.scalars.count)
        let isKey = word.map { $0.end > range.upperBound && $0.uses.isKey } ?? false
        // 1 张伟: a list's figure and a name.
        let isName = text.scalars[start - 1].isBlank && nameEnd(at: start, limit: text.scalars.count) != nil
        guard isKey || isName else { return nil }
        var end = start
        while end > range.lowerBound, text.scalars[end - 1].isBlank { end -= 1 }
        return Candidate(range: range.lowerBound..<end, kind: .number(count, unit: nil))
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

    /// 逗号, 句号: a mark that was dictated by its name.
    private func spokenMark(at position: Int, limit: Int) -> Token.Content? {
        guard position + 1 < limit, text.scalars[position + 1] == "号" else { return nil }
        switch text.scalars[position] {
        case "逗": return .mark(",", isStrong: true)
        case "句": return .mark("。", isStrong: true)
        case "冒": return .mark(":", isStrong: true)
        case "顿": return .mark("、", isStrong: false)
        default: return nil
        }
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
