/// Words to look up at any place of a text, longest first, in time bounded by the longest word.
struct WordTrie: Sendable {
    private var children: [UInt64: Int32] = [:]
    private var entries: [Int32] = [-1]

    /// Adds a word, or finds it again; returns its number, counted from 0 in the order of adding.
    mutating func insert(_ word: some Sequence<Unicode.Scalar>, number: Int) -> Int {
        var node: Int32 = 0
        for scalar in word {
            let edge = UInt64(node) << 21 | UInt64(scalar.value)
            if let next = children[edge] {
                node = next
            } else {
                let next = Int32(entries.count)
                entries.append(-1)
                children[edge] = next
                node = next
            }
        }
        if entries[Int(node)] < 0 { entries[Int(node)] = Int32(number) }
        return Int(entries[Int(node)])
    }

    /// The longest word that starts at `start` and ends by `limit`.
    func longest(in scalars: [Unicode.Scalar], at start: Int, limit: Int) -> (number: Int, end: Int)? {
        var node: Int32 = 0
        var best: (Int, Int)?
        var position = start
        while position < limit, let next = children[UInt64(node) << 21 | UInt64(scalars[position].value)] {
            node = next
            position += 1
            if entries[Int(node)] >= 0 { best = (Int(entries[Int(node)]), position) }
        }
        return best.map { (number: $0.0, end: $0.1) }
    }

    /// The number of exactly this word.
    func number(of word: some Sequence<Unicode.Scalar>) -> Int? {
        var node: Int32 = 0
        for scalar in word {
            guard let next = children[UInt64(node) << 21 | UInt64(scalar.value)] else { return nil }
            node = next
        }
        let entry = entries[Int(node)]
        return entry < 0 ? nil : Int(entry)
    }
}
