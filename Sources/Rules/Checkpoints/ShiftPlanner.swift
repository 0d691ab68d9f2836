import Foundation
import Model
import ReportLanguage

/// Lays out the shifts of the coming two days from the duty plan.
///
/// Idempotent: what is laid out already and has not changed is left alone, so that its timers run on. Shifts that have
/// begun before the plan was first laid out are not watched: nobody could have checked in to them, and an alarm would be
/// false. They come to life when somebody checks in to them (`shift(at:on:)`).
struct ShiftPlanner {
    let bot: BotDefinition

    /// Brings the store's shifts in line with the plan, and plans the next look.
    func layOut(in ruling: inout Ruling) throws {
        let now = ruling.now
        let end = now.addingTimeInterval(Timing.planAhead)
        let planned = shifts(from: now, to: end)
        for shift in planned.values.sorted(by: { ($0.from, $0.id.rawValue) < ($1.from, $1.id.rawValue) }) {
            try lay(shift, in: &ruling)
        }
        for shift in try ruling.facts.shifts(at: nil, from: now, to: end)
        where planned[shift.id] == nil && shift.from > now && shift.from < end && shift.state != .cancelled {
            cancel(shift, in: &ruling)
        }
        ruling.timer(
            .set(
                DurableTimer(
                    key: "plan-shifts", kind: .planShifts, subject: "",
                    dueAt: now.addingTimeInterval(Timing.planEvery))))
    }

    /// The planned shifts that overlap a span, by id.
    ///
    /// Lines for the same checkpoint and start are one shift.
    func shifts(from: Date, to: Date, at only: PlaceCode? = nil) -> [ShiftID: Shift] {
        var shifts: [ShiftID: Shift] = [:]
        let first = bot.calendar.day(from).adding(days: -1)
        let last = bot.calendar.day(to)
        for serial in first.serial...last.serial {
            let day = CalendarDay(serial: serial)
            for line in bot.roster.duty
            where line.days.contains(day) && (only == nil || line.checkpoint == only) {
                guard let shift = shift(of: line, on: day), shift.to > from, shift.from < to else { continue }
                if let other = shifts[shift.id] {
                    var joined = other
                    joined.staff += shift.staff.filter { !joined.staff.contains($0) }
                    joined.to = max(other.to, shift.to)
                    shifts[shift.id] = joined
                } else {
                    shifts[shift.id] = shift
                }
            }
        }
        return shifts
    }

    private func shift(of line: DutyLine, on day: CalendarDay) -> Shift? {
        guard let checkpoint = bot.roster.checkpoint(line.checkpoint) else { return nil }
        let start = LocalMoment(day: day, time: line.from)
        let end = LocalMoment(day: line.to > line.from ? day : day.adding(days: 1), time: line.to)
        return Shift(
            id: ShiftID(checkpoint: line.checkpoint, start: start), checkpoint: line.checkpoint,
            from: bot.calendar.instant(start), to: bot.calendar.instant(end), staff: line.staff,
            required: checkpoint.required)
    }

    private func lay(_ shift: Shift, in ruling: inout Ruling) throws {
        let known = try ruling.facts.shift(shift.id)
        if var known, known.state != .cancelled {
            guard known.staff != shift.staff || known.to != shift.to || known.required != shift.required
            else { return }
            let endMoved = known.to != shift.to
            known.staff = shift.staff
            known.to = shift.to
            known.required = shift.required
            ruling.change(.saveShift(known))
            ruling.audit("bot", "shift.changed", shift.id.rawValue)
            if endMoved { ruling.timer(.set(ShiftTimers(bot: bot).end(of: known))) }
            return
        }
        guard shift.from > ruling.now else { return }
        ruling.change(.saveShift(shift))
        for timer in ShiftTimers(bot: bot).all(of: shift, after: ruling.now) { ruling.timer(.set(timer)) }
    }

    private func cancel(_ shift: Shift, in ruling: inout Ruling) {
        var shift = shift
        shift.state = .cancelled
        ruling.change(.saveShift(shift))
        ruling.audit("bot", "shift.cancelled", shift.id.rawValue)
        for key in ShiftTimers.keys(of: shift.id) { ruling.timer(.cancel(key: key)) }
        ruling.cancelPosts("remind:\(shift.id.rawValue):")
    }
}
