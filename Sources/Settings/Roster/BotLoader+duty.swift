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
}
