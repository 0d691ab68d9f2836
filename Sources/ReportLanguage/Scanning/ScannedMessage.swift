/// A message after the one scan: its folded text, the values found in it, its keys, and its tokens.
struct ScannedMessage: Sendable {
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

    /// Scans a message.
    init(_ message: String, recognizers: Recognizers, vocabulary: Vocabulary) {
        let text = FoldedText(message)
        let candidates = recognizers.candidates(in: text)
        let body = MessageBody(text) { !recognizers.roster.people(named: text.folded($0)).isEmpty }
        self.text = text
        self.body = body.range
        isForwarded = body.isForwarded
        self.candidates = candidates
        heads = KeyFinder(scalars: text.scalars, vocabulary: vocabulary).keys(in: body.range)
        var tokenizer = Tokenizer(text: text, candidates: candidates, vocabulary: vocabulary)
        tokens = tokenizer.tokens(in: body.range)
    }

    /// The values that lie within `range`.
    func candidates(in range: Range<Int>) -> ArraySlice<Candidate> {
        let low = Self.first(candidates.count) { candidates[$0].range.lowerBound >= range.lowerBound }
        let high = Self.first(candidates.count) { candidates[$0].range.lowerBound >= range.upperBound }
        return candidates[low..<max(low, high)]
    }

    /// All values that begin where `candidate` does, itself first.
    func alternatives(to candidate: Candidate) -> [Candidate] {
        [candidate]
            + candidates(in: candidate.range.lowerBound..<candidate.range.lowerBound + 1).filter {
                $0 != candidate
            }
    }

    /// The indices of the tokens that begin within `range`.
    func tokenIndices(in range: Range<Int>) -> Range<Int> {
        let low = Self.first(tokens.count) { tokens[$0].range.lowerBound >= range.lowerBound }
        let high = Self.first(tokens.count) { tokens[$0].range.lowerBound >= range.upperBound }
        return low..<max(low, high)
    }

    /// The keys that begin within `range`.
    func heads(in range: Range<Int>) -> ArraySlice<KeyHead> {
        let low = Self.first(heads.count) { heads[$0].range.lowerBound >= range.lowerBound }
        let high = Self.first(heads.count) { heads[$0].range.lowerBound >= range.upperBound }
        return heads[low..<max(low, high)]
    }

    /// Whether `position` lies in a key with a delimiter.
    func isInKey(_ position: Int) -> Bool {
        let after = Self.first(heads.count) { heads[$0].range.lowerBound > position }
        return after > 0 && heads[after - 1].word.contains(position)
    }

    /// The range without blanks, line breaks and marks at its ends.
    func trimmed(_ range: Range<Int>, marks: String = " \t\n,.;。!、:=|/-•\u{FFFC}") -> Range<Int> {
        let marks = marks.unicodeScalars
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, marks.contains(text.scalars[start]) { start += 1 }
        while end > start, marks.contains(text.scalars[end - 1]) { end -= 1 }
        return start..<end
    }

    /// The end of the line on which `position` lies, within `limit`.
    func lineEnd(_ position: Int, limit: Int) -> Int {
        var end = position
        while end < limit, text.scalars[end] != "\n" { end += 1 }
        return end
    }

    private static func first(_ count: Int, where isAtOrAfter: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isAtOrAfter(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
