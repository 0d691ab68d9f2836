import Foundation

/// How a simulator is set up.
package struct SimConfiguration: Sendable {
    /// Who and what exists.
    package var world: SimWorld
    /// The address to listen on; anything but loopback is refused at start.
    package var host = "127.0.0.1"
    /// The port to listen on; 0 lets the system choose one.
    package var port = 0
    /// What the simulated clock shows at the start; nil is the wall clock's time.
    package var start: Date?
    /// Simulated seconds per real second; 0 stands still until somebody moves it.
    package var rate = 1.0
    /// Faults to do from the start.
    package var faults: [FaultRule] = []
    /// What the faults' dice start from, so that a run can be repeated.
    package var seed: UInt64 = 1
    /// Whether the platforms' rate limits are enforced.
    package var limits = true
    /// How many messages are kept at least; a relay cursor before them gets 410.
    package var history = 20_000
    /// The wall clock, by which signatures are judged and against which the simulated clock runs.
    package var wallClock: @Sendable () -> Date = { Date() }

    /// A configuration for a world with every other setting as above.
    package init(world: SimWorld) { self.world = world }
}
