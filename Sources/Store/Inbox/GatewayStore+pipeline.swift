import Foundation
import Model

extension GatewayStore {
    /// Decides up to `limit` waiting events in the order of their arrival, all in one transaction, a savepoint each.
    ///
    /// A conversation's order holds: behind an event that waits to be tried again, its conversation waits too. A `decide`
    /// that throws takes back its own event only; after the fifth failure the event is dead, its reason kept, and the
    /// conversation goes on. `decide` may run again for the same event when the whole batch has failed.
    /// - Throws: what concerns more than one event (`.busy`, `.full`, …); nothing of the batch is kept then.
    package func processInbox(
        limit: Int, now: Date, decide: @escaping @Sendable (InboxRow, any Facts) throws -> Decision
    ) async throws(StoreError) -> BatchOutcome {
        try await write(.deciding, now: now) { transaction in
            var batch = BatchOutcome()
            var held: Set<ChatKey> = []
            for row in try transaction.waitingEvents(limit: limit) where !held.contains(row.event.chat) {
                batch.taken += 1
                do {
                    let outcome = try transaction.decide(row, decide)
                    batch.count(outcome)
                } catch {
                    if StoreError(error).endsTransaction { throw error }
                    let failure = try transaction.fail(row, error)
                    if !failure.isDead { held.insert(row.event.chat) }
                    batch.failures.append(failure)
                }
            }
            batch.note(transaction)
            return batch
        }
    }
}

extension StoreTransaction {
    /// The waiting events that may be decided now, oldest first.
    fileprivate func waitingEvents(limit: Int) throws -> [InboxRow] {
        try sql.rows(
            """
            SELECT \(SQLRow.inboxColumns) FROM inbox
            WHERE state = 'waiting' AND due_at <= $1 AND NOT EXISTS (
                SELECT 1 FROM inbox AS earlier
                WHERE earlier.state = 'waiting' AND earlier.attempt > 0
                    AND earlier.conversation = inbox.conversation AND earlier.id < inbox.id AND earlier.due_at > $1)
            ORDER BY id LIMIT $2
            """, now, limit
        ) { try $0.inboxRow(content) }
    }

    /// Decides one event and keeps the decision with it; keeps nothing when that fails.
    fileprivate func decide(
        _ row: InboxRow, _ decide: (InboxRow, any Facts) throws -> Decision
    ) throws -> Outcome {
        let (posts, timers) = (postsAdded, hasSetTimers)
        do {
            return try sql.savepoint {
                let decision = try decide(row, facts)
                try apply(decision, message: row.id)
                try sql.execute(
                    "UPDATE inbox SET state = 'done', outcome = $1, finished_at = $2 WHERE id = $3",
                    decision.outcome, now, row.id)
                return decision.outcome
            }
        } catch {
            (postsAdded, hasSetTimers) = (posts, timers)
            throw error
        }
    }

    /// Puts a failed event off, or gives it up.
    fileprivate func fail(_ row: InboxRow, _ error: any Error) throws -> BatchOutcome.Failure {
        let failures = row.attempt + 1
        let isDead = failures >= Retrying.lastAttempt
        let reason = Retrying.words(error)
        let state: WorkState = isDead ? .dead : .waiting
        let finishedAt: Date? = isDead ? now : nil
        try sql.execute(
            "UPDATE inbox SET state = $1, attempt = $2, due_at = $3, last_error = $4, finished_at = $5 WHERE id = $6",
            state, failures, now.milliseconds + Retrying.wait(after: failures), reason, finishedAt, row.id)
        return BatchOutcome.Failure(key: row.event.key, attempt: failures, reason: reason, isDead: isDead)
    }
}
