import Foundation
import ReportLanguage

/// One value of an exported row.
enum ExportCell {
    case nothing
    case text(String)
    case integer(Int)
    /// A report's value in its canonical form.
    case value(FieldValue)
    /// Several values of a report by field.
    case fields([String: FieldValue])

    /// The cell for a text that may be lacking.
    static func optional(_ text: String?) -> ExportCell { text.map { .text($0) } ?? .nothing }

    /// The cell's text in a table.
    var text: String {
        switch self {
        case .nothing: ""
        case .text(let text): text
        case .integer(let number): String(number)
        case .value(let value): Self.text(value)
        case .fields(let fields):
            fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.text($0.value))" }.joined(
                separator: "; ")
        }
    }

    private static func text(_ value: FieldValue) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .decimal(let number): figure(number)
        case .boolean(let yes): yes ? "true" : "false"
        case .strings(let texts): texts.joined(separator: " ")
        case .decimals(let numbers): numbers.map(figure).joined(separator: " ")
        case .place(let place): place.name + (place.detail ?? "")
        case .items(let items):
            items.map { $0.item + figure($0.amount) + ($0.unit ?? "") }.joined(separator: " ")
        }
    }

    private static func figure(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}

extension ExportCell: Encodable {
    func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        switch self {
        case .nothing: try box.encodeNil()
        case .text(let text): try box.encode(text)
        case .integer(let number): try box.encode(number)
        case .value(let value): try box.encode(value)
        case .fields(let fields): try box.encode(fields)
        }
    }
}
