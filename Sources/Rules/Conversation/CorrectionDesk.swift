import Foundation
import Model
import ReportLanguage

/// `更正`: a report gets a new version; the old one stays on record.
struct CorrectionDesk {
    let message: ReceivedMessage

    func correct(_ command: Command, in ruling: inout Ruling) throws {
        guard let record = try target(command.ref, in: &ruling) else { return }
        let form = ruling.book.forms[record.report.form]
        var (given, wrong) = (command.fields, command.problems)
        let isOwn = (Array(given.keys) + wrong.map(\.field)).allSatisfy { form?.field($0) != nil }
        // The reader did not know which form the number is of, and found the words' keys in another one.
        if !isOwn || (given.isEmpty && wrong.isEmpty),
            let own = CorrectionText(message: message).values(for: record, in: ruling.book)
        {
            (given, wrong) = (own.fields, own.problems)
        }
        let fits = given.filter { form == nil || form?.field($0.key) != nil }
        wrong.removeAll { form != nil && form?.field($0.field) == nil }
        guard !fits.isEmpty || !wrong.isEmpty else { return askWhat(record, form, in: &ruling) }
        try apply(fits, wrong: wrong, to: record, in: &ruling)
    }

    /// Shows how a correction of this very report would look.
    private func askWhat(_ record: ReportRecord, _ form: FormDefinition?, in ruling: inout Ruling) {
        let words = ruling.words(for: message.chat)
        let fields = (form?.fields ?? []).filter { !words.example($0.name, of: record.report.form).isEmpty }
        let field =
            (fields.first { record.report.fields[$0.name] == nil && $0.isRequired } ?? fields.first {
                $0.isRequired
            }
            ?? fields.first)?.name ?? ""
        ruling.refuse(
            message, "correct.what",
            [
                "ref": record.ref.text, "field": words.label(field, of: record.report.form),
                "example": words.example(field, of: record.report.form),
            ])
    }

    /// `电话是…` after a report that lacked it.
    func supplement(_ command: Command, in ruling: inout Ruling) throws {
        let drafts = try ruling.facts.drafts(of: message.event.account, in: message.chat.key, now: ruling.now)
        let given = Set(command.fields.keys).union(command.problems.map(\.field))
        let draft = drafts.first { !given.isDisjoint(with: $0.lacking) }
        guard let draft, let record = try ruling.report(draft.report), record.stands else {
            ruling.decision.outcome = .chatter
            return
        }
        try DraftDesk().fill(
            record, with: command.fields, wrong: command.problems, from: message, in: &ruling)
    }

    /// The report that is meant, if it may be changed by this sender; else they were told why not.
    private func target(_ ref: Ref?, in ruling: inout Ruling) throws -> ReportRecord? {
        let found: ReportRecord?
        if let ref {
            guard ref.kind == .report else {
                ruling.refuse(message, "ref.notReport", ["ref": ref.text])
                return nil
            }
            found = try ruling.report(ref.number)
        } else {
            found = try ruling.facts.newestReport(
                by: message.event.account, in: message.chat.key,
                since: ruling.now.addingTimeInterval(-Timing.newestReport))
        }
        guard let record = found else {
            ruling.refuse(message, ref == nil ? "ref.which" : "ref.unknown", ["ref": ref?.text ?? ""])
            return nil
        }
        guard Permissions(bot: ruling.bot).mayChange(record, message) else {
            ruling.refuse(message, "change.notYours", ["ref": record.ref.text])
            return nil
        }
        guard record.stands else {
            ruling.refuseGone(record, message)
            return nil
        }
        return record
    }

    private func apply(
        _ fields: [String: FieldValue], wrong: [Problem], to record: ReportRecord, in ruling: inout Ruling
    ) throws {
        var updated = record
        // A slip in the correction leaves the value that was there.
        let open = wrong.filter { record.report.fields[$0.field] == nil }
        let desk = ruling.book.desk(for: record.report.form)
        updated.report.lay(fields, wrong: open)
        updated.report = desk.reconciled(updated.report)
        updated.version += 1
        if updated.counts { updated.state = updated.settledState }
        let words = ruling.words(for: message.chat)
        ruling.keep(updated)
        ruling.audit(message.actor, "report.corrected", record.ref.text, "message \(message.id)")
        var line: String?
        if updated.counts, !fields.isEmpty { line = try desk.carryOut(updated, in: &ruling) }
        let questions = Questions(message: message)
        var lines: [String] = []
        if !fields.isEmpty {
            let changes = Changes(before: record, after: updated).text(in: words)
            lines.append(
                words(
                    changes == nil ? "correct.same" : "correct.done",
                    ["ref": record.ref.text, "changes": changes ?? "", "line": line ?? false]))
        }
        let kept = wrong.filter { record.report.fields[$0.field] != nil }
        lines += kept.prefix(1).map { questions.line(for: $0, of: record.report.form, who: "", in: words) }
        lines += try questions.ask(about: [updated], in: &ruling)
        ruling.reply(to: message, lines.joined(separator: "\n"))
    }
}
