import Foundation
import Synchronization

/// Wakes loops when there may be work.
///
/// Counts its rings, so that a ring between looking and waiting is never lost.
package final class Bell: Sendable {
    private struct State {
        var count = 0
        var nextWaiter = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// How often it rang.
    ///
    /// Take it before looking for work, and wait past it afterwards.
    package var count: Int { state.withLock { $0.count } }

    /// Wakes everybody who waits.
    package func ring() {
        let woken = state.withLock { state in
            state.count += 1
            defer { state.waiters.removeAll() }
            return Array(state.waiters.values)
        }
        for waiter in woken { waiter.resume() }
    }

    /// Returns at the first ring after `seen`, at once when there was one, or when the task is cancelled.
    package func wait(past seen: Int) async {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    guard state.count <= seen, !Task.isCancelled else { return true }
                    state.waiters[id] = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }

    /// Waits for a ring or until the clock shows `deadline`, whichever is first.
    package func wait(past seen: Int, until deadline: Date?, on clock: any GatewayClock) async {
        guard let deadline else { return await wait(past: seen) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(past: seen) }
            group.addTask {
                // A cancelled sleep means that the bell was first.
                try? await clock.sleep(until: deadline)
            }
            await group.next()
            group.cancelAll()
        }
    }
}
