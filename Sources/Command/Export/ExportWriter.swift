import ArgumentParser
import Foundation
import ReportLanguage

/// How an export is written.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    /// With a byte order mark, so that spreadsheets take it for UTF-8.
    case csv
    /// One object a line.
    case json
}

/// Writes rows to standard output as they come; holds no more than a buffer of them.
struct ExportWriter {
    let columns: [String]
    let format: ExportFormat
    private var buffer = Data()
    private let encoder = JSONEncoder()
    private let output: FileHandle

    init(columns: [String], format: ExportFormat, output: FileHandle = .standardOutput) throws {
        self.columns = columns
        self.format = format
        self.output = output
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard format == .csv else { return }
        buffer.append(contentsOf: [0xEF, 0xBB, 0xBF])
        try line(columns.map(Self.quoted).joined(separator: ","))
    }

    /// Writes one row, its cells in the order of the columns.
    mutating func write(_ cells: [ExportCell]) throws {
        switch format {
        case .csv: try line(cells.map { Self.cell($0) }.joined(separator: ","))
        case .json:
            let present = zip(columns, cells).filter { if case .nothing = $0.1 { false } else { true } }
            let object = Dictionary(present.map { ($0.0, $0.1) }) { first, _ in first }
            try line(String(decoding: encoder.encode(object), as: UTF8.self))
        }
    }

    /// Writes what is left in the buffer.
    mutating func finish() throws {
        try output.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func line(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        // RFC 4180 ends a line of CSV with both.
        buffer.append(contentsOf: (format == .csv ? "\r\n" : "\n").utf8)
        if buffer.count > 1 << 16 { try finish() }
    }

    /// A cell of CSV: what a spreadsheet would run as a formula begins with an apostrophe; texts of digits are quoted, so that
    /// whoever imports quoted cells as text keeps phones and identity numbers whole.
    static func cell(_ cell: ExportCell) -> String {
        let text = cell.text
        if isFormula(text) { return quoted("'" + text) }
        let isText =
            switch cell {
            case .text: true
            case .value(let value): value.string != nil
            default: false
            }
        return isText && !text.isEmpty && text.allSatisfy(\.isNumber) ? "\"\(text)\"" : quoted(text)
    }

    /// Whether a spreadsheet would take a text for a formula: also behind blanks and marks that it skips, and in the wide
    /// letters of Chinese keyboards.
    private static func isFormula(_ text: String) -> Bool {
        let skipped: (Unicode.Scalar) -> Bool = { scalar in
            scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
                || scalar.properties.generalCategory == .control
        }
        guard let first = text.unicodeScalars.first else { return false }
        if first == "\t" || first == "\r" || first == "\n" { return true }
        return text.unicodeScalars.first { !skipped($0) }.map { "=+-@＝＋－＠".unicodeScalars.contains($0) }
            ?? false
    }

    private static func quoted(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ",;\t\"\n\r'".unicodeScalars.contains($0) || $0 == " " })
        else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
