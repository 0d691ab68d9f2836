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
    ///   - lease: the owner's presence, where several processes post: a process that is taken for dead claims nothing.
    ///   - offer: asked when it is this transaction's turn, so that what ended while it waited is in it.
    package func exchangePosts(
        now: Date, under lease: Lease? = nil, _ offer: @escaping @Sendable () -> PostExchange
    ) async throws(StoreError) -> ClaimedPosts {
        let storeID = storeID
        return try await write(.dispatching, now: now, under: lease) { transaction in
            let exchange = offer()
            let (claimed, opensAt) = try transaction.exchange(exchange, storeID: storeID)
            guard claimed.count < exchange.limit else { return ClaimedPosts(rows: claimed, isAll: false) }
            let nextAt = [opensAt, try Self.laterPost(transaction.sql, now: now)].compactMap { $0 }.min()
            return ClaimedPosts(rows: claimed, nextAt: nextAt)
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
    func settle(_ settlement: Settlement, _ owner: String?, _ lanes: inout Lanes) throws {
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
