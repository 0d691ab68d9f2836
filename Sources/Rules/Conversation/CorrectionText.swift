import Foundation
import Model
import ReportLanguage

/// The words of a correction behind its number and its verb (`更正 R12 人数 8`), read again as values of the report's own form.
struct CorrectionText {
    let message: ReceivedMessage

    /// The values that the words give; nil where they give none of that form.
    func values(for record: ReportRecord, in book: RuleBook) -> Answer? {
        guard let form = book.forms[record.report.form] else { return nil }
        let context = book.context(of: message.event, chat: message.chat, sender: message.sender)
        let words = words(behind: record.ref)
        let answer = book.reader.readAnswer(
            words, form: form.name, lacking: form.fields.map(\.name), in: context)
        guard var answer, !answer.fields.isEmpty || !answer.problems.isEmpty else { return nil }
        // A bare value fits every field of its type; it is meant for the one whose key is said, else for the first.
        var taken: [FieldValue] = []
        let named = form.fields.filter { field in (field.keys + field.cues).contains { words.contains($0) } }
        for field in named + form.fields.filter({ field in !named.contains { $0.name == field.name } }) {
            guard let value = answer.fields[field.name] else { continue }
            if taken.contains(value) { answer.fields[field.name] = nil } else { taken.append(value) }
        }
        return answer
    }

    private func words(behind ref: Ref) -> String {
        var rest = message.event.text[...]
        // Full-width and lower case are the same number.
        let number = rest.range(
            of: "#?\\s*\(ref.kind.rawValue)\\s*-?\\s*\(ref.number)(?![0-9])",
            options: [.regularExpression, .caseInsensitive, .widthInsensitive])
        if let number { rest = rest[number.upperBound...] }
        for verb in Self.verbs {
            if let found = rest.range(of: verb),
                rest[..<found.lowerBound].allSatisfy({ !$0.isLetter && !$0.isNumber })
            {
                rest = rest[found.upperBound...]
                break
            }
        }
        return rest.trimmingCharacters(in: Self.marks)
    }

    /// The longest first.
    private static let verbs = [
        "更正为", "更正", "更改", "修改", "订正", "改正", "改为", "改成", "应该是", "应为", "报错了", "写错了", "不对",
    ]
    private static let marks = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "：:，,。"))
}
