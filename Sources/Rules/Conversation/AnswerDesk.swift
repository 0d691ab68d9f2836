import Foundation
import Model
import ReportLanguage

/// Reads what is neither report nor command against the open drafts of its sender: the bare answer to a question.
struct AnswerDesk {
    let message: ReceivedMessage

    /// Fills a draft, or says nothing: talk is never answered.
    func answer(in ruling: inout Ruling) throws {
        let drafts = try openDrafts(in: ruling)
        guard !drafts.isEmpty else { return }
        let (named, text) = addressed(drafts)
        let fits = (named.map { [$0] } ?? drafts).compactMap { draft, record in
            read(text, against: draft, of: record, in: ruling).map { (draft, record, $0) }
        }
        guard let first = fits.first else { return }
        // Asked for several people at once, a value without a name may be anybody's: guessing would put a number to the wrong one.
        let twins = fits.filter {
            $0.0.askedAt == first.0.askedAt && !Set($0.2.fields.keys).isDisjoint(with: first.2.fields.keys)
        }
        if named == nil, twins.count > 1, !first.2.fields.isEmpty {
            return askWhose(twins.map(\.1), in: &ruling)
        }
        try DraftDesk().fill(
            first.1, with: first.2.fields, wrong: first.2.problems, from: message, in: &ruling)
    }

    /// The open drafts of the sender in this chat with their reports, newest first.
    private func openDrafts(in ruling: Ruling) throws -> [(Draft, ReportRecord)] {
        try ruling.facts.drafts(of: message.event.account, in: message.chat.key, now: ruling.now).compactMap {
            draft in
            guard let record = try ruling.report(draft.report), record.stands else { return nil }
            return (draft, record)
        }
    }

    /// The draft that the text speaks of by number or name (`R13 13800001234`, `李四 13800001234`), and the rest of the text.
    private func addressed(_ drafts: [(Draft, ReportRecord)]) -> ((Draft, ReportRecord)?, String) {
        let text = message.event.text.trimmingCharacters(in: .whitespacesAndNewlines)
        for entry in drafts {
            let ref = entry.1.ref.text
            let rest = text.dropFirst(ref.count)
            if text.uppercased().hasPrefix(ref), rest.first?.isNumber != true { return (entry, String(rest)) }
        }
        for entry in drafts {
            guard let name = entry.1.report.fields["name"]?.string, name.count > 1,
                let range = text.range(of: name)
            else { continue }
            return (
                entry, text.replacingCharacters(in: range, with: " ").trimmingCharacters(in: .whitespaces)
            )
        }
        return (nil, text)
    }

    private func read(_ text: String, against draft: Draft, of record: ReportRecord, in ruling: Ruling)
        -> Answer?
    {
        let context = ruling.book.context(of: message.event, chat: message.chat, sender: message.sender)
        let reader = ruling.book.reader
        let answer =
            reader.readAnswer(text, form: record.report.form, lacking: draft.lacking, in: context)
            ?? yesOrNo(text, draft, ruling.book.forms[record.report.form]).flatMap {
                reader.readAnswer($0, form: record.report.form, lacking: draft.lacking, in: context)
            }
        guard let answer, !answer.fields.isEmpty || !answer.problems.isEmpty else { return nil }
        // Any words can be free text: they are the answer only right after the question, later they are talk.
        let form = ruling.book.forms[record.report.form]
        let isFreeText = answer.fields.keys.allSatisfy { form?.field($0)?.type == .text }
        if isFreeText, !answer.fields.isEmpty,
            message.event.at.timeIntervalSince(draft.askedAt) > Timing.freeAnswer
        {
            return nil
        }
        return answer
    }

    /// A bare 是 or 没有 means something only beside its question: the key of the one thing asked about is put in front.
    private func yesOrNo(_ text: String, _ draft: Draft, _ form: FormDefinition?) -> String? {
        guard draft.lacking.count == 1, let field = draft.lacking.first.flatMap({ form?.field($0) }),
            field.type == .boolean, let key = field.keys.first, text.count <= 4
        else { return nil }
        return key + "：" + text
    }

    private func askWhose(_ records: [ReportRecord], in ruling: inout Ruling) {
        ruling.decision.outcome = .answered
        let words = ruling.words(for: message.chat)
        let items = records.prefix(6).map { record in
            words(
                "answer.person",
                [
                    "ref": record.ref.text,
                    "name": record.report.fields["name"]?.string.map(words.masking.name) ?? "",
                ])
        }
        let typed = message.event.text.trimmingCharacters(in: .whitespacesAndNewlines)
        ruling.reply(
            to: message,
            words(
                "answer.whose",
                [
                    "items": words.list(items), "ref": records.first?.ref.text ?? "",
                    "typed": words.typed(typed, "phone"),
                ]))
    }
}
