/// What a transaction has left for others to do.
package enum StoreWake: String, Hashable, Sendable, CaseIterable {
    /// Events wait for their decision.
    case inbox
    /// Posts wait.
    case outbox
    /// A timer was set.
    case timers
}

/// What a write transaction hands back: its value, and whom to wake once it is committed.
struct Written<Value: Sendable>: Sendable {
    var value: Value
    var wakes: Set<StoreWake> = []
}
