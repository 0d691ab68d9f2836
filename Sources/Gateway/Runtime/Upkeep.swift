import Foundation
import Logging
import ServiceLifecycle
import Store

/// Now and then: looks whether the store is still there, takes and renews leases, frees what a dead process had claimed,
/// and wakes the loops, in case a row was put back by another process (`lianfang dead … replay`) or the clock was put back.
package struct Upkeep: Service, CustomStringConvertible {
    let store: GatewayStore
    let owner: String
    let clock: any GatewayClock
    let tenures: [Tenure]
    let bells: [Bell]
    let meters: Meters
    let logger: Logger

    /// The lease of the one gateway that works on a store of its own.
    package static let lease = "gateway"
    /// How long that lease holds without a word (seconds).
    package static let term = 180.0
    /// How long a lease of one of many holds (seconds): as long as nobody does what a dead process did.
    static let sharedTerm = 10.0

    /// Real time between two rounds: of the only process, and of one of many, a third of the term.
    private static let interval = Duration.seconds(60)
    private static let sharedInterval = Duration.seconds(sharedTerm / 3)

    /// Its name alone: whoever logs services must not log rosters.
    package var description: String { "Upkeep" }

    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try await round()
                // Cancelled only by shutdown, which the loop's head sees.
                try? await Task.sleep(for: store.isShared ? Self.sharedInterval : Self.interval)
            }
        }
        await giveBack()
    }

    private func round() async throws {
        try store.requireInPlace()
        if store.isShared {
            try await renew()
        } else {
            try await retrying(logger, "lease", meters) {
                try await store.acquireLease(name: Self.lease, owner: owner, now: clock.now, for: Self.term)
            }
        }
        let freed =
            try await retrying(logger, "claims", meters) {
                try await store.recoverClaims(owner: owner, now: clock.now)
            }
            ?? 0
        if freed > 0 {
            logger.notice("claims of a dead process freed", metadata: [LogKeys.count: "\(freed)"])
        }
        for bell in bells { bell.ring() }
    }

    private func renew() async throws {
        for tenure in tenures {
            guard let name = tenure.name else { continue }
            let lease = try await retrying(logger, "lease", meters) {
                try await store.takeLease(
                    name: name, owner: owner, now: clock.now, for: Self.sharedTerm)
            }
            if tenure.note(lease ?? nil) {
                logger.notice("lease taken", metadata: [LogKeys.lease: "\(name)"])
            }
        }
    }

    /// Gives the leases back, so that others need not wait for their end.
    private func giveBack() async {
        // Out of the cancelled task: the store is still open here.
        await Task {
            for name in tenures.compactMap(\.name) {
                do {
                    try await store.releaseLease(name: name, owner: owner)
                } catch {
                    logger.notice(
                        "lease not given back; it runs out by itself",
                        metadata: [LogKeys.lease: "\(name)", LogKeys.reason: "\(error)"])
                }
            }
        }.value
    }
}
