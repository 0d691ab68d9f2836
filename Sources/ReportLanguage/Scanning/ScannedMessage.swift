/// A message after the one scan: its folded text, the values found in it, its keys, and its tokens.
///
/// A class, so that handing it around costs nothing; it never changes.
final class ScannedMessage: Sendable {
    /// The folded text.
    let text: FoldedText
    /// The part that the writer means.
    let body: Range<Int>
    /// Whether a header says that it was forwarded.
    let isForwarded: Bool
    /// Every value that may be meant, by start, then longer first.
    let candidates: [Candidate]
    /// The keys with delimiters, in order.
    let heads: [KeyHead]
    /// The tokens of the body.
    let tokens: [Token]
    /// Values that stand in tokens alone: numbers without the unit that belongs to the next word.
    private let tornCandidates: [Candidate]
    /// For each position, the first candidate that begins there or later.
    private let candidateStarts: PositionIndex
    /// For each position, the first token that begins there or later.
    private let tokenStarts: PositionIndex

    /// Scans a message.
    init(_ message: String, recognizers: Recognizers, vocabulary: Vocabulary) {
        let text = FoldedText(message)
        let candidates = recognizers.candidates(in: text)
        let candidateStarts = PositionIndex(candidates.indices, count: text.scalars.count) {
            candidates[$0].range.lowerBound
        }
        let body = MessageBody(text) { !recognizers.roster.people(named: text.folded($0)).isEmpty }
        self.text = text
        self.body = body.range
        isForwarded = body.isForwarded
        self.candidates = candidates
        self.candidateStarts = candidateStarts
        heads = KeyFinder(scalars: text.scalars, vocabulary: vocabulary).keys(in: body.range)
        var tokenizer = Tokenizer(
            text: text, candidates: candidates, starts: candidateStarts, vocabulary: vocabulary)
        tokenizer.run(in: body.range)
        tokens = tokenizer.tokens
        tornCandidates = tokenizer.tornCandidates
        let tokens = tokens
        tokenStarts = PositionIndex(tokens.indices, count: text.scalars.count) { tokens[$0].range.lowerBound }
    }

    /// The value of a token, by the number that the token holds.
    func candidate(_ number: Int) -> Candidate {
        number < candidates.count ? candidates[number] : tornCandidates[number - candidates.count]
    }

    /// The value of a token, where it is one.
    func candidate(of token: Token) -> Candidate? {
        if case .candidate(let number) = token.content { candidate(number) } else { nil }
    }

    /// The values that begin within `range`.
    func candidates(in range: Range<Int>) -> ArraySlice<Candidate> { candidates[candidateStarts[range]] }

    /// The first value that `isWanted` of those that begin where `candidate` does, itself before all others.
    func first(of candidate: Candidate, where isWanted: (Candidate) -> Bool) -> Candidate? {
        if isWanted(candidate) { return candidate }
        let start = candidate.range.lowerBound
        return candidates(in: start..<start + 1).first { $0 != candidate && isWanted($0) }
    }

    /// The indices of the tokens that begin within `range`.
    func tokenIndices(in range: Range<Int>) -> Range<Int> { tokenStarts[range] }

    /// The keys that begin within `range`.
    func heads(in range: Range<Int>) -> ArraySlice<KeyHead> {
        if heads.isEmpty { return [] }
        let low = headIndex(range.lowerBound)
        return heads[low..<max(low, headIndex(range.upperBound))]
    }

    /// Whether `position` lies in a key with a delimiter.
    func isInKey(_ position: Int) -> Bool {
        guard !heads.isEmpty else { return false }
        let after = headIndex(position + 1)
        return after > 0 && heads[after - 1].word.contains(position)
    }

    /// The first key that begins at `position` or later.
    private func headIndex(_ position: Int) -> Int {
        var (low, high) = (0, heads.count)
        while low < high {
            let middle = (low + high) / 2
            if heads[middle].range.lowerBound >= position { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// What forms to be filled in have where a value will stand.
    static let blanksOfForms: StaticString = " \t\n,.;。!、:=|/-•\u{FFFC}_□()（）"

    /// The range without blanks, line breaks and marks at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        func isMark(_ scalar: Unicode.Scalar) -> Bool {
            !scalar.isHan && !scalar.isAlphanumeric && scalar.isOne(of: " \t\n,.;。!、:=|/-•\u{FFFC}")
        }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isMark(text.scalars[start]) { start += 1 }
        while end > start, isMark(text.scalars[end - 1]) { end -= 1 }
        return start..<end
    }

    /// The range without those marks at its ends.
    func trimmed(_ range: Range<Int>, marks: StaticString) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, text.scalars[start].isOne(of: marks) { start += 1 }
        while end > start, text.scalars[end - 1].isOne(of: marks) { end -= 1 }
        return start..<end
    }

    /// The end of the line on which `position` lies, within `limit`.
    func lineEnd(_ position: Int, limit: Int) -> Int {
        var end = position
        while end < limit, text.scalars[end] != "\n" { end += 1 }
        return end
    }
}
