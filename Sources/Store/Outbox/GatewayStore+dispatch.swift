import Foundation
import Model

extension GatewayStore {
    /// How long a claim holds when nobody settles it: longer than any channel's total deadline for a post.
    package static let claimSeconds: Double = 120

    /// Keeps what became of claimed posts and takes those that may be sent now, in one commit: at most one of each chat, the most urgent first, then whose turn it is.
    ///
    /// A chat that is in `busy`, is sending or is paused is left out, and so is one whose own or whose channel's budget is
    /// spent: the budget outlives restarts. What is past its expiry is made dead on the way (`expired`). A chat
    /// that had to wait for its budget gets all that waits for it in one post (``Bundle``).
    /// - Parameters:
    ///   - owner: who claims, the lease's owner.
    ///   - lease: the owner's presence, where several processes post: a process that is taken for dead claims nothing.
    ///   - limits: by channel; a channel that is not named has no limits.
    ///   - fits: whether a text is one post in a chat; what does not fit into a bundle waits for the next.
    ///   - settlements: what became of posts that the owner had claimed; their chats are no longer busy.
    package func exchangePosts(
        settling settlements: [Settlement] = [], limit: Int, owner: String, now: Date, busy: Set<ChatKey>,
        limits: [ChannelName: ChannelLimits], under lease: Lease? = nil,
        fits: @escaping @Sendable (String, ChatKey) -> Bool = { _, _ in true }
    ) async throws(StoreError) -> ClaimedPosts {
        let storeID = storeID
        return try await write(.dispatching, now: now, under: lease) { transaction in
            var lanes = Lanes(sql: transaction.sql, now: now.milliseconds)
            for settlement in settlements { try transaction.settle(settlement, owner, &lanes) }
            try transaction.expirePosts()
            var claimed: [OutboxRow] = []
            for head in try LaneHead.all(transaction.sql, now: now) where !busy.contains(head.chat) {
                guard claimed.count < limit else { break }
                guard try lanes.opensAt(head.chat) == 0,
                    let token = try lanes.take(head.chat, limits[head.chat.channel] ?? .none)
                else { continue }
                for row in try transaction.claim(head, owner: owner, storeID: storeID) {
                    claimed.append(
                        try Bundle(transaction: transaction, owner: owner, storeID: storeID, fits: fits)
                            .gather(around: row, all: token.wasAwaited))
                }
            }
            try lanes.save()
            let isAll = claimed.count < limit
            return ClaimedPosts(
                rows: claimed, isAll: isAll,
                nextAt: isAll ? try Self.outboxWake(transaction.sql, now: now) : nil)
        }
    }

    /// Keeps what became of claimed posts, in one commit.
    ///
    /// A claim that was recovered meanwhile is not touched, except that what was sent counts as sent.
    /// - Parameter owner: who had claimed them; nil where there is one process.
    package func settle(
        _ settlements: [Settlement], owner: String? = nil, now: Date
    ) async throws(StoreError) {
        guard !settlements.isEmpty else { return }
        // Who posted holds no lane back by it; who is asked to keep still does.
        let kind: WriteKind = settlements.contains(where: \.verdict.holdsBack) ? .dispatching : .keeping
        try await write(kind, now: now) { transaction in
            var lanes = Lanes(sql: transaction.sql, now: now.milliseconds)
            for settlement in settlements { try transaction.settle(settlement, owner, &lanes) }
            try lanes.save()
        }
    }
}

extension StoreTransaction {
    /// Gives up what is of no use any more.
    fileprivate func expirePosts() throws {
        try sql.execute(
            """
            UPDATE outbox SET state = 'dead', last_error = '\(DeadReason.expired)', finished_at = $1
            WHERE id IN (
                SELECT id FROM outbox WHERE state = 'waiting' AND expires_at <= $1\(sql.dialect.skippingLocked))
            """, now)
    }

    fileprivate func claim(_ head: LaneHead, owner: String, storeID: String) throws -> [OutboxRow] {
        try sql.rows(
            """
            UPDATE outbox SET state = 'running', claimed_by = $1, claimed_until = $2
            WHERE id = (SELECT id FROM outbox WHERE id = $3 AND state = 'waiting'\(sql.dialect.skippingLocked))
            RETURNING \(SQLRow.outboxColumns)
            """, owner, now + GatewayStore.claimSeconds, head.id
        ) { try $0.outboxRow(content, storeID: storeID) }
    }

    fileprivate func settle(_ settlement: Settlement, _ owner: String?, _ lanes: inout Lanes) throws {
        if let bundle = settlement.bundle {
            try settle(bundle, settlement.verdict)
            if case .retry(_, _, let lane, let channel) = settlement.verdict {
                try pause(settlement.id, lane: lane, channel: channel, &lanes)
            }
            return
        }
        let id = settlement.id
        switch settlement.verdict {
        case .posted(let receipt):
            try sql.execute(
                """
                UPDATE outbox SET state = 'done', receipt = $1, finished_at = $2, claimed_by = NULL, claimed_until = NULL
                WHERE id = $3 AND state <> 'done'
                """, receipt, now, id)
        case .retry(let at, let reason, let laneUntil, let channelUntil):
            try sql.execute(
                """
                UPDATE outbox SET state = 'waiting', attempt = attempt + 1, due_at = $1, last_error = $2,
                    claimed_by = NULL, claimed_until = NULL
                WHERE id = $3 AND state = 'running' AND claimed_by = coalesce($4, claimed_by)
                """, max(at.milliseconds, 1), content.seal(reason, .failure), id, owner)
            try pause(id, lane: laneUntil, channel: channelUntil, &lanes)
        case .released:
            try sql.execute(
                """
                UPDATE outbox SET state = 'waiting', claimed_by = NULL, claimed_until = NULL
                WHERE id = $1 AND state = 'running' AND claimed_by = coalesce($2, claimed_by)
                """, id, owner)
        case .dead(let reason):
            try sql.execute(
                """
                UPDATE outbox SET state = 'dead', attempt = attempt + 1, last_error = $1, finished_at = $2,
                    claimed_by = NULL, claimed_until = NULL
                WHERE id = $3 AND state = 'running' AND claimed_by = coalesce($4, claimed_by)
                """, content.seal(reason, .failure), now, id, owner)
        }
    }

    private func pause(_ id: Int64, lane: Date?, channel: Date?, _ lanes: inout Lanes) throws {
        guard lane != nil || channel != nil else { return }
        let chats = try sql.rows("SELECT conversation FROM outbox WHERE id = $1", id) { try $0.chat(0) }
        for chat in chats {
            if let lane { try lanes.pause(chat.text, until: lane) }
            if let channel { try lanes.pause(chat.channel.rawValue, until: channel) }
        }
    }
}
