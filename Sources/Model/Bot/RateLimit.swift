/// So many in so long: `20/min`.
package struct RateLimit: Hashable, Sendable {
    /// How many.
    package var count: Int
    /// In how many seconds.
    package var seconds: Double

    package init(_ count: Int, perSeconds seconds: Double) {
        self.count = count
        self.seconds = seconds
    }

    /// Reads `20/min`, `30/s`, `100/h`, `5/10s`; nil for anything else or for a count of 0.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), count > 0 else { return nil }
        let number = parts[1].prefix { $0.isNumber }
        guard let factor = number.isEmpty ? 1 : Double(number), factor > 0 else { return nil }
        switch parts[1].dropFirst(number.count) {
        case "s": self.init(count, perSeconds: factor)
        case "min": self.init(count, perSeconds: factor * 60)
        case "h": self.init(count, perSeconds: factor * 3600)
        case "d": self.init(count, perSeconds: factor * 86400)
        default: return nil
        }
    }
}

/// The rate limits of one channel.
///
/// A nil limit means: no limit of that kind.
package struct ChannelLimits: Hashable, Sendable {
    /// For each chat.
    package var perChat: RateLimit?
    /// For the whole channel (the robot, the token).
    package var total: RateLimit?
    /// Of an override: `perChat` was not written, so the platform's own stays.
    package var keepsPerChat: Bool
    /// Of an override: `total` was not written, so the platform's own stays.
    package var keepsTotal: Bool

    package init(
        perChat: RateLimit? = nil, total: RateLimit? = nil, keepsPerChat: Bool = false,
        keepsTotal: Bool = false
    ) {
        self.perChat = perChat
        self.total = total
        self.keepsPerChat = keepsPerChat
        self.keepsTotal = keepsTotal
    }

    /// What holds when this overrides a platform's own limits.
    package func over(_ own: ChannelLimits) -> ChannelLimits {
        ChannelLimits(perChat: keepsPerChat ? own.perChat : perChat, total: keepsTotal ? own.total : total)
    }

    /// No limit at all (`limits: {tg: none}`).
    package static let none = ChannelLimits()
}

/// A token bucket: how much of a rate limit is left.
///
/// Pure arithmetic on times that are passed in, so it can be stored.
package struct TokenBucket: Hashable, Sendable {
    /// Tokens left at `updated`, 0…limit.count.
    package var tokens: Double
    /// When `tokens` was true: milliseconds since 1970.
    package var updated: Int64

    package init(tokens: Double, updated: Int64) {
        self.tokens = tokens
        self.updated = updated
    }

    /// A bucket that nothing was taken from.
    package static func full(_ limit: RateLimit, at now: Int64) -> TokenBucket {
        TokenBucket(tokens: Double(limit.count), updated: now)
    }

    /// Fills up to `now`.
    ///
    /// A clock that went back adds nothing.
    package mutating func refill(_ limit: RateLimit, at now: Int64) {
        let elapsed = Double(max(0, now - updated)) / 1000
        tokens = min(Double(limit.count), tokens + elapsed * Double(limit.count) / limit.seconds)
        updated = now
    }

    /// Takes one token, or returns when the next one is there (milliseconds since 1970).
    package mutating func take(_ limit: RateLimit, at now: Int64) -> Int64? {
        refill(limit, at: now)
        guard tokens < 1 - 1e-9 else {
            tokens -= 1
            return nil
        }
        return now + Int64(((1 - tokens) * limit.seconds / Double(limit.count) * 1000).rounded(.up))
    }
}
