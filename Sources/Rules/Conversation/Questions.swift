import Foundation
import Model
import ReportLanguage

/// Asks a sender for what their reports lack, and keeps the drafts that wait for the answer.
struct Questions {
    let message: ReceivedMessage

    /// Opens or renews a draft for each report that lacks something, ends it for those that do not, and words what to ask.
    func ask(about records: [ReportRecord], in ruling: inout Ruling) throws -> [String] {
        var open: [ReportRecord] = []
        for record in records {
            if record.report.openProblems.isEmpty {
                try close(record, in: &ruling)
            } else {
                keepDraft(of: record, in: &ruling)
                open.append(record)
            }
        }
        let words = ruling.words(for: message.chat)
        if open.count == 1, let only = open.first { return lines(for: only, in: words) }
        return open.isEmpty ? [] : [Self.line(forSeveral: open, in: words)]
    }

    private func close(_ record: ReportRecord, in ruling: inout Ruling) throws {
        guard try ruling.facts.draft(report: record.number) != nil else { return }
        ruling.change(.endDraft(report: record.number))
        ruling.timer(.cancel(key: Self.timerKey(record.number)))
    }

    private func keepDraft(of record: ReportRecord, in ruling: inout Ruling) {
        let policy = ruling.bot.policy("draft")
        let lives = policy?.steps.first?.after ?? Timing.draftLives
        var end = ruling.now.addingTimeInterval(lives)
        if policy?.quiet != .ignore { end = ruling.bot.calendar.afterQuiet(ruling.bot.quiet, from: end) }
        ruling.change(
            .saveDraft(
                Draft(
                    report: record.number, chat: message.chat.key, account: message.event.account,
                    lacking: record.report.openProblems.map(\.field), askedAt: ruling.now, expiresAt: end)))
        ruling.timer(
            .set(
                DurableTimer(
                    key: Self.timerKey(record.number), kind: .draftExpiry, subject: String(record.number),
                    dueAt: end)))
    }

    static func timerKey(_ report: Int) -> String { "draft:R\(report)" }

    // MARK: - Words

    /// What is wrong comes first and alone; what is missing goes into one line.
    private func lines(for record: ReportRecord, in words: Wording) -> [String] {
        let form = record.report.form
        let who =
            record.report.fields["name"]?.string.map { words("ask.of", ["name": words.masking.name($0)]) }
            ?? ""
        let problems = record.report.openProblems
        let missing = problems.filter { $0.code == .missing }.map(\.field)
        var lines =
            problems.first { $0.code != .missing }.map { [line(for: $0, of: form, who: who, in: words)] }
            ?? []
        if !missing.isEmpty {
            lines.append(
                words(
                    missing.count == 1 ? "ask.one" : "ask.several",
                    [
                        "who": who, "fields": words.list(missing.map { asked($0, of: form, in: words) }),
                        "example": missing.map { words.example($0, of: form) }.joined(separator: " "),
                    ]))
        }
        return lines
    }

    /// What is asked for; of a few choices, which there are.
    private func asked(_ field: String, of form: String, in words: Wording) -> String {
        let choices = words.choiceWords(field, of: form)
        let label = words.label(field, of: form)
        return choices.isEmpty
            ? label : words("ask.choices", ["field": label, "choices": words.list(choices)])
    }

    /// Asks about several at once: `还差：R13 张*的电话；R14 李*的电话。`.
    static func line(forSeveral records: [ReportRecord], in words: Wording) -> String {
        let parts = records.prefix(10).map { record in
            let fields = record.report.openProblems.map { words.label($0.field, of: record.report.form) }
            let name = record.report.fields["name"]?.string.map(words.masking.name) ?? ""
            return words("ask.item", ["ref": record.ref.text, "name": name, "fields": words.list(fields)])
        }
        let first = records.first
        let field = first?.report.openProblems.first?.field ?? ""
        return words(
            "ask.reports",
            [
                "items": words.items(parts), "more": records.count > 10 ? records.count : false,
                "example": (first?.ref.text ?? "") + " " + words.example(field, of: first?.report.form ?? ""),
            ])
    }

    /// What was typed, why it cannot be right, and an example.
    func line(for problem: Problem, of form: String, who: String, in words: Wording) -> String {
        let type = words.book.forms[form]?.field(problem.field)?.type.rawValue ?? problem.field
        let raw = problem.raw ?? ""
        let options = (problem.options ?? []).prefix(4).map { words.value($0, problem.field, of: form) }
        let length = raw.filter { !$0.isWhitespace }.count
        let values: [String: any Sendable] = [
            "who": who, "field": words.label(problem.field, of: form), "raw": words.typed(raw, problem.field),
            "hasRaw": !raw.isEmpty, "length": length, "short": type == "idNumber" && length < 18,
            "long": type == "idNumber" && length > 18, "options": words.list(options),
            "hasOptions": !options.isEmpty,
            "example": options.first ?? words.example(problem.field, of: form),
        ]
        let key = "problem." + problem.code.rawValue
        return words.first(of: ["\(key).\(form).\(problem.field)", "\(key).\(type)", key], values) ?? ""
    }
}
