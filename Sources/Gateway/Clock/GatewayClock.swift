import Foundation

/// The time by which the gateway decides: the machine's, a simulator's or one that a test moves by hand.
///
/// Network deadlines and polling pauses never use it; they pass in real time whatever this clock shows.
package protocol GatewayClock: Sendable {
    /// The instant that it is now.
    var now: Date { get }
    /// Returns when the clock shows `deadline` or later; throws only when the task is cancelled.
    func sleep(until deadline: Date) async throws
}

/// The machine's own clock.
package struct SystemClock: GatewayClock {
    /// Looks at the clock again this often, so that a clock set by hand is noticed (seconds).
    private static let longestNap = 30.0

    package init() {}

    package var now: Date { Date() }

    package func sleep(until deadline: Date) async throws {
        while true {
            let rest = deadline.timeIntervalSince(now)
            guard rest > 0 else { return }
            try await Task.sleep(for: .seconds(min(rest, Self.longestNap)))
        }
    }
}
