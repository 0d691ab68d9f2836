import Foundation
import Synchronization

/// The one place where the simulator's state changes and where long polls wait for a change.
///
/// Every change wakes every waiter, which then looks whether the change concerns it: there are dozens of waiters at
/// most, and nothing can be missed between looking and waiting, because both happen under one lock.
package final class SimHub: Sendable {
    private struct Waiter: Sendable {
        var continuation: CheckedContinuation<Void, Never>?
        var isOver = false
    }

    private struct Guarded: Sendable {
        var state: SimState
        var revision = 0
        var waiters: [Int: Waiter] = [:]
        var nextWaiter = 1
        var isStopping = false
    }

    private let guarded: Mutex<Guarded>
    private let wall: @Sendable () -> Date

    /// A hub over the state that a configuration starts with.
    package init(_ configuration: SimConfiguration) {
        wall = configuration.wallClock
        guarded = Mutex(Guarded(state: SimState(configuration, wall: configuration.wallClock())))
    }

    /// The wall clock's time: signatures are judged by it.
    package var wallNow: Date { wall() }

    /// The simulated clock's time.
    package var now: Date { read { $0.clock.now(wall: wall()) } }

    /// Looks at the state.
    package func read<Value: Sendable>(_ look: (SimState) -> Value) -> Value {
        guarded.withLock { look($0.state) }
    }

    /// Changes the state at a moment of the simulated clock, and wakes everybody who waits.
    package func change<Value: Sendable>(_ act: (inout SimState, Date) -> Value) -> Value {
        let wall = wall()
        let (value, woken) = guarded.withLock { guarded in
            let value = act(&guarded.state, guarded.state.clock.now(wall: wall))
            return (value, Self.wakeAll(&guarded))
        }
        for continuation in woken { continuation.resume() }
        return value
    }

    /// Notes a wrong request.
    package func note(_ operation: String, _ what: String) {
        change { state, _ in state.note(SimViolation(operation, what)) }
    }

    /// Ends every wait, now and from now on.
    package func stop() {
        let woken = guarded.withLock { guarded in
            guarded.isStopping = true
            return Self.wakeAll(&guarded)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Whether ``stop()`` was called.
    package var isStopping: Bool { guarded.withLock { $0.isStopping } }

    /// The first answer that is not nil, asked for after each change; nil after that many real seconds, when the
    /// simulator stops, or when the caller's task is cancelled.
    ///
    /// `act` may change the state (a poll that confirms what it was sent), without waking the others.
    package func wait<Value: Sendable>(
        seconds: Double, for act: (inout SimState, Date) -> Value?
    ) async -> Value? {
        if let value = attempt(act) { return value }
        guard seconds > 0 else { return nil }
        let id = guarded.withLock { guarded in
            let id = guarded.nextWaiter
            guarded.nextWaiter += 1
            guarded.waiters[id] = Waiter()
            return id
        }
        let timer = Task {
            do { try await Task.sleep(for: .seconds(seconds)) } catch { return }
            end(id)
        }
        defer {
            timer.cancel()
            guarded.withLock { _ = $0.waiters.removeValue(forKey: id) }
        }
        while true {
            let wall = wall()
            let (value, revision, isOver) = guarded.withLock { guarded in
                let value = act(&guarded.state, guarded.state.clock.now(wall: wall))
                let isOver = guarded.isStopping || guarded.waiters[id]?.isOver ?? true
                return (value, guarded.revision, isOver)
            }
            if let value { return value }
            if isOver { return nil }
            await pause(id, since: revision)
        }
    }

    private func attempt<Value: Sendable>(_ act: (inout SimState, Date) -> Value?) -> Value? {
        let wall = wall()
        return guarded.withLock { act(&$0.state, $0.state.clock.now(wall: wall)) }
    }

    private func pause(_ id: Int, since revision: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = guarded.withLock { guarded in
                    let isOver = guarded.isStopping || guarded.waiters[id]?.isOver ?? true
                    if isOver || guarded.revision != revision { return true }
                    guarded.waiters[id]?.continuation = continuation
                    return false
                }
                if isDue { continuation.resume() }
            }
        } onCancel: {
            end(id)
        }
    }

    private func end(_ id: Int) {
        let continuation = guarded.withLock { guarded in
            guarded.waiters[id]?.isOver = true
            return Self.takeContinuation(of: id, in: &guarded)
        }
        continuation?.resume()
    }

    private static func takeContinuation(
        of id: Int, in guarded: inout Guarded
    ) -> CheckedContinuation<Void, Never>? {
        guard let continuation = guarded.waiters[id]?.continuation else { return nil }
        guarded.waiters[id]?.continuation = nil
        return continuation
    }

    private static func wakeAll(_ guarded: inout Guarded) -> [CheckedContinuation<Void, Never>] {
        guarded.revision += 1
        return guarded.waiters.keys.sorted().compactMap { takeContinuation(of: $0, in: &guarded) }
    }
}
