import Foundation
import Model
import ReportLanguage

/// Test results and quarantines: they are about somebody who may be reported already, named or by the receipt, and are noted
/// with that person.
struct FollowUpDesk: ReportDesk {
    /// A receipt stands for its person's name; one that is nobody's is asked about.
    func completed(_ report: Report, from message: ReceivedMessage, in ruling: Ruling) throws -> Report {
        guard let ref = report.fields["ref"]?.ref else { return report }
        var report = report
        guard let person = try person(ref, in: ruling) else {
            report.fields["ref"] = nil
            report.problems.removeAll { $0.code == .missing && $0.field == "name" }
            report.lay([:], wrong: [Problem(.unknown, "ref", raw: ref.text)])
            return report
        }
        report.fields["ref"] = .string(Ref(.report, person.number).text)
        if report.fields["name"] == nil, let name = person.report.fields["name"] {
            report.lay(["name": name], wrong: [])
        }
        return report
    }

    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? {
        let alarmed = try IncidentDesk().carryOut(record, in: &ruling)
        guard let person = try subject(of: record, in: ruling) else { return alarmed }
        note(record, with: person, in: &ruling)
        let words = ruling.words(for: record.chat)
        return words(
            "followUp.line",
            ["line": alarmed ?? summary(of: record, in: words), "ref": person.ref.text])
    }

    func undo(_ record: ReportRecord, in ruling: inout Ruling) throws {
        try IncidentWatch().close(record, in: &ruling)
        guard var person = try subject(of: record, in: ruling), record.report.form == "natResult",
            person.report.fields["natResult"] == record.report.fields["result"]
        else { return }
        person.report.fields["natResult"] = nil
        person.report.fields["natDate"] = nil
        person.version += 1
        ruling.keep(person)
        ruling.audit("bot", "report.updated", person.ref.text, record.ref.text + " withdrawn")
    }

    func summary(of record: ReportRecord, in words: Wording) -> String {
        // Where the number is nobody's, the question says it all.
        if record.report.fields["name"] == nil,
            record.report.problems.contains(where: { $0.field == "ref" && $0.code == .unknown })
        {
            return ""
        }
        var plain = record
        // The receipt says the person's name; their number stands behind it.
        if plain.report.fields["name"] != nil { plain.report.fields["ref"] = nil }
        return PlainDesk().summary(of: plain, in: words)
    }

    // MARK: - Whom it is about

    /// The report of a person that a receipt means, followed to where its content went.
    private func person(_ ref: Ref, in ruling: Ruling) throws -> ReportRecord? {
        guard ref.kind == .report, var record = try ruling.report(ref.number) else { return nil }
        if let into = record.mergedInto, let other = try ruling.report(into) { record = other }
        return record.stands && record.report.fields["name"] != nil ? record : nil
    }

    /// Whom a report is about: by the receipt, else the only returnee of that name whom the chat can mean.
    private func subject(of record: ReportRecord, in ruling: Ruling) throws -> ReportRecord? {
        if let ref = record.report.fields["ref"]?.ref { return try person(ref, in: ruling) }
        guard let name = record.report.fields["name"]?.string else { return nil }
        let village = ruling.bot.roster.village(of: record.place)
        let rows = try ruling.returnees(named: name).filter {
            village == nil || $0.village == nil || $0.village == village
        }
        guard rows.count == 1, let row = rows.first, let found = try ruling.report(row.report), found.stands
        else {
            return nil
        }
        return found
    }

    /// Lays a result over the returnee's own report, as a new version of it; a quarantine is noted beside it.
    private func note(_ record: ReportRecord, with person: ReportRecord, in ruling: inout Ruling) {
        let fields = record.report.fields
        let stage = fields["stage"]?.string ?? fields["result"]?.string ?? ""
        ruling.audit(
            record.sender?.rawValue ?? record.account.text, "person.\(record.report.form)", person.ref.text,
            [record.ref.text, stage].joined(separator: " "))
        guard record.report.form == "natResult", person.report.form == "returnee",
            let result = fields["result"]
        else { return }
        var updated = person
        updated.report.lay(
            ["natResult": result].merging(fields["date"].map { ["natDate": $0] } ?? [:]) { own, _ in own },
            wrong: [])
        guard updated.report.fields != person.report.fields else { return }
        updated.version += 1
        if updated.counts { updated.state = updated.settledState }
        ruling.keep(updated)
    }
}
