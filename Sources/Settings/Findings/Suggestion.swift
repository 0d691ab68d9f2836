/// Finds what somebody probably meant to write.
enum Suggestion {
    /// The candidate nearest to `word`, if it is near enough to be a slip.
    static func nearest(to word: String, among candidates: some Collection<String>) -> String? {
        let limit = max(1, word.count / 3)
        let scored = candidates.map { (distance(word.lowercased(), $0.lowercased()), $0) }
        return scored.filter { $0.0 <= limit }.min { $0 < $1 }?.1
    }

    /// A remedy: the nearest candidate, else the whole list.
    static func remedy(for word: String, among candidates: some Collection<String>) -> String {
        if let near = nearest(to: word, among: candidates) { return "write “\(near)”" }
        return candidates.isEmpty ? "remove it" : "write one of " + candidates.joined(separator: ", ")
    }

    /// How many insertions, deletions, replacements and swaps of neighbours turn one word into the other.
    static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
