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
    let clock: any GatewayClock
    let bells: Bells
    let meters: Meters
    let logger: Logger

    /// How many messages at most are one commit.
    private static let batch = 256
    /// How long one commit may go on taking messages: what arrives meanwhile waits for it twenty times in a second at most.
    private static let turn = Duration.milliseconds(50)

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
            let now = clock.now
            FailPoint.pipelineCommitBefore.pass()
            let seen = Seen<Meters.Message>()
            let batch = try await store.processInbox(limit: Self.batch, within: Self.turn, now: now) {
                row, facts in
                seen.note(Meters.Message(id: row.id, receivedAt: row.receivedAt))
                let decision = try rules.receive(row.event, id: row.id, facts: facts, now: now)
                FailPoint.pipelineDecided.pass()
                return parts.split(decision.notingSilence(to: row))
            }
            guard batch.taken > 0 else { return (total, batch.nextAt) }
            FailPoint.pipelineCommitAfter.pass()
            total += batch.taken
            meters.committed(batch, messages: seen.rows, at: clock.now)
            logger.report(batch, of: "inbox")
            bells.ring(after: batch)
            if batch.isDrained { return (total, batch.nextAt) }
        }
        return (total, nil)
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
