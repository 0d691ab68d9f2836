/// Tells nearly always that a word does not begin with two characters, at the price of reading one bit.
///
/// A table of bits by a hash of the two: it may say yes wrongly, never no.
struct PairFilter: Sendable {
    private static let bits: UInt32 = 17
    private var table: [UInt64] = Array(repeating: 0, count: 1 << (17 - 6))

    /// Notes the first two characters of some words; words of one character are left out.
    init(_ words: some Sequence<[Unicode.Scalar]>) {
        for word in words where word.count > 1 {
            let bit = Self.bit(word[0], word[1])
            table[bit >> 6] |= 1 << UInt64(bit & 63)
        }
    }

    /// Whether a word may begin with these two characters.
    func mayBegin(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        let bit = Self.bit(first, second)
        return table[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }

    private static func bit(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Int {
        // Knuth's multiplicative hash.
        Int(((first.value << 16 ^ second.value) &* 2_654_435_761) >> (32 - bits))
    }
}
