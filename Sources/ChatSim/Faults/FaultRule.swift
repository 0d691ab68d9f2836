/// One thing that is to go wrong, where, and how often.
package struct FaultRule: Sendable, Equatable {
    /// What goes wrong.
    package enum Kind: Sendable, Equatable {
        /// Nothing is done and this HTTP status comes back.
        case status(Int)
        /// 429 with `Retry-After` in seconds, or as an HTTP-date so many seconds ahead of the wall clock.
        case tooMany(seconds: Int, asDate: Bool)
        /// HTTP 200 whose body says, in the dialect's own way, that it failed.
        case error(code: Int)
        /// Nothing is done and nothing comes back for so many seconds, then the connection closes.
        case hang(seconds: Double)
        /// It is done, but no answer comes for so many seconds, then the connection closes.
        case late(seconds: Double)
        /// It is done, and half of the promised answer arrives.
        case truncated
        /// Nothing is done and the connection is reset.
        case reset
        /// It is done and the connection is reset.
        case lost
        /// The answer is padded with so many bytes.
        case huge(bytes: Int)
        /// The answer is cut JSON with a right length.
        case malformed
        /// The answer is a page of a proxy instead of the platform's JSON.
        case html
        /// A poll hands out every message twice.
        case duplicate
        /// A poll hands out its messages newest first.
        case reorder
        /// A poll's messages are mixed with events of kinds that nobody knows.
        case unknown
        /// The group has become another (Telegram's `migrate_to_chat_id`).
        case migrate(to: Int64)
    }

    /// How often it goes wrong.
    package enum Chance: Sendable, Equatable {
        /// The next so many times.
        case next(Int)
        /// Each time with this probability, 0…1.
        case probability(Double)
    }

    /// `all`, a dialect (`relay`, `telegram`, `wecom`) or an operation (`relay.poll`, `telegram.sendMessage`).
    package let target: String
    /// What goes wrong.
    package let kind: Kind
    /// How often.
    package internal(set) var chance: Chance
    /// How often it did.
    package internal(set) var hits = 0

    /// A rule; once unless said otherwise.
    package init(_ target: String, _ kind: Kind, _ chance: Chance = .next(1)) {
        self.target = target
        self.kind = kind
        self.chance = chance
    }

    /// Whether the rule concerns an operation, such as `relay.post`.
    func fits(_ operation: String) -> Bool {
        target == "all" || target == operation || operation.hasPrefix(target + ".")
    }

    /// Whether it still can happen.
    var isLive: Bool { chance != .next(0) }
}
