import Foundation
import Model

/// What a dispatcher tells the store and asks of it: the fates of posts that it had claimed, and what it may post next.
package struct PostExchange: Sendable {
    /// What became of claimed posts, each with its chat, which may be spoken to again.
    package var ended: [(chat: ChatKey, settlement: Settlement)]
    /// How many posts at most are claimed.
    package var limit: Int
    /// Who claims, the lease's owner.
    package var owner: String
    /// The chats of which a post is in flight.
    package var busy: Set<ChatKey>
    /// By channel; a channel that is not named has no limits.
    package var limits: [ChannelName: ChannelLimits]
    /// Whether a text is one post in a chat; what does not fit into a bundle waits for the next.
    package var fits: @Sendable (String, ChatKey) -> Bool

    package init(
        ended: [(chat: ChatKey, settlement: Settlement)] = [], limit: Int, owner: String,
        busy: Set<ChatKey> = [], limits: [ChannelName: ChannelLimits] = [:],
        fits: @escaping @Sendable (String, ChatKey) -> Bool = { _, _ in true }
    ) {
        self.ended = ended
        self.limit = limit
        self.owner = owner
        self.busy = busy
        self.limits = limits
        self.fits = fits
    }
}

extension StoreTransaction {
    /// Keeps what became of claimed posts, and claims at most one post of each chat: the most urgent first.
    ///
    /// - Returns: also when the first of the lanes opens that were looked at and have to wait; nil where none has to.
    /// - Parameter chats: the chats that are looked at, of channels without a budget of their own, whose lanes need not
    ///   take turns; nil for all, after what has expired was given up.
    func exchange(
        _ exchange: PostExchange, storeID: String, in chats: Set<ChatKey>? = nil
    ) throws -> (rows: [OutboxRow], opensAt: Date?) {
        var lanes = Lanes(sql: sql, now: now.milliseconds)
        for (_, settlement) in exchange.ended { try settle(settlement, exchange.owner, &lanes) }
        let heads: [LaneHead]
        if let chats {
            heads = try chats.compactMap { try LaneHead.of($0, sql, now: now) }.sorted {
                ($0.priority, $0.id) < ($1.priority, $1.id)
            }
        } else {
            try expirePosts()
            heads = try LaneHead.all(sql, now: now)
        }
        let bundle = Bundle(
            transaction: self, owner: exchange.owner, storeID: storeID, fits: exchange.fits)
        var claimed: [OutboxRow] = []
        var opensAt: Int64?
        for head in heads where !exchange.busy.contains(head.chat) {
            guard claimed.count < exchange.limit else { break }
            let limits = exchange.limits[head.chat.channel] ?? .none
            var rows: [OutboxRow] = []
            if try lanes.opensAt(head.chat) == 0, let token = try lanes.take(head.chat, limits) {
                rows = try claim(head, owner: exchange.owner, storeID: storeID).map {
                    try bundle.gather(around: $0, all: token.wasAwaited)
                }
            }
            claimed += rows
            guard rows.isEmpty else { continue }
            let opening = max(try lanes.opensAt(head.chat), now.milliseconds)
            opensAt = min(opensAt ?? opening, opening)
        }
        try lanes.save()
        return (claimed, opensAt.map { Date(milliseconds: $0) })
    }

    /// Does the same for the chats that this transaction has posts for, and for those that may be spoken to again.
    ///
    /// - Returns: also whether something may be left that only a look at all lanes finds.
    func exchangeTouched(_ exchange: PostExchange, storeID: String) throws -> (rows: [OutboxRow], isAll: Bool)
    {
        let touched = chatsPosted.union(exchange.ended.map(\.chat))
        let free = touched.filter { exchange.limits[$0.channel]?.total == nil }
        let (rows, opensAt) = try self.exchange(exchange, storeID: storeID, in: free)
        let isAll =
            free.count == touched.count && opensAt == nil && rows.count < exchange.limit
            && rows.count >= postsAdded
            && !exchange.ended.contains { $0.settlement.verdict.holdsBack }
        return (rows, isAll)
    }

    /// Gives up what is of no use any more.
    private func expirePosts() throws {
        try sql.execute(
            """
            UPDATE outbox SET state = 'dead', last_error = '\(DeadReason.expired)', finished_at = $1
            WHERE id IN (
                SELECT id FROM outbox WHERE state = 'waiting' AND expires_at <= $1\(sql.dialect.skippingLocked))
            """, now)
    }

    private func claim(_ head: LaneHead, owner: String, storeID: String) throws -> [OutboxRow] {
        try sql.rows(
            """
            UPDATE outbox SET state = 'running', claimed_by = $1, claimed_until = $2
            WHERE id = (SELECT id FROM outbox WHERE id = $3 AND state = 'waiting'\(sql.dialect.skippingLocked))
            RETURNING \(SQLRow.outboxColumns)
            """, owner, now + GatewayStore.claimSeconds, head.id
        ) { try $0.outboxRow(content, storeID: storeID) }
    }
}
