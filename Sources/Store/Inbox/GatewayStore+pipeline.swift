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
    /// - Parameter arrival: what has just come in: kept first, in the same commit, as ``receive(_:from:cursor:now:under:)`` would.
    /// - Parameter lease: the right to keep it.
    /// - Parameter posting: where one process does all: gives what the dispatcher has to settle and may send, asked for once
    ///   the batch is decided. The posts of the batch are then claimed in the same commit, as far as their chats are free.
    /// - Throws: what concerns more than one event (`.busy`, `.full`, …); nothing of the batch is kept then.
    package func processInbox(
        limit: Int, within: Duration? = nil, receiving arrival: Arrival? = nil, under lease: Lease? = nil,
        posting: (@Sendable () -> PostExchange?)? = nil, now: Date,
        decide: @escaping @Sendable (InboxRow, any Facts) throws -> Decision
    ) async throws(StoreError) -> BatchOutcome {
        let run = InboxRun(
            limit: limit, within: within, arrival: arrival, posting: posting, storeID: storeID, decide: decide
        )
        do {
            return try await write(.deciding, now: now, under: lease) { try $0.run(run, isCareful: false) }
        } catch {
            // One event's effects could not be kept: the batch once more, each event behind a savepoint of its own.
            guard !error.endsTransaction else { throw error }
            return try await write(.deciding, now: now, under: lease) { try $0.run(run, isCareful: true) }
        }
    }
}

/// What one commit of the inbox is to do.
private struct InboxRun: Sendable {
    var limit: Int
    var within: Duration?
    var arrival: Arrival?
    var posting: (@Sendable () -> PostExchange?)?
    var storeID: String
    var decide: @Sendable (InboxRow, any Facts) throws -> Decision
}

extension StoreTransaction {
    fileprivate func run(_ run: InboxRun, isCareful: Bool) throws -> BatchOutcome {
        var batch = BatchOutcome()
        if let arrival = run.arrival { batch.received = try add(arrival) }
        try decideWaiting(run, isCareful: isCareful, &batch)
        batch.note(self)
        if let posting = run.posting?() {
            (batch.claimed, batch.isAllClaimed) = try exchangeTouched(posting, storeID: run.storeID)
        }
        return batch
    }

    private func decideWaiting(_ run: InboxRun, isCareful: Bool, _ batch: inout BatchOutcome) throws {
        var held: Set<ChatKey> = []
        let end = run.within.map { ContinuousClock.now + $0 }
        let rows = try InboxQueue(sql: sql, content: content, now: now).next(run.limit)
        var isAll = rows.count < run.limit
        for row in rows where !held.contains(row.event.chat) {
            if let end, batch.taken > 0, ContinuousClock.now >= end {
                isAll = false
                break
            }
            batch.taken += 1
            do {
                batch.count(isCareful ? try decideApart(row, run.decide) : try decide(row, run.decide))
            } catch let refusal as Refusal {
                // The rules refused; nothing of the event was written.
                let failure = try fail(row, refusal.cause)
                if !failure.isDead { held.insert(row.event.chat) }
                batch.failures.append(failure)
            }
        }
        guard isAll else { return }
        batch.nextAt = try GatewayStore.inboxWake(sql, now: now)
        batch.isDrained = batch.nextAt.map { $0 > now } ?? true
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
        let before = (postsAdded, chatsPosted, hasSetTimers, numbers)
        do {
            return try sql.savepoint { try self.decide(row, decide) }
        } catch {
            if StoreError(error).endsTransaction { throw error }
            (postsAdded, chatsPosted, hasSetTimers, numbers) = before
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
