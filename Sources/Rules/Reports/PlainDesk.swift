import Model
import ReportLanguage

/// Any form without rules of its own: it is kept, and its receipt says what was understood.
struct PlainDesk: ReportDesk {
    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? {
        if record.report.form == "zeroReport" { DailyReports.note(record, in: &ruling) }
        return nil
    }

    func undo(_ record: ReportRecord, in ruling: inout Ruling) throws {
        DailyReports.takeBack(record, in: &ruling)
    }

    func summary(of record: ReportRecord, in words: Wording) -> String {
        let form = record.report.form
        let definition = words.book.forms[form]
        let order = definition?.fields.map(\.name) ?? record.report.fields.keys.sorted()
        let parts = order.compactMap { field -> String? in
            guard let value = record.report.fields[field],
                says(value, definition?.field(field), record, words)
            else {
                return nil
            }
            return words.told(value, field, of: form, heardIn: record.place)
        }
        return words(
            "report.plain", ["title": words.title(of: form), "values": words.clauses(Array(parts.prefix(7)))])
    }

    /// Whether a value belongs in a receipt: not what nobody said, nor what was jotted down beside.
    private func says(
        _ value: FieldValue, _ field: FieldDefinition?, _ record: ReportRecord, _ words: Wording
    ) -> Bool {
        guard let field else { return true }
        switch field.type {
        case .text: return field.isRequired || !["note", "detail"].contains(field.name)
        case .when: return value != .string(words.book.bot.calendar.local(record.at).iso)
        default: return true
        }
    }
}
