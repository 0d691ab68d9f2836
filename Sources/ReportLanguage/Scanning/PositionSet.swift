/// A set of positions of a text, a bit each; without memory of its own for the first 128, which most messages do not exceed.
struct PositionSet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    /// The positions from 128 on, 64 to a word.
    private var rest: [UInt64] = []

    /// Adds a range of positions.
    mutating func insert(_ range: Range<Int>) { for position in range { insert(position) } }

    /// Adds a position, 0 at least.
    mutating func insert(_ position: Int) {
        let bit: UInt64 = 1 << UInt64(position & 63)
        switch position >> 6 {
        case 0: low |= bit
        case 1: high |= bit
        case let word:
            while rest.count < word - 1 { rest.append(0) }
            rest[word - 2] |= bit
        }
    }

    /// Whether a position, 0 at least, is in the set.
    func contains(_ position: Int) -> Bool {
        let word =
            switch position >> 6 {
            case 0: low
            case 1: high
            case let word: word - 2 < rest.count ? rest[word - 2] : 0
            }
        return word >> UInt64(position & 63) & 1 == 1
    }

    /// Whether any of a range is in the set.
    func intersects(_ range: Range<Int>) -> Bool { range.contains { contains($0) } }
}
