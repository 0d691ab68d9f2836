import Foundation
import Model
import ReportLanguage

/// Drafts: reports that lack something and wait for their sender's answer.
struct DraftDesk {
    /// Lays an answer over a report and says how it stands now.
    func fill(
        _ record: ReportRecord, with fields: [String: FieldValue], wrong: [Problem],
        from message: ReceivedMessage,
        in ruling: inout Ruling
    ) throws {
        ruling.decision.outcome = .answered
        var updated = record
        let desk = ruling.book.desk(for: record.report.form)
        updated.report.lay(fields, wrong: wrong)
        updated.report = desk.reconciled(updated.report)
        updated.version += 1
        if updated.counts { updated.state = updated.settledState }
        let words = ruling.words(for: message.chat)
        ruling.keep(updated)
        ruling.audit(message.actor, "report.answered", record.ref.text, "message \(message.id)")
        var line: String?
        if updated.counts, !fields.isEmpty { line = try desk.carryOut(updated, in: &ruling) }
        let asks = try Questions(message: message).ask(about: [updated], in: &ruling)
        var lines: [String] = []
        if !fields.isEmpty {
            let complete = updated.report.openProblems.isEmpty
            let values: [String: any Sendable] = [
                "ref": updated.ref.text, "line": line ?? desk.summary(of: updated, in: words),
                "changes": Changes(before: record, after: updated).text(in: words) ?? "",
                "unconfirmed": updated.state == .unconfirmed,
            ]
            lines.append(words(complete ? "report.completed" : "report.partly", values))
        }
        ruling.reply(to: message, (lines + asks).joined(separator: "\n"))
    }

    /// Drafts run out: the report stays as it is, incomplete; its sender is told once, one message a chat.
    func expire(_ timers: [DurableTimer], in ruling: inout Ruling) throws {
        var order: [ChatKey] = []
        var expired: [ChatKey: [ReportRecord]] = [:]
        for timer in timers {
            guard let number = Int(timer.subject), let draft = try ruling.facts.draft(report: number),
                draft.expiresAt <= ruling.now, var record = try ruling.report(number)
            else { continue }
            ruling.decision.outcome = .fired
            ruling.change(.endDraft(report: number))
            guard record.state == .incomplete else { continue }
            record.state = .expired
            ruling.change(.saveReport(record))
            ruling.audit("bot", "draft.expired", record.ref.text)
            guard try ruling.isOpen(draft.chat, to: [draft.account]) else { continue }
            if expired[draft.chat] == nil { order.append(draft.chat) }
            expired[draft.chat, default: []].append(record)
        }
        for chat in order {
            guard let records = expired[chat], let first = records.first,
                !ruling.bot.quiet.contains(ruling.bot.calendar.local(ruling.now).time)
            else { continue }
            let words = ruling.words(for: chat)
            let items = records.prefix(10).map { record in
                words(
                    "ask.item",
                    [
                        "ref": record.ref.text,
                        "name": record.report.fields["name"]?.string.map(words.masking.name) ?? "",
                        "fields": words.list(
                            record.report.openProblems.map { words.label($0.field, of: record.report.form) }),
                    ])
            }
            let field = first.report.openProblems.first?.field ?? ""
            ruling.post(
                Post(
                    key: "draft-expired:\(first.ref.text):\(chat.text)", chat: chat,
                    text: words(
                        "draft.expired",
                        [
                            "items": words.items(items), "ref": first.ref.text,
                            "field": words.label(field, of: first.report.form),
                            "example": words.example(field, of: first.report.form),
                        ]),
                    priority: .reminder, expiresAt: ruling.now.addingTimeInterval(Timing.replyLives),
                    cause: "draft expired " + first.ref.text))
        }
    }
}
