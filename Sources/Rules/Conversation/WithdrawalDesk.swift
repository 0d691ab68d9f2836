import Foundation
import Model
import ReportLanguage

/// `撤回 R12`, `报备取消 郑海`, `撤回 B7`.
struct WithdrawalDesk {
    let message: ReceivedMessage

    func withdraw(_ command: Command, in ruling: inout Ruling) throws {
        if let ref = command.ref {
            let all = reports(named: ref)
            if all.count > 1 { return try withdraw(all, in: &ruling) }
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

    /// All reports of `撤回 R1 R2、R3`, each once: the reader gives the first, the others stand beside it in the text.
    private func reports(named first: Ref) -> [Ref] {
        guard first.kind == .report else { return [first] }
        let text = message.event.text.folding(options: [.widthInsensitive], locale: nil).uppercased()
        var refs = [first]
        for match in text.matches(of: /(?:^|[^A-Z0-9])R\s?-?\s?([0-9]{1,9})(?![0-9])/) {
            guard let number = Int(match.1), number > 0 else { continue }
            let ref = Ref(.report, number)
            if !refs.contains(ref) { refs.append(ref) }
        }
        return refs
    }

    /// Several at once: one answer, what could not be withdrawn with its reason.
    private func withdraw(_ refs: [Ref], in ruling: inout Ruling) throws {
        let words = ruling.words(for: message.chat)
        var done: [String] = []
        var rest: [String] = []
        for ref in refs.prefix(MessageLimits.entries) {
            guard let record = try ruling.report(ref.number) else {
                rest.append(words("ref.unknown", ["ref": ref.text]))
                continue
            }
            guard Permissions(bot: ruling.bot).mayChange(record, message) else {
                rest.append(words("change.notYours", ["ref": ref.text]))
                continue
            }
            guard record.stands else {
                rest.append(words("change.gone", ["ref": ref.text]))
                continue
            }
            let line = try takeBack(record, in: &ruling)
            done.append(words("report.item", ["ref": ref.text, "line": words.clipped(line, 40)]))
        }
        if done.isEmpty { ruling.decision.outcome = .refused }
        let shown = done.count <= 10 ? words.items(done) : words.items(Array(done.prefix(10))) + "…"
        let lines =
            (done.isEmpty ? [] : [words("withdraw.several", ["count": done.count, "items": shown])])
            + rest.prefix(5)
        ruling.reply(to: message, lines.joined(separator: "\n"))
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
        let line = try takeBack(record, in: &ruling)
        ruling.reply(
            to: message, ruling.words(for: message.chat)("withdraw.done", ["ref": ref, "line": line]))
    }

    /// Takes a report back with its effects; what it said, for saying it once more.
    private func takeBack(_ record: ReportRecord, in ruling: inout Ruling) throws -> String {
        var gone = record
        gone.state = .withdrawn
        gone.version += 1
        ruling.change(.saveReport(gone))
        if try ruling.facts.draft(report: record.number) != nil {
            ruling.change(.endDraft(report: record.number))
            ruling.timer(.cancel(key: Questions.timerKey(record.number)))
        }
        let desk = ruling.book.desk(for: record.report.form)
        if record.counts || desk.isUrgent(record.report) { try desk.undo(gone, in: &ruling) }
        ruling.audit(message.actor, "report.withdrawn", record.ref.text, "message \(message.id)")
        return desk.summary(of: record, in: ruling.words(for: message.chat))
    }
}
