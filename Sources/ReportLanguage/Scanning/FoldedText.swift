/// A message folded to one spelling per character: full width to half, traditional to simplified (for reading, not for
/// names), list marks to separators, look-alike radicals and dashes to one form, invisible characters dropped.
///
/// Folding uses our own table, not NFKC (which would turn ① into a digit and glue it to a phone number). But for the
/// figure of a keycap (1️⃣ is a list mark) it never adds or drops a digit, and folding twice is the same as once.
struct FoldedText: Sendable {
    /// The folded scalars, one element each.
    let scalars: [Unicode.Scalar]
    /// For each folded scalar, the offset of its origin in the original's `unicodeScalars` (as an array).
    let origins: [Int]
    /// The original's scalars.
    let original: [Unicode.Scalar]

    /// The original text of a range of folded scalars, as typed.
    func typed(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        return String(scalars: original[origins[first]...origins[last]])
    }

    /// Whether a range holds a word.
    func contains(_ word: String, in range: Range<Int>) -> Bool {
        guard let first = word.unicodeScalars.first else { return true }
        let last = range.upperBound - word.unicodeScalars.count
        guard range.lowerBound <= last else { return false }
        return (range.lowerBound...last).contains { scalars[$0] == first && has(word, at: $0) }
    }

    /// Whether a word begins at a position.
    func has(_ word: String, at position: Int) -> Bool {
        var position = position
        for scalar in word.unicodeScalars {
            guard position < scalars.count, scalars[position] == scalar else { return false }
            position += 1
        }
        return true
    }

    /// The whole folded text.
    var folded: String { folded(scalars.indices) }

    /// The folded text of a range.
    func folded(_ range: Range<Int>) -> String { String(scalars: scalars[range]) }
}
