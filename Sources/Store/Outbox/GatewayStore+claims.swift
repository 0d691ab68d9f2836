import Foundation
import Model

extension GatewayStore {
    /// The lease by which a process shows that it lives, where several post: `gateway:<owner>`.
    package static func presence(of owner: String) -> String { presencePrefix + owner }

    private static let presencePrefix = "gateway:"

    /// Frees the posts whose sender is gone: at start, and now and then.
    ///
    /// Those whose claim has run out wait again, one attempt spent, where sending twice does no harm; the others are dead
    /// (`fateUnknown`). So do those of other owners: of all where there is one process (the caller holds the lease, so
    /// they are gone), else of those whose presence has run out.
    /// - Returns: how many there were.
    package func recoverClaims(owner: String, now: Date) async throws(StoreError) -> Int {
        let isGone =
            isShared
            ? """
            NOT EXISTS (
                SELECT 1 FROM leases WHERE leases.name = '\(Self.presencePrefix)' || outbox.claimed_by
                    AND leases.until_at > $1)
            """ : "TRUE"
        return try await write(.dispatching, now: now) { transaction in
            let again = try transaction.sql.changes(
                """
                UPDATE outbox SET state = 'waiting', attempt = attempt + 1, claimed_by = NULL, claimed_until = NULL
                WHERE state = 'running' AND (claimed_until <= $1 OR claimed_by <> $2 AND \(isGone))
                    AND delivery = 'atLeastOnce'
                """, now, owner)
            let dead = try transaction.sql.changes(
                """
                UPDATE outbox SET state = 'dead', finished_at = $1, claimed_by = NULL, claimed_until = NULL,
                    last_error = '\(DeadReason.fateUnknown)'
                WHERE state = 'running' AND (claimed_until <= $1 OR claimed_by <> $2 AND \(isGone))
                    AND delivery = 'atMostOnce'
                """, now, owner)
            try transaction.sql.execute(
                "DELETE FROM leases WHERE name >= $1 AND name < $2 AND until_at <= $3",
                Self.presencePrefix, Self.presencePrefix + "\u{10FFFF}", now - 86_400)
            return again + dead
        }
    }

    /// Gives back an owner's claims of which it does not know: those of a claim whose commit's fate was unknown.
    ///
    /// They were not posted, so no attempt is spent.
    /// - Parameter busy: the chats whose posts the owner does have in flight.
    package func releaseClaims(
        owner: String, except busy: Set<ChatKey>, now: Date
    ) async throws(StoreError) {
        try await write(.dispatching, now: now) { transaction in
            let claimed = try transaction.sql.rows(
                "SELECT id, conversation FROM outbox WHERE state = 'running' AND claimed_by = $1", owner
            ) { (id: try $0.integer(0), chat: try $0.chat(1)) }
            for row in claimed where !busy.contains(row.chat) {
                try transaction.sql.execute(
                    """
                    UPDATE outbox SET state = 'waiting', claimed_by = NULL, claimed_until = NULL
                    WHERE id = $1 AND state = 'running'
                    """, row.id)
            }
        }
    }
}
