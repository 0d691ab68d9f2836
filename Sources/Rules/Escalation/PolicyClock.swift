import Foundation
import Model

/// When the steps of a policy are due.
///
/// Steps beyond the last are its repeats.
struct PolicyClock {
    let policy: Policy

    /// How many looks there are, repeats included.
    var count: Int { policy.lookCount }

    /// The step that a look takes: its own, or for a repeat the last.
    func step(_ index: Int) -> PolicyStep? {
        guard index >= 0, index < count else { return nil }
        return policy.steps[min(index, policy.steps.count - 1)]
    }

    /// When a look is due.
    ///
    /// With `groupWithin`, looks are put off to a common raster of that width, so that what comes up within
    /// one stretch is decided together and becomes one message; it costs at most that much delay.
    func due(_ index: Int, from start: Date) -> Date? {
        guard let step = step(index) else { return nil }
        let repeats = Double(max(0, index - policy.steps.count + 1))
        let due = start.addingTimeInterval(step.after + repeats * (policy.repeatEvery ?? 0))
        guard policy.groupWithin > 0 else { return due }
        return Self.common(due, policy.groupWithin)
    }

    /// The next moment on a raster of so many seconds.
    static func common(_ moment: Date, _ raster: Double) -> Date {
        Date(timeIntervalSince1970: (moment.timeIntervalSince1970 / raster).rounded(.up) * raster)
    }

    /// The latest look that is due at a moment: what an outage missed is collapsed into it.
    func latest(from index: Int, start: Date, at now: Date) -> Int {
        var latest = index
        while let due = due(latest + 1, from: start), due <= now { latest += 1 }
        return latest
    }
}
