import FailPoints
import Foundation
import Logging
import Model
import Rules
import ServiceLifecycle
import Store

/// Takes messages from the inbox through the rules: identify, authorise, interpret, decide, commit.
///
/// Promise: a message's row is done in the same transaction as all its effects; a crash leaves it waiting. Order is kept
/// within a conversation.
package struct Pipeline: Service, CustomStringConvertible {
    let store: GatewayStore
    let rules: RuleBook
    let parts: PostParts
    let dispatcher: Dispatcher
    let clock: any GatewayClock
    let bells: Bells
    let meters: Meters
    let logger: Logger

    /// How many messages at most are one commit.
    private static let batch = 256
    /// How long one commit may go on taking messages.
    ///
    /// Replies go out while the next messages are decided, and a commit of some twenty is still cheap for each: on SQLite a
    /// third of that and eight times as many were both slower by 15 %. A server's commit costs several exchanges with it.
    private var turn: Duration { store.isShared ? .milliseconds(50) : .milliseconds(7) }

    /// Its name alone: whoever logs services must not log rosters.
    package var description: String { "Pipeline" }

    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let seen = bells.events.count
                let next = try await retrying(logger, "inbox", meters) { try await work().next }
                await bells.events.wait(past: seen, until: next ?? nil, on: clock)
            }
        }
    }

    /// Works until nothing is due; returns how many messages were taken.
    package func drain() async throws(StoreError) -> Int { try await work().taken }

    /// Works until nothing is due; returns how many messages were taken, and when the next may be.
    private func work() async throws(StoreError) -> (taken: Int, next: Date?) {
        var total = 0
        while !Task.isCancelled {
            let batch = try await commit()
            guard batch.taken > 0 else { return (total, batch.nextAt) }
            total += batch.taken
            if batch.isDrained { return (total, batch.nextAt) }
        }
        return (total, nil)
    }

    /// Keeps what a channel delivered, and decides it in the same commit where nobody else works on the store.
    ///
    /// What cannot be decided there is kept all the same, and waits in the inbox.
    func receive(_ arrival: Arrival, under lease: Lease?) async throws(StoreError) -> IntakeOutcome {
        guard !store.isShared, !arrival.events.isEmpty else { return try await keep(arrival, lease) }
        do {
            let batch = try await commit(arrival, under: lease)
            if !batch.isDrained || batch.nextAt != nil { bells.events.ring() }
            return batch.received
        } catch {
            logger.debug("kept undecided", metadata: [LogKeys.reason: "\(error)"])
            return try await keep(arrival, lease)
        }
    }

    private func keep(_ arrival: Arrival, _ lease: Lease?) async throws(StoreError) -> IntakeOutcome {
        let outcome = try await store.receive(
            arrival.events, from: arrival.channel, cursor: arrival.cursor, now: clock.now, under: lease)
        if outcome.waiting > 0 { bells.events.ring() }
        return outcome
    }

    /// Decides one batch, and has its posts sent.
    private func commit(_ arrival: Arrival? = nil, under lease: Lease? = nil) async throws(StoreError)
        -> BatchOutcome
    {
        let now = clock.now
        FailPoint.pipelineCommitBefore.pass()
        let seen = Seen<Meters.Message>()
        let posting = dispatcher.offer()
        let batch: BatchOutcome
        do {
            batch = try await store.processInbox(
                limit: Self.batch, within: turn, receiving: arrival, under: lease,
                posting: { posting?.take() },
                now: now
            ) { row, facts in
                seen.note(Meters.Message(id: row.id, receivedAt: row.receivedAt))
                let decision = try rules.receive(row.event, id: row.id, facts: facts, now: now)
                FailPoint.pipelineDecided.pass()
                return parts.split(decision.notingSilence(to: row))
            }
        } catch {
            if let posting { dispatcher.withdraw(posting, after: error) }
            throw error
        }
        if let posting { dispatcher.accept(posting, batch.claimed) }
        guard batch.taken > 0 else { return batch }
        FailPoint.pipelineCommitAfter.pass()
        if !batch.claimed.isEmpty { FailPoint.claimCommitAfter.pass() }
        meters.committed(batch, messages: seen.rows, at: clock.now)
        logger.report(batch, of: "inbox")
        bells.ring(after: batch)
        return batch
    }
}

extension Logger {
    /// Logs what a batch did: a line for its outcomes, a line for each row that failed.
    func report(_ batch: BatchOutcome, of queue: String) {
        debug(
            "batch committed",
            metadata: [
                LogKeys.count: "\(batch.taken)",
                LogKeys.outcome: "\(batch.outcomes.map { "\($0.key.rawValue)=\($0.value)" }.sorted())",
            ])
        for failure in batch.failures {
            log(
                level: failure.isDead ? .error : .warning, "\(queue) row failed",
                metadata: [
                    LogKeys.message: "\(failure.key)", LogKeys.attempt: "\(failure.attempt)",
                    LogKeys.reason: "\(failure.reason)",
                ])
        }
    }
}
