/// Words by their scalars, for finding all that start at one position in time that grows with the longest match only.
///
/// Made at once and never changed: the nodes lie in one array, the children of a node side by side in the order of their
/// scalars. The first scalar is looked up in a plain table, so that a position where no word starts costs one read.
struct ScalarTrie<Value: Sendable>: Sendable {
    /// One scalar of one or several words.
    private struct Node: Sendable {
        /// The scalar that leads to it.
        var scalar: UInt32
        /// Where its children begin, and how many there are.
        var firstChild: Int32 = 0
        var childCount: Int32 = 0
        /// Where the values of the word that ends here begin, and how many there are.
        var firstValue: Int32 = 0
        var valueCount: Int32 = 0
    }

    /// The node of each scalar with which a word starts, by the scalar; 0 for none.
    private let roots: [Int32]
    private let nodes: [Node]
    private let values: [Value]

    /// Makes a trie of words and their values; the same word may have several values, which keep their order.
    init(_ words: some Sequence<(word: [Unicode.Scalar], value: Value)>) {
        let words = words.filter { !$0.word.isEmpty && $0.word[0].value < 0x10000 }
        let order = words.indices.sorted { left, right in
            words[left].word == words[right].word
                ? left < right : words[left].word.lexicographicallyPrecedes(words[right].word)
        }
        var nodes = [Node(scalar: 0)]
        var values: [Value] = []
        // The words below each node, as a range of `order`; a word as long as the node is deep ends there.
        var below = [order.indices]
        var depths = [0]
        var index = 0
        while index < nodes.count {
            let depth = depths[index]
            var rest = below[index]
            nodes[index].firstValue = Int32(values.count)
            while let next = rest.first, words[order[next]].word.count == depth {
                values.append(words[order[next]].value)
                rest = rest.dropFirst()
            }
            nodes[index].valueCount = Int32(values.count) - nodes[index].firstValue
            nodes[index].firstChild = Int32(nodes.count)
            while let next = rest.first {
                let scalar = words[order[next]].word[depth]
                let end = rest.first { words[order[$0]].word[depth] != scalar } ?? rest.upperBound
                nodes.append(Node(scalar: scalar.value))
                below.append(next..<end)
                depths.append(depth + 1)
                nodes[index].childCount += 1
                rest = end..<rest.upperBound
            }
            index += 1
        }
        var roots: [Int32] = Array(repeating: 0, count: 0x10000)
        for child in 1..<1 + Int(nodes[0].childCount) { roots[Int(nodes[child].scalar)] = Int32(child) }
        self.roots = roots
        self.nodes = nodes
        self.values = values
    }

    /// Makes a trie of words and their values.
    init(_ words: some Sequence<(String, Value)>) {
        self.init(words.map { (word: Array($0.0.unicodeScalars), value: $0.1) })
    }

    /// Whether any word starts with this scalar.
    func hasWord(startingWith scalar: Unicode.Scalar) -> Bool { root(scalar) != 0 }

    /// Whether any word starts at `index`: quicker to ask than to look at each.
    func hasMatch(in scalars: [Unicode.Scalar], at index: Int, limit: Int = .max) -> Bool {
        let limit = min(limit, scalars.count)
        guard index < limit else { return false }
        var node = root(scalars[index])
        var position = index + 1
        while node != 0 {
            if nodes[node].valueCount > 0 { return true }
            guard position < limit else { return false }
            node = child(of: nodes[node], scalars[position])
            position += 1
        }
        return false
    }

    /// Calls `body` with the end and the values of each word that starts at `index` and ends by `limit`, shorter words first.
    func forEachMatch(
        in scalars: [Unicode.Scalar], at index: Int, limit: Int = .max,
        _ body: (Int, ArraySlice<Value>) -> Void
    ) {
        let limit = min(limit, scalars.count)
        guard index < limit else { return }
        var node = root(scalars[index])
        var position = index + 1
        while node != 0 {
            let found = nodes[node]
            if found.valueCount > 0 {
                body(position, values[Int(found.firstValue)..<Int(found.firstValue + found.valueCount)])
            }
            guard position < limit else { return }
            node = child(of: found, scalars[position])
            position += 1
        }
    }

    /// The longest word that starts at `index` and ends by `limit`: its first value and its end.
    func longest(
        in scalars: [Unicode.Scalar], at index: Int, limit: Int = .max
    ) -> (value: Value, end: Int)? {
        let limit = min(limit, scalars.count)
        guard index < limit else { return nil }
        var node = root(scalars[index])
        var position = index + 1
        var best: (value: Int, end: Int)?
        while node != 0 {
            let found = nodes[node]
            if found.valueCount > 0 { best = (Int(found.firstValue), position) }
            guard position < limit else { break }
            node = child(of: found, scalars[position])
            position += 1
        }
        return best.map { (values[$0.value], $0.end) }
    }

    /// The first value of exactly this word.
    func value(of word: some Sequence<Unicode.Scalar>) -> Value? {
        var node = -1
        for scalar in word {
            node = node < 0 ? root(scalar) : child(of: nodes[node], scalar)
            if node == 0 { return nil }
        }
        guard node > 0, nodes[node].valueCount > 0 else { return nil }
        return values[Int(nodes[node].firstValue)]
    }

    private func root(_ scalar: Unicode.Scalar) -> Int {
        scalar.value < 0x10000 ? Int(roots[Int(scalar.value)]) : 0
    }

    /// The child to which a scalar leads; 0 for none.
    ///
    /// Most nodes have a child or two; those with many are searched by halves.
    private func child(of node: Node, _ scalar: Unicode.Scalar) -> Int {
        var low = Int(node.firstChild)
        var high = low + Int(node.childCount)
        while high - low > 8 {
            let middle = (low + high) / 2
            if nodes[middle].scalar > scalar.value { high = middle } else { low = middle }
        }
        while low < high {
            if nodes[low].scalar == scalar.value { return low }
            low += 1
        }
        return 0
    }
}
