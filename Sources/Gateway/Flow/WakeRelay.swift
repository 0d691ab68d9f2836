import ServiceLifecycle
import Store

/// Rings the bells of this process for what others have left to do.
///
/// A notification that is lost costs time only: `Upkeep` rings all bells now and then.
struct WakeRelay: Service, CustomStringConvertible {
    let wakes: AsyncStream<StoreWake>
    let bells: Bells

    /// Its name alone, as the other services have.
    var description: String { "WakeRelay" }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await wake in wakes {
                switch wake {
                case .inbox: bells.events.ring()
                case .outbox: bells.posts.ring()
                case .timers: bells.timers.ring()
                }
            }
            // A store that is closing tells nothing more; the other services end the group.
            // Cancelled only by shutdown.
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
        }
    }
}
