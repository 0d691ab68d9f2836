import Foundation
import Logging
import ServiceLifecycle
import Store

/// Frees what a dead process had claimed, at the start and then every minute.
package struct Upkeep: Service {
    let store: GatewayStore
    let owner: String
    let clock: any GatewayClock
    let decided: Bell
    let logger: Logger

    /// Real seconds between two rounds.
    private static let interval = Duration.seconds(60)

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await round()
                // Cancelled only by shutdown, which the loop's head sees.
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    private func round() async {
        let freed =
            await retrying(logger, "claims") { try await store.recoverClaims(owner: owner, now: clock.now) }
            ?? 0
        guard freed > 0 else { return }
        logger.notice("claims of a dead process freed", metadata: [LogKeys.count: "\(freed)"])
        decided.ring()
    }
}
