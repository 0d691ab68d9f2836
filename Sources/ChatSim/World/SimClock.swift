import Foundation

/// The simulated clock: it runs at a rate against the wall clock, and can be moved.
///
/// A pure value; whoever asks passes the wall's time in.
package struct SimClock: Sendable, Equatable {
    /// How many simulated seconds pass in a real one; 0 stands still.
    package private(set) var rate: Double
    /// Counts the jumps and changes of rate, so that a follower knows that its idea of the time is out of date.
    package private(set) var version: Int
    private var base: Date
    private var wallBase: Date

    /// A clock that shows `start` at the wall's `wall`.
    package init(start: Date, rate: Double, wall: Date) {
        self.rate = rate
        base = start
        wallBase = wall
        version = 1
    }

    /// What the clock shows.
    package func now(wall: Date) -> Date {
        base.addingTimeInterval(wall.timeIntervalSince(wallBase) * rate)
    }

    /// Moves the clock forward (or back).
    package mutating func advance(by seconds: TimeInterval, wall: Date) {
        set(to: now(wall: wall).addingTimeInterval(seconds), wall: wall)
    }

    /// Puts the clock to a moment.
    package mutating func set(to moment: Date, wall: Date) {
        base = moment
        wallBase = wall
        version += 1
    }

    /// Changes the speed from here on.
    package mutating func run(at newRate: Double, wall: Date) {
        base = now(wall: wall)
        wallBase = wall
        rate = newRate
        version += 1
    }
}
