import Model
import ReportLanguage

/// What a correction or an update changed in a report, for saying it back.
struct Changes {
    let before: ReportRecord
    let after: ReportRecord

    /// `电话 138****1234，到家日期 1月29日`; nil when no value changed.
    func text(in words: Wording) -> String? {
        let form = after.report.form
        let order = words.book.forms[form]?.fields.map(\.name) ?? after.report.fields.keys.sorted()
        let parts = order.compactMap { field -> String? in
            guard let value = after.report.fields[field], value != before.report.fields[field] else {
                return nil
            }
            return words(
                "report.change",
                [
                    "field": words.label(field, of: form),
                    "value": words.value(value, field, of: form, heardIn: after.place),
                ])
        }
        return parts.isEmpty ? nil : words.clauses(parts)
    }
}
