import Logging
import ServiceLifecycle
import Store

/// Brings rows under the current key beside the gateway's work, a few at a time, until none lies under another.
package struct KeyTurning: Service, CustomStringConvertible {
    let store: GatewayStore
    let clock: any GatewayClock
    let logger: Logger

    /// How many rows are looked at in one transaction: about a millisecond, so that no message waits for it.
    private static let batch = 100
    /// Real time between two transactions, so that the work comes first.
    private static let pause = Duration.milliseconds(20)

    /// Its name alone: whoever logs services must not log rosters.
    package var description: String { "KeyTurning" }

    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await turn()
            // A service that ends would end its group.
            try? await gracefulShutdown()
        }
    }

    private func turn() async throws {
        var changed = 0
        while !Task.isCancelled {
            let progress = try await retrying(logger, "resealing") {
                try await store.reseal(limit: Self.batch, now: clock.now)
            }
            guard let progress else { return }
            changed += progress.changed
            if progress.isDone {
                if changed > 0 {
                    logger.notice(
                        "all rows lie under the current key; old keys can go",
                        metadata: [LogKeys.count: "\(changed)"])
                }
                return
            }
            // Cancelled only by shutdown, which the loop's head sees.
            try? await Task.sleep(for: Self.pause)
        }
    }
}
