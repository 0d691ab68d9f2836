import Foundation
import ServiceLifecycle
import Synchronization

/// What a simulator's clock shows at one moment.
package struct ClockReading: Sendable {
    /// The simulated instant.
    package var now: Date
    /// Simulated seconds a real second.
    package var rate: Double
    /// Grows with each jump of the simulated clock.
    package var version: Int

    package init(now: Date, rate: Double, version: Int) {
        self.now = now
        self.rate = rate
        self.version = version
    }
}

/// Follows another process's clock, so that a demonstration's time can be moved.
package final class FollowedClock: GatewayClock, Service {
    private struct State {
        var reading: ClockReading
        /// When the reading was true, on this process's own steady clock.
        var taken: ContinuousClock.Instant
    }

    private let state: Mutex<State>
    private let jumped = Bell()
    private let fetch: @Sendable (_ after: Int?) async throws -> ClockReading

    /// Makes a clock from a first reading.
    ///
    /// `fetch` returns the clock's reading: at once for nil, else when its version has passed the one given or after
    /// some seconds.
    package init(fetch: @escaping @Sendable (_ after: Int?) async throws -> ClockReading) async throws {
        self.fetch = fetch
        state = Mutex(State(reading: try await fetch(nil), taken: .now))
    }

    package var now: Date {
        state.withLock { state in
            let passed = (ContinuousClock.now - state.taken) / .seconds(1)
            return state.reading.now.addingTimeInterval(passed * state.reading.rate)
        }
    }

    package func sleep(until deadline: Date) async throws {
        while true {
            let seen = jumped.count
            let (rest, rate) = (deadline.timeIntervalSince(now), state.withLock { $0.reading.rate })
            guard rest > 0 else { return }
            await jumped.wait(
                past: seen, until: Date().addingTimeInterval(min(rest / max(rate, 0.001), 30)),
                on: SystemClock())
            try Task.checkCancellation()
        }
    }

    /// Follows until shutdown.
    ///
    /// A simulator that is away leaves the clock running at its last rate.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let reading = try await self.fetch(self.state.withLock { $0.reading.version })
                    self.state.withLock { $0 = State(reading: reading, taken: .now) }
                    self.jumped.ring()
                } catch {
                    // Away or shutting down; a second's pause keeps this from spinning.
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        }
    }
}
