import Foundation
import Model

extension GatewayStore {
    /// Decides up to `limit` waiting events, all in one transaction.
    ///
    /// They are taken in the order of their arrival as long as all that wait fit into one batch, else in turns: the oldest
    /// of each conversation, then the second of each (``InboxQueue``). So nobody waits behind a flood in another chat.
    /// A conversation's order holds: behind an event that waits to be tried again, its conversation waits too. A `decide`
    /// that throws takes back its own event only; after the fifth failure the event is dead, its reason kept, and the
    /// conversation goes on. `decide` may run again for the same event when the whole batch has failed.
    ///
    /// - Parameter within: how long the batch may go on taking events. Whoever wants to write meanwhile, intake above all,
    ///   waits for its end. One event is always taken; nil sets no bound.
    /// - Throws: what concerns more than one event (`.busy`, `.full`, …); nothing of the batch is kept then.
    package func processInbox(
        limit: Int, within: Duration? = nil, now: Date,
        decide: @escaping @Sendable (InboxRow, any Facts) throws -> Decision
    ) async throws(StoreError) -> BatchOutcome {
        do {
            return try await processInbox(limit: limit, within: within, now: now, isCareful: false, decide)
        } catch {
            // One event's effects could not be kept: the batch once more, each event behind a savepoint of its own.
            guard !error.endsTransaction else { throw error }
            return try await processInbox(limit: limit, within: within, now: now, isCareful: true, decide)
        }
    }

    private func processInbox(
        limit: Int, within: Duration?, now: Date, isCareful: Bool,
        _ decide: @escaping @Sendable (InboxRow, any Facts) throws -> Decision
    ) async throws(StoreError) -> BatchOutcome {
        try await write(.deciding, now: now) { transaction in
            var batch = BatchOutcome()
            var held: Set<ChatKey> = []
            let end = within.map { ContinuousClock.now + $0 }
            let queue = InboxQueue(sql: transaction.sql, content: transaction.content, now: now)
            let rows = try queue.next(limit)
            var isAll = rows.count < limit
            for row in rows where !held.contains(row.event.chat) {
                if let end, batch.taken > 0, ContinuousClock.now >= end {
                    isAll = false
                    break
                }
                batch.taken += 1
                do {
                    let outcome =
                        isCareful
                        ? try transaction.decideApart(row, decide) : try transaction.decide(row, decide)
                    batch.count(outcome)
                } catch let refusal as Refusal {
                    // The rules refused; nothing of the event was written.
                    let failure = try transaction.fail(row, refusal.cause)
                    if !failure.isDead { held.insert(row.event.chat) }
                    batch.failures.append(failure)
                }
            }
            batch.note(transaction)
            if isAll {
                batch.nextAt = try Self.inboxWake(transaction.sql, now: now)
                batch.isDrained = batch.nextAt.map { $0 > now } ?? true
            }
            return batch
        }
    }
}

/// An event that failed and of which nothing is left in the transaction.
private struct Refusal: Error {
    var cause: any Error
}

extension StoreTransaction {
    /// Decides one event and keeps the decision with it.
    ///
    /// - Throws: a `Refusal` where `decide` throws, which only reads; the store's own error leaves the transaction half written.
    fileprivate func decide(
        _ row: InboxRow, _ decide: (InboxRow, any Facts) throws -> Decision
    ) throws -> Outcome {
        let decision: Decision
        do {
            decision = try decide(row, facts)
        } catch {
            if error is StoreError { throw error }
            throw Refusal(cause: error)
        }
        try apply(decision, message: row.id)
        try sql.execute(
            "UPDATE inbox SET state = 'done', outcome = $1, finished_at = $2 WHERE id = $3",
            decision.outcome, now, row.id)
        return decision.outcome
    }

    /// The same behind a savepoint: whatever fails, nothing of the event is kept.
    fileprivate func decideApart(
        _ row: InboxRow, _ decide: (InboxRow, any Facts) throws -> Decision
    ) throws -> Outcome {
        let (posts, timers) = (postsAdded, hasSetTimers)
        do {
            return try sql.savepoint { try self.decide(row, decide) }
        } catch {
            if StoreError(error).endsTransaction { throw error }
            (postsAdded, hasSetTimers) = (posts, timers)
            throw Refusal(cause: (error as? Refusal)?.cause ?? error)
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
            state, failures, now.milliseconds + Retrying.wait(after: failures),
            content.seal(reason, .failure), finishedAt, row.id)
        return BatchOutcome.Failure(key: row.event.key, attempt: failures, reason: reason, isDead: isDead)
    }
}
