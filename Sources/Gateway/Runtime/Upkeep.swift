import Foundation
import Logging
import ServiceLifecycle
import Store

/// Once a minute: looks whether the store is still there, renews the lease, frees what a dead process had claimed, and
/// wakes the loops, in case a row was put back by another process (`lianfang dead … replay`) or the clock was put back.
package struct Upkeep: Service, CustomStringConvertible {
    let store: GatewayStore
    let owner: String
    let clock: any GatewayClock
    let bells: [Bell]
    let meters: Meters
    let logger: Logger

    /// The lease of the one gateway that works on a store.
    package static let lease = "gateway"
    /// How long a lease holds without a word (seconds).
    package static let term = 180.0

    /// Real time between two rounds.
    private static let interval = Duration.seconds(60)

    /// Its name alone: whoever logs services must not log rosters.
    package var description: String { "Upkeep" }

    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try await round()
                // Cancelled only by shutdown, which the loop's head sees.
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    private func round() async throws {
        try store.requireInPlace()
        let freed =
            try await retrying(logger, "claims", meters) {
                try await store.recoverClaims(owner: owner, now: clock.now)
            }
            ?? 0
        if freed > 0 {
            logger.notice("claims of a dead process freed", metadata: [LogKeys.count: "\(freed)"])
        }
        try await retrying(logger, "lease", meters) {
            try await store.acquireLease(name: Self.lease, owner: owner, now: clock.now, for: Self.term)
        }
        for bell in bells { bell.ring() }
    }
}
