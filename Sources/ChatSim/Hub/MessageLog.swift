/// Everything said in the world, in one sequence, as much of it as the bound keeps.
package struct MessageLog: Sendable {
    private var kept: [SimMessage] = []
    private let bound: Int
    /// The position of the next message.
    package private(set) var next = 1

    /// An empty log that keeps at least `bound` messages.
    package init(bound: Int) { self.bound = max(1, bound) }

    /// The position of the oldest message still kept.
    package var oldest: Int { kept.first?.seq ?? next }

    /// Adds a message whose `seq` is ``next``.
    package mutating func append(_ message: SimMessage) {
        kept.append(message)
        next += 1
        // Dropping a quarter at a time keeps appending cheap.
        if kept.count > bound + bound / 4 { kept.removeFirst(kept.count - bound) }
    }

    /// At most `limit` of the messages after a position that fit, oldest first.
    package func after(
        _ seq: Int, limit: Int = .max, where fits: (SimMessage) -> Bool = { _ in true }
    ) -> [SimMessage] {
        var found: [SimMessage] = []
        for message in kept.dropFirst(max(0, seq + 1 - oldest)) where fits(message) {
            guard found.count < limit else { break }
            found.append(message)
        }
        return found
    }

    /// The message of that id, looked for from the newest.
    package func message(_ id: String) -> SimMessage? { kept.last { $0.id == id } }

    /// The message at a position.
    package subscript(seq: Int) -> SimMessage? {
        let index = seq - oldest
        return kept.indices.contains(index) ? kept[index] : nil
    }
}
