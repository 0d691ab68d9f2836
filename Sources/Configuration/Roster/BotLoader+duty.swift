import Model
import ReportLanguage

extension BotLoader {
    func readDuty(_ table: CSVTable, into files: inout RosterFiles) {
        let checkpoints = files.checkpoints.map(\.value.code.rawValue)
        for row in table.rows {
            let errors = log.errorCount
            let code = required("checkpoint", row, table)
            if let code, !checkpoints.contains(code) {
                log.error(
                    table.name, row.line, "checkpoints.csv has no checkpoint “\(code)”",
                    Suggestion.remedy(for: code, among: checkpoints))
            }
            let days = days(row, table)
            let from = time("from", row, table)
            let to = time("to", row, table)
            let staff = people("staff", row, table, &files)
            if staff.isEmpty {
                log.error(table.name, row.line, "“staff” is empty", "write ids with spaces between")
            }
            if Set(staff).count < staff.count {
                log.error(
                    table.name, row.line, "staff: the same id stands there twice", "name each person once")
            }
            guard log.errorCount == errors, let code, let days, let from, let to else { continue }
            let line = DutyLine(checkpoint: PlaceCode(code), days: days, from: from, to: to, staff: staff)
            files.duty.append(.init(value: line, file: table.name, line: row.line))
        }
    }

    private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    private func days(_ row: CSVTable.Row, _ table: CSVTable) -> DutyDays? {
        guard let text = required("date", row, table) else { return nil }
        if text == "*" { return .every }
        if let index = Self.weekdays.firstIndex(of: text.lowercased()) { return .weekday(index + 1) }
        // Excel turns 2022-01-28 into 2022/1/28 when it opens a file.
        let parts = text.split { $0 == "-" || $0 == "/" }.map { Int($0) }
        if parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (1900...2200).contains(year),
            let date = CalendarDay(year: year, month: month, day: day)
        {
            return .day(date)
        }
        log.error(
            table.name, row.line, "date: “\(text)” is not a day", "write 2022-01-28, * or one of mon … sun")
        return nil
    }

    private func time(_ column: String, _ row: CSVTable.Row, _ table: CSVTable) -> ClockTime? {
        guard let text = required(column, row, table) else { return nil }
        // Excel adds seconds when it saves a cell that it took for a time.
        let body =
            text.split(separator: ":").count == 3 && text.hasSuffix(":00") ? String(text.dropLast(3)) : text
        if let time = ClockTime(iso: body) { return time }
        log.error(
            table.name, row.line, "\(column): “\(text)” is not a time of the day",
            text.hasPrefix("24") ? "write 00:00" : "write for example 20:00")
        return nil
    }

    /// Lines of one checkpoint that overlap, people on duty at two places, shifts with too few people.
    func checkDuty(_ files: RosterFiles) {
        let required = Dictionary(files.checkpoints.map { ($0.value.code, $0.value.required) }) { first, _ in
            first
        }
        for entry in files.duty {
            if let needed = required[entry.value.checkpoint], entry.value.staff.count < needed {
                log.warning(
                    entry.file, entry.line,
                    "\(entry.value.staff.count) on duty where \(entry.value.checkpoint.rawValue) requires \(needed)",
                    "name \(needed) people")
            }
        }
        for (_, lines) in Dictionary(grouping: files.duty, by: \.value.checkpoint) {
            pairs(lines) { first, second in
                guard first.value.overlaps(second.value) else { return }
                let message = "the shift overlaps that of line \(first.line) at the same checkpoint"
                if first.value.from == second.value.from, first.value.days == second.value.days {
                    log.error(second.file, second.line, message, "put all staff of one shift on one line")
                } else {
                    log.warning(second.file, second.line, message, "let one end when the other begins")
                }
            }
        }
        let byPerson = files.duty.flatMap { entry in entry.value.staff.map { ($0, entry) } }
        for (person, lines) in Dictionary(grouping: byPerson, by: \.0) {
            pairs(lines.map(\.1)) { first, second in
                guard first.value.checkpoint != second.value.checkpoint, first.value.overlaps(second.value)
                else { return }
                log.warning(
                    second.file, second.line,
                    "\(person.rawValue) is on duty at \(first.value.checkpoint.rawValue) at the same time (line \(first.line))",
                    "name somebody else in one of the two lines")
            }
        }
    }

    private func pairs(
        _ lines: [RosterFiles.Entry<DutyLine>],
        _ body: (RosterFiles.Entry<DutyLine>, RosterFiles.Entry<DutyLine>) -> Void
    ) {
        for (index, first) in lines.enumerated() {
            for second in lines[(index + 1)...] { body(first, second) }
        }
    }
}

extension DutyLine {
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
