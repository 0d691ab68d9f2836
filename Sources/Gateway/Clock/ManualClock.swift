import Foundation
import Synchronization

/// A clock that stands still until it is moved: for tests and rehearsals.
package final class ManualClock: GatewayClock {
    private let instant: Mutex<Date>
    private let moved = Bell()

    package init(_ start: Date) { instant = Mutex(start) }

    package var now: Date { instant.withLock { $0 } }

    /// Moves the clock forward to `later`; an earlier instant moves nothing.
    package func advance(to later: Date) {
        instant.withLock { $0 = max($0, later) }
        moved.ring()
    }

    package func sleep(until deadline: Date) async throws {
        while true {
            let seen = moved.count
            guard now < deadline else { return }
            await moved.wait(past: seen)
            try Task.checkCancellation()
        }
    }
}
