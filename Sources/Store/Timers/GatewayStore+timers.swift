import Foundation
import Model

extension GatewayStore {
    /// Fires up to `limit` due timers, oldest first, in one transaction.
    ///
    /// They are decided together, so that ten alerts can be one message. When that fails each is decided by itself, a
    /// savepoint each, and one that fails is tried again like an event; after the fifth failure it is dead.
    /// A fired timer is done before its decision is kept, so the decision may set the same key anew.
    /// - Throws: what concerns more than one timer; nothing of the batch is kept then.
    package func fireTimers(
        limit: Int, now: Date, under lease: Lease? = nil,
        decide: @escaping @Sendable ([DurableTimer], any Facts) throws -> Decision
    ) async throws(StoreError) -> BatchOutcome {
        try await write(.deciding, now: now, under: lease) { transaction in
            var batch = BatchOutcome()
            let due = try transaction.dueTimers(limit: limit)
            guard !due.isEmpty else { return batch }
            batch.taken = due.count
            do {
                let outcome = try transaction.fire(due.map(\.timer), decide)
                batch.count(outcome, rows: due.count)
            } catch {
                if StoreError(error).endsTransaction { throw error }
                try transaction.fireEach(due, after: error, &batch, decide)
            }
            batch.note(transaction)
            return batch
        }
    }
}

/// A due timer, and how often its decision has failed.
private struct DueTimer {
    var timer: DurableTimer
    var attempt: Int
}

extension StoreTransaction {
    fileprivate func dueTimers(limit: Int) throws -> [DueTimer] {
        try sql.rows(
            """
            SELECT \(SQLRow.timerColumns), attempt FROM timers
            WHERE state = 'waiting' AND due_at <= $1 AND retry_at <= $1
            ORDER BY due_at, unique_key LIMIT $2
            """, now, limit
        ) { DueTimer(timer: try $0.timer(), attempt: try $0.int(5)) }
    }

    fileprivate func fire(
        _ timers: [DurableTimer], _ decide: ([DurableTimer], any Facts) throws -> Decision
    ) throws -> Outcome {
        let (posts, set) = (postsAdded, hasSetTimers)
        do {
            return try sql.savepoint {
                for timer in timers {
                    try sql.execute(
                        "UPDATE timers SET state = 'done', finished_at = $1 WHERE unique_key = $2", now,
                        timer.key)
                }
                let decision = try decide(timers, facts)
                try apply(decision, message: nil)
                return decision.outcome
            }
        } catch {
            (postsAdded, hasSetTimers) = (posts, set)
            throw error
        }
    }

    /// Fires timers one by one after their common decision has failed; a single one has had its attempt.
    fileprivate func fireEach(
        _ due: [DueTimer], after common: any Error, _ batch: inout BatchOutcome,
        _ decide: ([DurableTimer], any Facts) throws -> Decision
    ) throws {
        for one in due {
            do {
                if due.count == 1 { throw common }
                let outcome = try fire([one.timer], decide)
                batch.count(outcome)
            } catch {
                if StoreError(error).endsTransaction { throw error }
                batch.failures.append(try fail(one, error))
            }
        }
    }

    private func fail(_ due: DueTimer, _ error: any Error) throws -> BatchOutcome.Failure {
        let failures = due.attempt + 1
        let isDead = failures >= Retrying.lastAttempt
        let reason = Retrying.words(error)
        let state: WorkState = isDead ? .dead : .waiting
        let finishedAt: Date? = isDead ? now : nil
        try sql.execute(
            """
            UPDATE timers SET state = $1, attempt = $2, retry_at = $3, last_error = $4, finished_at = $5
            WHERE unique_key = $6
            """, state, failures, now.milliseconds + Retrying.wait(after: failures),
            content.seal(reason, .failure), finishedAt,
            due.timer.key)
        return BatchOutcome.Failure(key: due.timer.key, attempt: failures, reason: reason, isDead: isDead)
    }
}
