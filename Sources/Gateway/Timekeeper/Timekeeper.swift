import FailPoints
import Foundation
import Logging
import Model
import Rules
import ServiceLifecycle
import Store

/// Fires timers that are due.
///
/// What is due together is decided together, so that ten alerts can be one message.
///
/// Promise: a timer's row is done in the same transaction as all its effects; one that came due while the gateway was
/// down fires at the start, and its rule decides what still makes sense.
package struct Timekeeper: Service, CustomStringConvertible {
    let store: GatewayStore
    let rules: RuleBook
    let parts: PostParts
    let clock: any GatewayClock
    /// The right to fire.
    let tenure: Tenure
    let bells: Bells
    let meters: Meters
    let logger: Logger

    /// How many timers at most are one decision.
    private static let batch = 512

    /// Its name alone: whoever logs services must not log rosters.
    package var description: String { "Timekeeper" }

    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            while let right = await tenure.wait() {
                do {
                    try await work(under: right)
                } catch let error as StoreError {
                    guard error.reason == .superseded else { throw error }
                    tenure.lose(right)
                }
            }
        }
    }

    /// Fires what comes due until the right is lost.
    private func work(under right: Tenure.Right) async throws {
        try await retrying(logger, "timers", meters) { try await start(under: right.lease) }
        while !Task.isCancelled, tenure.current == right {
            let seen = bells.timers.count
            try await retrying(logger, "timers", meters) { try await drain(under: right.lease) }
            let wake = try await retrying(logger, "timers", meters) {
                try await store.nextTimer()
            }
            await bells.timers.wait(past: seen, until: wake ?? nil, on: clock)
        }
    }

    /// Lays out what the plan demands, once at the start.
    package func start(under lease: Lease? = nil) async throws(StoreError) {
        let now = clock.now
        FailPoint.startCommitBefore.pass()
        let batch = try await store.commit(now: now, under: lease) { facts in
            parts.split(try rules.decide(.started, facts: facts, now: now))
        }
        FailPoint.startCommitAfter.pass()
        logger.report(batch, of: "start")
        bells.ring(after: batch)
    }

    /// Works until nothing is due; returns how many timers fired.
    @discardableResult
    package func drain(under lease: Lease? = nil) async throws(StoreError) -> Int {
        var total = 0
        while !Task.isCancelled {
            let now = clock.now
            FailPoint.timersCommitBefore.pass()
            let seen = Seen<DurableTimer>()
            let batch = try await store.fireTimers(limit: Self.batch, now: now, under: lease) {
                timers, facts in
                seen.note(timers)
                return parts.split(try rules.decide(.timers(timers), facts: facts, now: now))
            }
            guard batch.taken > 0 else { break }
            FailPoint.timersCommitAfter.pass()
            total += batch.taken
            meters.committed(batch, timers: seen.rows, at: now)
            logger.report(batch, of: "timer")
            bells.ring(after: batch)
        }
        return total
    }
}
