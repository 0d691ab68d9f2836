/// What the relay remembers of a channel's posts: which id became which message.
///
/// Bounded: a retry comes within minutes, and 100,000 posts are more than that at any speed.
struct RelayBook: Sendable {
    private var posted: [String: String] = [:]
    private var order: [String] = []
    private static let bound = 100_000

    /// The message that the id became, if it came before.
    func message(for id: String) -> String? { posted[id] }

    /// Remembers what an id became.
    mutating func remember(_ id: String, as message: String) {
        posted[id] = message
        order.append(id)
        guard order.count > Self.bound + Self.bound / 4 else { return }
        for old in order.prefix(order.count - Self.bound) { posted[old] = nil }
        order.removeFirst(order.count - Self.bound)
    }
}
