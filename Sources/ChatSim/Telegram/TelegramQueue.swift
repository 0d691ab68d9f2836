/// The updates of one bot that it has not confirmed yet, and who polls for them.
struct TelegramQueue: Sendable {
    /// Something on its way to the bot.
    struct Update: Sendable {
        let id: Int
        /// The message; nil for an event of a kind that nobody knows.
        let message: SimMessage?
    }

    /// The unconfirmed updates, oldest first.
    private(set) var waiting: [Update] = []
    private var next: Int
    /// Counts polls: a poll that is no longer the newest ends with 409.
    var poll = 0
    /// The kinds that the bot asked for last; empty is the platform's default, which includes messages.
    var allowed: [String] = []
    private static let bound = 100_000

    /// An empty queue whose first update has the number `next`.
    init(next: Int) { self.next = next }

    /// Queues a message, unless the bot wants none.
    mutating func add(_ message: SimMessage) {
        guard allowed.isEmpty || allowed.contains("message") else { return }
        append(message)
    }

    /// Queues an event of a kind that nobody knows.
    mutating func addUnknown() { append(nil) }

    private mutating func append(_ message: SimMessage?) {
        waiting.append(Update(id: next, message: message))
        next += 1
        if waiting.count > Self.bound { waiting.removeFirst(waiting.count - Self.bound) }
    }

    /// Forgets all updates below a number: asking for it confirms them.
    ///
    /// A negative offset counts from the end and forgets what lies before.
    mutating func confirm(before offset: Int) {
        if offset < 0 {
            waiting.removeFirst(max(0, waiting.count + offset))
        } else {
            waiting.removeFirst(waiting.prefix { $0.id < offset }.count)
        }
    }
}
