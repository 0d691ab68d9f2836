import Foundation
import Model

/// What holds a lane back: its token bucket and its pause.
///
/// A lane is a chat; the one named as a channel is the channel's.
struct LaneState: Hashable {
    /// nil where nothing was ever counted.
    var bucket: TokenBucket?
    /// When the empty bucket has its next token: milliseconds since 1970.
    var readyAt: Int64 = 0
    /// Until when the platform asked for quiet: milliseconds since 1970.
    var pausedUntil: Int64 = 0
    /// When it last took a token that it shares with others: milliseconds since 1970.
    var servedAt: Int64 = 0

    /// When the lane may speak, as far as is known without its limits; 0 when it may now.
    func opensAt(now: Int64) -> Int64 {
        let opening = max(pausedUntil, readyAt)
        return opening > now ? opening : 0
    }

    /// Takes a token, or notes when the next one is there; true when one was taken.
    mutating func take(_ limit: RateLimit, now: Int64) -> Bool {
        var bucket = self.bucket ?? .full(limit, at: now)
        let next = bucket.take(limit, at: now)
        self.bucket = bucket
        readyAt = next ?? 0
        return next == nil
    }

    /// Whether somebody found the bucket empty, and it holds no more than the one token that they waited for.
    func isShort(of limit: RateLimit, now: Int64) -> Bool {
        guard readyAt > 0, var bucket else { return false }
        bucket.refill(limit, at: now)
        return bucket.tokens < 2
    }
}

/// A token for one post of a lane.
struct LaneToken: Hashable {
    /// Whether the lane had to wait for it: then all that waits is said at once.
    var wasAwaited: Bool
}

/// The lane states that one claim touches: read once, written once.
struct Lanes {
    private let sql: SQLConnection
    private let now: Int64
    private var states: [String: LaneState] = [:]
    private var changed: Set<String> = []

    init(sql: SQLConnection, now: Int64) {
        self.sql = sql
        self.now = now
    }

    /// The state of a lane by its name: a chat's text, or a channel's name.
    mutating func state(_ name: String) throws -> LaneState {
        if let known = states[name] { return known }
        let stored = try sql.rows(
            "SELECT tokens, updated_at, ready_at, paused_until, served_at FROM lanes WHERE name = $1", name
        ) { row in
            let tokens: Double? = row.optionalReal(0)
            let updated = try row.integer(1)
            let bucket = tokens.map { TokenBucket(tokens: $0, updated: updated) }
            // Written in the future means that the clock was put back: the next token is reckoned anew, and a pause of
            // seconds must not last until the clock has caught up.
            guard updated <= now else { return LaneState(bucket: bucket) }
            return LaneState(
                bucket: bucket, readyAt: try row.integer(2), pausedUntil: try row.integer(3),
                servedAt: try row.integer(4))
        }
        let state = stored.first ?? LaneState()
        states[name] = state
        return state
    }

    mutating func set(_ name: String, _ state: LaneState) {
        guard states[name] != state else { return }
        states[name] = state
        changed.insert(name)
    }

    /// When a chat may be spoken to, its channel considered; 0 when it may now.
    mutating func opensAt(_ chat: ChatKey) throws -> Int64 {
        max(
            try state(chat.text).opensAt(now: now), try state(chat.channel.rawValue).opensAt(now: now))
    }

    /// Takes a token of the channel's and of the chat's budget: both or none (nil).
    mutating func take(_ chat: ChatKey, _ limits: ChannelLimits) throws -> LaneToken? {
        var (lane, channel) = (try state(chat.text), try state(chat.channel.rawValue))
        let channelBefore = channel
        let wasAwaited =
            limits.total.map { channel.isShort(of: $0, now: now) } ?? false
            || limits.perChat.map { lane.isShort(of: $0, now: now) } ?? false
        if let total = limits.total, !channel.take(total, now: now) {
            set(chat.channel.rawValue, channel)
            return nil
        }
        if let perChat = limits.perChat, !lane.take(perChat, now: now) {
            set(chat.text, lane)
            set(chat.channel.rawValue, channelBefore)
            return nil
        }
        if limits.total != nil { lane.servedAt = now }
        set(chat.text, lane)
        set(chat.channel.rawValue, channel)
        return LaneToken(wasAwaited: wasAwaited)
    }

    /// Lengthens a pause; a shorter one changes nothing.
    mutating func pause(_ name: String, until: Date) throws {
        var state = try state(name)
        state.pausedUntil = max(state.pausedUntil, until.milliseconds)
        set(name, state)
    }

    /// Writes what has changed.
    func save() throws {
        for name in changed.sorted() {
            guard let state = states[name] else { continue }
            try sql.execute(
                """
                INSERT INTO lanes (name, tokens, updated_at, ready_at, paused_until, served_at)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (name) DO UPDATE SET tokens = excluded.tokens, updated_at = excluded.updated_at,
                    ready_at = excluded.ready_at, paused_until = excluded.paused_until,
                    served_at = excluded.served_at
                """, name, state.bucket?.tokens, state.bucket?.updated ?? now, state.readyAt,
                state.pausedUntil, state.servedAt)
        }
    }
}
