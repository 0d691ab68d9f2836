import Model
import ReportLanguage

/// Returnees: one row a person, however many reports told of them.
struct ReturneeDesk: ReportDesk {
    var isFiled: Bool { false }

    func predecessor(of report: Report, from message: ReceivedMessage, in ruling: Ruling) throws
        -> ReportRecord?
    {
        guard let name = report.fields["name"]?.string else { return nil }
        for row in try ruling.returnees(named: name) {
            guard let old = try ruling.report(row.report), old.stands else { continue }
            // Somebody who edits a message means the same person, whatever number was wrong in it.
            if message.event.kind == .edited, old.account == message.event.account { return old }
            if isSame(report, row) == false { continue }
            if isSame(report, row) == true || isNeighbour(report, row, old, message) { return old }
        }
        return nil
    }

    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? {
        DailyReports.note(record, in: &ruling)
        guard let name = record.report.fields["name"]?.string else { return nil }
        let fields = record.report.fields
        let unit = record.report.code("unit")
        let arrival = fields["arrival"]?.when
        let today = ruling.bot.calendar.day(ruling.now)
        ruling.change(
            .saveReturnee(
                Returnee(
                    report: record.number, name: name, phone: fields["phone"]?.string,
                    idNumber: fields["idNumber"]?.string, origin: fields["origin"]?.place, arrival: arrival,
                    village: unit?.village ?? village(of: record, in: ruling.bot.roster), unit: unit,
                    state: (arrival?.day).map { $0 <= today } == true ? .arrived : .expected)))
        return nil
    }

    func undo(_ record: ReportRecord, in ruling: inout Ruling) throws {
        DailyReports.takeBack(record, in: &ruling)
        guard var row = try ruling.facts.returnee(report: record.number) else { return }
        row.state = .withdrawn
        ruling.change(.saveReturnee(row))
    }

    func summary(of record: ReportRecord, in words: Wording) -> String {
        let fields = record.report.fields
        var parts: [String] = []
        if let name = fields["name"]?.string {
            parts.append(words.masking.name(name))
        } else if let phone = fields["phone"] {
            parts.append(words.value(phone, "phone", of: record.report.form))
        }
        if let origin = fields["origin"]?.place { parts.append(words.short(origin)) }
        if let arrival = fields["arrival"]?.when {
            parts.append(words("returnee.arrival", ["when": words.date(arrival)]))
        }
        // A unit alone is most often the sender's own by default: nothing to say back, the question says it all.
        if !parts.isEmpty, let unit = record.report.code("unit") {
            parts.append(words.place(unit, heardIn: record.place))
        }
        return words.clauses(parts)
    }

    /// The village that a report without a unit belongs to: the chat's, else the sender's.
    private func village(of record: ReportRecord, in roster: Roster) -> PlaceCode? {
        roster.village(of: record.place)
            ?? record.sender.flatMap { roster.person($0) }.flatMap { roster.village(of: $0.place) }
    }

    /// true: the same person by phone or identity number; false: certainly another; nil: the numbers do not tell.
    private func isSame(_ report: Report, _ row: Returnee) -> Bool? {
        if let id = report.fields["idNumber"]?.string, let known = row.idNumber { return id == known }
        if let phone = report.fields["phone"]?.string, let known = row.phone { return phone == known }
        return nil
    }

    /// Without numbers to compare: the same name from the same sender or for the same unit is the same person.
    private func isNeighbour(
        _ report: Report, _ row: Returnee, _ old: ReportRecord, _ message: ReceivedMessage
    ) -> Bool {
        if let unit = report.fields["unit"], let known = row.unit, unit.string != known.rawValue,
            !message.isDefault("unit", unit)
        {
            return false
        }
        if old.account == message.event.account { return true }
        if let sender = message.sender.person?.id, old.sender == sender { return true }
        return report.code("unit") != nil && report.code("unit") == row.unit
    }
}
