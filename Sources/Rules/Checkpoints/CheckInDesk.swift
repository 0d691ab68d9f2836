import Foundation
import Model
import ReportLanguage

/// Check-ins: they man a shift, end its alarm, and say who is still lacking.
struct CheckInDesk: ReportDesk {
    var isFiled: Bool { false }

    /// `到岗` from somebody of the checkpoint, without names, means the sender.
    func completed(_ report: Report, from message: ReceivedMessage, in ruling: Ruling) throws -> Report {
        guard let person = message.sender.person, report.fields["staff"] == nil,
            report.problems.contains(where: { $0.code == .missing && $0.field == "staff" }),
            let checkpoint = report.code("checkpoint")
        else { return report }
        let isPlanned = try shift(at: checkpoint, on: message.event.at, people: [person.id], in: ruling)?
            .staff
            .contains(person.id)
        guard person.place == checkpoint || isPlanned == true else { return report }
        var report = report
        report.lay(["staff": .strings([person.name])], wrong: [])
        return report
    }

    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? {
        try undo(record, in: &ruling)
        guard let code = record.report.code("checkpoint"), let names = record.report.fields["staff"]?.strings,
            !names.isEmpty
        else { return nil }
        let people = names.map { ($0, person($0, at: code, in: ruling.bot.roster)) }
        let ids = people.compactMap { $0.1?.id }
        let words = ruling.words(for: record.chat)
        guard let shift = try shift(at: code, on: record.at, people: ids, in: ruling) else {
            let key = "no-shift:\(code.rawValue):" + ruling.book.hash(names.joined(separator: " "))
            if try ruling.wasSaid(key, within: Timing.sameWord) { return "" }
            ruling.remember(key)
            return words("checkin.noShift", ["checkpoint": words.place(code), "names": words.list(names)])
        }
        // A shift that began before the plan was laid out comes to life with its first check-in.
        if try ruling.shift(shift.id) == nil {
            ruling.change(.saveShift(shift))
            ruling.timer(.set(ShiftTimers(bot: ruling.bot).end(of: shift)))
        }
        for (name, person) in people {
            ruling.change(
                .addCheckIn(
                    CheckIn(
                        shift: shift.id, name: name, person: person?.id, at: record.at, report: record.number)
                ))
        }
        ruling.audit(
            record.sender?.rawValue ?? record.account.text, "shift.checkin", shift.id.rawValue,
            record.ref.text)
        let key = "status:" + shift.id.rawValue
        let before = try ruling.facts.checkIns(to: shift.id).count
        let ended = try CaseDesk().settle(shift.id, at: record.at, saidIn: record.chat, in: &ruling)
        // Sent once more within the hour, it changes nothing and is known.
        if ended == nil, try ruling.checkIns(to: shift.id).count == before,
            try ruling.wasSaid(key, within: Timing.sameWord)
        {
            return ""
        }
        ruling.remember(key)
        return try line(for: shift, ended: ended, in: words, ruling)
    }

    func undo(_ record: ReportRecord, in ruling: inout Ruling) throws {
        guard let code = record.report.code("checkpoint"), record.version > 1 || record.state == .withdrawn
        else { return }
        let near = try ruling.facts.shifts(
            at: code, from: record.at.addingTimeInterval(-1),
            to: record.at.addingTimeInterval(Timing.checkInOpens + 1))
        ruling.change(.removeCheckIns(report: record.number))
        for shift in near { try CaseDesk().reopen(shift.id, in: &ruling) }
    }

    func summary(of record: ReportRecord, in words: Wording) -> String {
        PlainDesk().summary(of: record, in: words)
    }

    // MARK: - Which shift, which people

    /// The shift that a check-in means: one that the named are planned for, else the one that began or begins last.
    func shift(at code: PlaceCode, on at: Date, people: [PersonID], in ruling: Ruling) throws -> Shift? {
        let opens = at.addingTimeInterval(Timing.checkInOpens)
        var shifts = try ruling.facts.shifts(at: code, from: at, to: opens.addingTimeInterval(1))
        let known = Set(shifts.map(\.id))
        shifts += ShiftPlanner(bot: ruling.bot).shifts(from: at, to: opens, at: code).values.filter {
            !known.contains($0.id)
        }
        let open = shifts.filter { $0.from <= opens && $0.to > at && $0.state != .cancelled }
            .sorted { $0.from < $1.from }
        return open.last { shift in people.contains { shift.staff.contains($0) } } ?? open.last
    }

    /// Who a typed name is: somebody of the checkpoint first, else the only one of that name.
    private func person(_ name: String, at code: PlaceCode, in roster: Roster) -> Person? {
        let known = roster.people(named: name)
        return known.first { $0.place == code } ?? (known.count == 1 ? known.first : nil)
    }

    /// Says how the shift stands: `国道卡口 20:00 班到 1 人（方平），还差 1 人：贾桂`.
    private func line(for shift: Shift, ended: CaseRecord?, in words: Wording, _ ruling: Ruling) throws
        -> String
    {
        let status = try ShiftStatus(shift, in: ruling)
        return words(
            "checkin.status",
            [
                "checkpoint": words.place(shift.checkpoint), "time": words.clock(shift.from),
                "present": status.present.count, "names": words.list(status.presentNames),
                "full": status.isManned, "lack": status.lack, "absent": words.list(status.absent.map(\.name)),
                "hasAbsent": !status.absent.isEmpty, "unplanned": words.list(status.unplanned),
                "hasUnplanned": !status.unplanned.isEmpty, "ended": ended?.ref.text ?? false,
            ])
    }
}
