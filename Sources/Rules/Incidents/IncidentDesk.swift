import Foundation
import Model
import ReportLanguage

/// Incidents and emergencies, and whatever else must be known at once: the report is kept, and those who can do something are
/// told in the same moment.
struct IncidentDesk: ReportDesk {
    /// Help is not held up by the question who asks for it.
    func isUrgent(_ report: Report) -> Bool { report.form == "emergency" }

    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? {
        if let known = try IncidentWatch().known(record, in: ruling) {
            try IncidentWatch().tellChange(of: record, known, in: &ruling)
            return nil
        }
        guard let policy = Self.policy(of: record.report, in: ruling) else { return nil }
        let words = ruling.words(for: record.chat)
        let summary = ruling.book.desk(for: record.report.form).summary(of: record, in: words)
        let opened = CaseRecord(
            number: try ruling.number(.escalation), policy: policy.name, subject: record.ref.text,
            place: Permissions(bot: ruling.bot).village(of: record) ?? record.place, openedAt: ruling.now)
        ruling.change(.saveCase(opened))
        ruling.audit("bot", "case.opened", opened.ref.text, record.ref.text)
        ruling.audit("bot", "case.opened", record.ref.text, opened.ref.text)
        ruling.timer(
            .set(IncidentWatch.timer(for: opened, step: 0, at: try due(policy, in: ruling))))
        guard let told = try IncidentWatch().firstReached(opened, policy, from: record, in: ruling) else {
            return words("incident.nobody", ["line": summary, "ref": opened.ref.text])
        }
        return words(
            "incident.line", ["line": summary, "ref": opened.ref.text, "who": words.name(of: told)])
    }

    func undo(_ record: ReportRecord, in ruling: inout Ruling) throws {
        try IncidentWatch().close(record, in: &ruling)
    }

    func summary(of record: ReportRecord, in words: Wording) -> String {
        let detail = record.report.fields["detail"].map { words.value($0, "detail", of: record.report.form) }
        return words.clauses([PlainDesk().summary(of: record, in: words)] + (detail.map { [$0] } ?? []))
    }

    /// When the first are told: at once, but those after an alert of less than a moment ago together.
    private func due(_ policy: Policy, in ruling: Ruling) throws -> Date {
        guard policy.groupWithin > 0,
            let last = try ruling.facts.lastSaid(IncidentWatch.alertKey(policy.name))
        else { return ruling.now }
        return max(ruling.now, last.addingTimeInterval(policy.groupWithin))
    }

    /// Who must know of a report at once; nil for what is only kept.
    static func policy(of report: Report, in ruling: Ruling) -> Policy? {
        switch report.form {
        case "emergency": ruling.bot.policy("emergency")
        case "incident" where ["fever", "gathering", "gambling"].contains(report.fields["kind"]?.string):
            ruling.bot.policy("incident")
        case "natResult" where report.fields["result"]?.string == "positive": ruling.bot.policy("incident")
        default: nil
        }
    }
}
