import Foundation
import Model
import ReportLanguage

/// `撤回 R12`, `报备取消 郑海`, `撤回 B7`.
struct WithdrawalDesk {
    let message: ReceivedMessage

    func withdraw(_ command: Command, in ruling: inout Ruling) throws {
        if let ref = command.ref {
            switch ref.kind {
            case .broadcast: return try BroadcastDesk().withdraw(ref.number, from: message, in: &ruling)
            case .report:
                guard let record = try ruling.report(ref.number) else {
                    return ruling.refuse(message, "ref.unknown", ["ref": ref.text])
                }
                return try withdraw(record, in: &ruling)
            case .escalation: return ruling.refuse(message, "withdraw.case", ["ref": ref.text])
            case .rectification, .task: return ruling.refuse(message, "ref.unknown", ["ref": ref.text])
            }
        }
        if let name = command.person { return try withdraw(person: name, in: &ruling) }
        // Without saying what: only what the sender wrote just now can be meant; without that it is talk.
        let since = ruling.now.addingTimeInterval(-Timing.sameWord)
        guard
            let record = try ruling.facts.newestReport(
                by: message.event.account, in: message.chat.key, since: since)
        else {
            ruling.decision.outcome = .chatter
            return
        }
        try withdraw(record, in: &ruling)
    }

    private func withdraw(person name: String, in ruling: inout Ruling) throws {
        let records = try ruling.returnees(named: name).compactMap { try ruling.report($0.report) }.filter(
            \.stands)
        let mine = records.filter { Permissions(bot: ruling.bot).mayChange($0, message) }
        let words = ruling.words(for: message.chat)
        switch mine.count {
        case 0:
            ruling.refuse(
                message, records.isEmpty ? "withdraw.nobody" : "withdraw.notYours",
                ["name": words.masking.name(name)])
        case 1: try mine.first.map { try withdraw($0, in: &ruling) }
        default:
            let items = mine.prefix(6).map { record in
                words(
                    "withdraw.choice",
                    [
                        "ref": record.ref.text,
                        "line": ruling.book.desk(for: record.report.form).summary(of: record, in: words),
                    ])
            }
            ruling.refuse(
                message, "withdraw.which",
                [
                    "name": words.masking.name(name), "items": words.items(items),
                    "ref": mine.first?.ref.text ?? "",
                ])
        }
    }

    private func withdraw(_ record: ReportRecord, in ruling: inout Ruling) throws {
        let ref = record.ref.text
        guard Permissions(bot: ruling.bot).mayChange(record, message) else {
            return ruling.refuse(message, "change.notYours", ["ref": ref])
        }
        guard record.stands else { return ruling.refuseGone(record, message) }
        var gone = record
        let counted = record.counts
        gone.state = .withdrawn
        gone.version += 1
        ruling.change(.saveReport(gone))
        if try ruling.facts.draft(report: record.number) != nil {
            ruling.change(.endDraft(report: record.number))
            ruling.timer(.cancel(key: Questions.timerKey(record.number)))
        }
        let desk = ruling.book.desk(for: record.report.form)
        if counted { try desk.undo(gone, in: &ruling) }
        ruling.audit(message.actor, "report.withdrawn", ref, "message \(message.id)")
        let words = ruling.words(for: message.chat)
        ruling.reply(
            to: message, words("withdraw.done", ["ref": ref, "line": desk.summary(of: record, in: words)]))
    }
}
