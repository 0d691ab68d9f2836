import Foundation
import Model

/// The timers of a shift: its reminder, its watch (one timer that moves from step to step), its end.
struct ShiftTimers {
    let bot: BotDefinition

    static func reminderKey(_ id: ShiftID) -> String { "shift-reminder:" + id.rawValue }
    static func stepKey(_ id: ShiftID) -> String { "shift-step:" + id.rawValue }
    static func endKey(_ id: ShiftID) -> String { "shift-end:" + id.rawValue }
    static func keys(of id: ShiftID) -> [String] { [reminderKey(id), stepKey(id), endKey(id)] }

    /// All timers of a shift that has not begun.
    ///
    /// A reminder whose time has passed is left out.
    func all(of shift: Shift, after now: Date) -> [DurableTimer] {
        let lead = bot.policy("shift-reminder").map { $0.steps.first?.after ?? 0 } ?? -Timing.reminderLead
        let reminder = DurableTimer(
            key: Self.reminderKey(shift.id), kind: .shiftReminder, subject: shift.id.rawValue,
            dueAt: shift.from.addingTimeInterval(lead))
        return [reminder.dueAt > now ? reminder : nil, step(0, of: shift), end(of: shift)].compactMap { $0 }
    }

    /// The watch's next look; nil where the policy has no such step.
    func step(_ index: Int, of shift: Shift) -> DurableTimer? {
        guard let policy = bot.policy("missed-shift"),
            let due = PolicyClock(policy: policy).due(index, from: shift.from)
        else { return nil }
        return step(index, of: shift, at: due)
    }

    /// The watch's next look at a given time.
    func step(_ index: Int, of shift: Shift, at due: Date) -> DurableTimer {
        DurableTimer(
            key: Self.stepKey(shift.id), kind: .shiftStep, subject: shift.id.rawValue, step: index, dueAt: due
        )
    }

    func end(of shift: Shift) -> DurableTimer {
        DurableTimer(key: Self.endKey(shift.id), kind: .shiftEnd, subject: shift.id.rawValue, dueAt: shift.to)
    }
}
