/// Words by their scalars, for finding all that start at one position in time that grows with the longest match only.
///
/// Transitions lie in one open-addressing table; the first scalar is looked up in a plain array, so that a position
/// where no word starts costs one read.
struct ScalarTrie<Value: Sendable>: Sendable {
    private var roots: [Int32] = []
    private var keys: [UInt64] = []
    private var targets: [Int32] = []
    private var transitions = 0
    private var values: [[Value]] = [[]]

    /// Makes an empty trie.
    init() {
        roots = Array(repeating: 0, count: 0x10000)
        keys = Array(repeating: 0, count: 64)
        targets = Array(repeating: 0, count: 64)
    }

    /// Makes a trie of words and their values.
    init(_ words: some Sequence<(String, Value)>) {
        self.init()
        for (word, value) in words { insert(Array(word.unicodeScalars), value) }
    }

    /// Adds a word; the same word may have several values.
    mutating func insert(_ word: [Unicode.Scalar], _ value: Value) {
        guard let first = word.first, first.value < 0x10000 else { return }
        if roots[Int(first.value)] == 0 {
            values.append([])
            roots[Int(first.value)] = Int32(values.count - 1)
        }
        var node = roots[Int(first.value)]
        for scalar in word.dropFirst() { node = child(of: node, scalar) ?? add(to: node, scalar) }
        values[Int(node)].append(value)
    }

    /// Whether any word starts with this scalar.
    func hasWord(startingWith scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x10000 && roots[Int(scalar.value)] != 0
    }

    /// Calls `body` with the end and the values of each word that starts at `index`, shorter words first.
    func forEachMatch(in scalars: [Unicode.Scalar], at index: Int, _ body: (Int, [Value]) -> Void) {
        guard index < scalars.count, scalars[index].value < 0x10000 else { return }
        var node = roots[Int(scalars[index].value)]
        guard node != 0 else { return }
        var position = index + 1
        while true {
            if !values[Int(node)].isEmpty { body(position, values[Int(node)]) }
            guard position < scalars.count, let next = child(of: node, scalars[position]) else { return }
            node = next
            position += 1
        }
    }

    /// The longest word that starts at `index`: its first value and its end.
    func longest(in scalars: [Unicode.Scalar], at index: Int) -> (value: Value, end: Int)? {
        var found: (value: Value, end: Int)?
        forEachMatch(in: scalars, at: index) { end, values in
            if let value = values.first { found = (value, end) }
        }
        return found
    }

    private func slot(_ key: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private func child(of node: Int32, _ scalar: Unicode.Scalar) -> Int32? {
        let slot = slot(UInt64(node) << 21 | UInt64(scalar.value))
        return keys[slot] == 0 ? nil : targets[slot]
    }

    private mutating func add(to node: Int32, _ scalar: Unicode.Scalar) -> Int32 {
        if (transitions + 1) * 2 > keys.count { grow() }
        values.append([])
        let slot = slot(UInt64(node) << 21 | UInt64(scalar.value))
        keys[slot] = UInt64(node) << 21 | UInt64(scalar.value)
        targets[slot] = Int32(values.count - 1)
        transitions += 1
        return Int32(values.count - 1)
    }

    private mutating func grow() {
        let old = (keys, targets)
        keys = Array(repeating: 0, count: old.0.count * 2)
        targets = Array(repeating: 0, count: old.0.count * 2)
        for (key, target) in zip(old.0, old.1) where key != 0 {
            let slot = slot(key)
            keys[slot] = key
            targets[slot] = target
        }
    }
}
