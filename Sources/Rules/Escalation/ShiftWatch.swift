import Foundation
import Model
import ReportLanguage

/// Watches shifts: what has not been manned when a step is due is told to that step's receivers.
///
/// All looks that are due together are decided together, and what one chat is to hear of them is one message.
struct ShiftWatch {
    /// One shift that is to be told of at this step.
    struct Alert {
        var status: ShiftStatus
        var record: CaseRecord
        var step: Int
        var receiver: Receiver
        /// Receivers of earlier steps that were told, and those that could not be.
        var told: [Receiver]
        var unreached: [Receiver]
        /// Whether it was acknowledged before and is raised again.
        var isRaisedAgain: Bool
    }

    /// Looks at every shift whose step is due.
    func look(_ timers: [DurableTimer], in ruling: inout Ruling) throws {
        guard let policy = ruling.bot.policy("missed-shift") else { return }
        var alerts: [Alert] = []
        var held: [DurableTimer] = []
        for timer in timers {
            guard let shift = try ruling.shift(ShiftID(rawValue: timer.subject)), shift.state == .planned,
                ruling.now < shift.to
            else { continue }
            if policy.quiet == .respect {
                let end = ruling.bot.calendar.afterQuiet(ruling.bot.quiet, from: ruling.now)
                if end > ruling.now {
                    held.append(ShiftTimers(bot: ruling.bot).step(timer.step, of: shift, at: end))
                    continue
                }
            }
            if let alert = try alert(about: shift, timer: timer, policy: policy, in: &ruling) {
                alerts.append(alert)
            }
        }
        for timer in held { ruling.timer(.set(timer)) }
        guard !alerts.isEmpty else { return }
        ruling.decision.outcome = .fired
        try AlertPosts(alerts: alerts).post(in: &ruling)
    }

    /// After a start: looks that an outage has made overdue wait a little, so that what people sent meanwhile is read first.
    func resume(in ruling: inout Ruling) throws {
        guard let policy = ruling.bot.policy("missed-shift") else { return }
        let clock = PolicyClock(policy: policy)
        for shift in try ruling.facts.shifts(at: nil, from: ruling.now, to: ruling.now.addingTimeInterval(1))
        where shift.state == .planned {
            let record = try ruling.facts.newestCase(policy: policy.name, subject: shift.id.rawValue)
            guard record == nil || record?.state == .open else { continue }
            let index = record?.step ?? 0
            guard let due = clock.due(index, from: shift.from), due <= ruling.now else { continue }
            let later = ruling.now.addingTimeInterval(Timing.afterStart)
            ruling.timer(.set(ShiftTimers(bot: ruling.bot).step(index, of: shift, at: later)))
        }
    }

    /// Opens or carries on the case of a shift and sets its next look; nil where there is nothing to tell.
    private func alert(
        about shift: Shift, timer: DurableTimer, policy: Policy, in ruling: inout Ruling
    ) throws -> Alert? {
        let status = try ShiftStatus(shift, in: ruling)
        let clock = PolicyClock(policy: policy)
        guard !status.isManned else { return nil }
        var known = try ruling.newestCase(policy: policy.name, subject: shift.id.rawValue)
        // A check-in that ended a case and was then withdrawn leaves a shift that needs a case of its own.
        if known?.state == .resolved { known = nil }
        if let known, known.state != .open, known.state != .acknowledged { return nil }
        let index = clock.latest(from: timer.step, start: shift.from, at: ruling.now)
        // Acknowledged after the last step, it is the last step that is told again.
        let last = known?.state == .acknowledged ? policy.steps.last : nil
        guard let step = clock.step(index) ?? last else { return nil }
        var record: CaseRecord
        if let known {
            record = known
        } else {
            record = CaseRecord(
                number: try ruling.number(.escalation), policy: policy.name, subject: shift.id.rawValue,
                place: shift.checkpoint, openedAt: ruling.now)
            ruling.audit("bot", "case.opened", record.ref.text, shift.id.rawValue)
            ruling.audit("bot", "case.opened", shift.id.rawValue, record.ref.text)
        }
        let again = record.state == .acknowledged
        record.state = .open
        record.by = nil
        record.step = index + 1
        ruling.change(.saveCase(record))
        if index > timer.step {
            ruling.audit("bot", "case.steps-collapsed", record.ref.text, "\(timer.step)…\(index)")
        }
        if let due = clock.due(index + 1, from: shift.from), due < shift.to {
            ruling.timer(
                .set(ShiftTimers(bot: ruling.bot).step(index + 1, of: shift, at: max(due, ruling.now))))
        }
        let history = try history(of: record, before: index, clock: clock, in: ruling)
        return Alert(
            status: status, record: record, step: index, receiver: step.to, told: history.told,
            unreached: history.unreached, isRaisedAgain: again)
    }

    /// Which receivers of the steps so far were told, and which could not be reached though they exist.
    private func history(
        of record: CaseRecord, before index: Int, clock: PolicyClock, in ruling: Ruling
    ) throws -> (told: [Receiver], unreached: [Receiver]) {
        var told: [Receiver] = []
        var unreached: [Receiver] = []
        let receivers = Receivers(bot: ruling.bot, facts: ruling.facts)
        for earlier in 0..<index {
            guard let receiver = clock.step(earlier)?.to else { continue }
            if try ruling.facts.lastSaid(Self.toldKey(record.number, earlier)) != nil {
                if !told.contains(receiver) { told.append(receiver) }
            } else if try ruling.facts.lastSaid(Self.skippedKey(record.number, earlier)) != nil,
                receivers.exists(receiver, at: record.place), !unreached.contains(receiver)
            {
                unreached.append(receiver)
            }
        }
        return (told, unreached)
    }

    static func toldKey(_ number: Int, _ step: Int) -> String { "told:E\(number):\(step)" }
    static func skippedKey(_ number: Int, _ step: Int) -> String { "skipped:E\(number):\(step)" }

    /// Sets down how the shifts went whose time is over; nothing is said.
    func close(_ timers: [DurableTimer], in ruling: inout Ruling) throws {
        for timer in timers {
            guard var shift = try ruling.shift(ShiftID(rawValue: timer.subject)), shift.state != .cancelled
            else { continue }
            ruling.decision.outcome = .fired
            if shift.state == .planned {
                let status = try ShiftStatus(shift, in: ruling)
                shift.state = status.present.isEmpty ? .missed : .understaffed
                ruling.change(.saveShift(shift))
            }
            ruling.audit("bot", "shift." + shift.state.rawValue, shift.id.rawValue)
            for key in ShiftTimers.keys(of: shift.id) where key != timer.key {
                ruling.timer(.cancel(key: key))
            }
            guard var record = try ruling.newestCase(policy: "missed-shift", subject: shift.id.rawValue),
                record.state != .resolved, record.state != .exhausted
            else { continue }
            if record.state != .taken { record.state = .exhausted }
            record.closedAt = ruling.now
            ruling.change(.saveCase(record))
            ruling.change(.endAsk(ref: record.ref.text))
            ruling.cancelPosts("escalate:\(record.ref.text):")
        }
    }
}
