import Model
import ReportLanguage

/// Any form without rules of its own: it is kept, and its receipt says what was understood.
struct PlainDesk: ReportDesk {
    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? {
        if record.report.form == "zeroReport" { try DailyReports.note(record, in: &ruling) }
        return nil
    }

    func undo(_ record: ReportRecord, in ruling: inout Ruling) throws {
        try DailyReports.takeBack(record, in: &ruling)
    }

    /// A chain that grows repeats its entries word for word.
    ///
    /// Only a hash is remembered: fields hold people's data.
    func repeatKey(of report: Report, in ruling: Ruling) -> String? {
        let fields = report.fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return "same:" + ruling.book.hash(([report.form] + fields).joined(separator: "\n"))
    }

    func summary(of record: ReportRecord, in words: Wording) -> String {
        let form = record.report.form
        let definition = words.book.forms[form]
        let order = definition?.fields.map(\.name) ?? record.report.fields.keys.sorted()
        let parts = order.compactMap { field -> String? in
            guard let value = record.report.fields[field], definition?.field(field)?.type != .text else {
                return nil
            }
            let text = words.value(value, field, of: form, heardIn: record.place)
            // A bare figure says nothing without its field; names, places and days speak for themselves.
            switch value {
            case .integer, .decimal, .decimals, .boolean:
                return words("report.change", ["field": words.label(field, of: form), "value": text])
            default: return text
            }
        }
        return words(
            "report.plain", ["title": words.title(of: form), "values": words.clauses(Array(parts.prefix(6)))])
    }
}
