import Model
import ReportLanguage

extension BotLoader {
    /// Holds the lines of the duty plan against each other and against what the checkpoints require.
    func checkDuty(_ files: RosterFiles) {
        for (_, lines) in Dictionary(grouping: files.duty, by: \.value.checkpoint) {
            checkShifts(lines, files)
        }
        let byPerson = files.duty.flatMap { entry in entry.value.staff.map { ($0, entry) } }
        for (person, lines) in Dictionary(grouping: byPerson, by: \.0) {
            checkTurns(of: person, lines.map(\.1))
        }
    }

    /// Shifts of one checkpoint with too few people, and shifts that overlap.
    private func checkShifts(_ lines: [RosterFiles.Entry<DutyLine>], _ files: RosterFiles) {
        let shifts = Dictionary(grouping: lines, by: \.value.slot)
        for (_, shift) in shifts {
            guard let first = shift.first,
                let checkpoint = files.checkpoints.first(where: { $0.value.code == first.value.checkpoint })?
                    .value
            else { continue }
            let staff = Set(shift.flatMap(\.value.staff))
            guard staff.count < checkpoint.required else { continue }
            log.warning(
                first.file, first.line,
                "\(staff.count) on duty where \(checkpoint.code.rawValue) requires \(checkpoint.required)",
                "name \(checkpoint.required) people")
        }
        for (index, line) in lines.enumerated() {
            for earlier in lines[..<index]
            where earlier.value.overlaps(line.value) && earlier.value.slot != line.value.slot {
                log.warning(
                    line.file, line.line,
                    "the shift overlaps that of line \(earlier.line) at the same checkpoint",
                    "let one end when the other begins")
            }
        }
    }

    /// Turns of one person at two checkpoints at the same time.
    private func checkTurns(of person: PersonID, _ lines: [RosterFiles.Entry<DutyLine>]) {
        for (index, line) in lines.enumerated() {
            for earlier in lines[..<index]
            where earlier.value.checkpoint != line.value.checkpoint && earlier.value.overlaps(line.value) {
                log.warning(
                    line.file, line.line,
                    "\(person.rawValue) is on duty at \(earlier.value.checkpoint.rawValue) at the same time (line \(earlier.line))",
                    "name somebody else in one of the two lines")
            }
        }
    }
}

extension DutyLine {
    /// What makes lines of one checkpoint the same shift, told in several lines.
    fileprivate struct Slot: Hashable {
        var days: DutyDays
        var from: ClockTime
        var to: ClockTime
    }

    fileprivate var slot: Slot { Slot(days: days, from: from, to: to) }

    /// Whether there is a moment that both lines cover.
    func overlaps(_ other: DutyLine) -> Bool {
        (-1...1).contains { shift in
            let start = other.from.minutes + shift * 1440
            return start < from.minutes + length && from.minutes < start + other.length
                && days.meets(other.days, daysLater: shift)
        }
    }

    /// Minutes; a `to` not after `from` is on the next day.
    private var length: Int { to.minutes - from.minutes + (to <= from ? 1440 : 0) }
}

extension DutyDays {
    /// Whether some day holds here whose `daysLater`-th following day holds there.
    func meets(_ other: DutyDays, daysLater: Int) -> Bool {
        switch (self, other) {
        case (.every, _), (_, .every): true
        case (.day(let day), _): other.contains(day.adding(days: daysLater))
        case (_, .day(let day)): contains(day.adding(days: -daysLater))
        case (.weekday(let first), .weekday(let second)): (first - 1 + daysLater + 7) % 7 + 1 == second
        }
    }
}
