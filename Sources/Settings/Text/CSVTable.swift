/// A table as a CSV file holds it: rows of cells by column name, each with its line.
struct CSVTable {
    /// One row.
    struct Row {
        /// Where it starts, from 1.
        var line: Int
        /// The cells by column, without the spaces around; an empty cell is absent.
        var cells: [String: String]
        subscript(column: String) -> String? { cells[column] }

        /// A cell that holds several words, at spaces (also full-width ones).
        func words(_ column: String) -> [String] {
            (cells[column] ?? "").split { $0 == " " || $0 == "\u{3000}" || $0 == "\n" }.map(String.init)
        }
    }

    let name: String
    var rows: [Row] = []

    /// Reads a table with a header line.
    ///
    /// Every column of `columns` must be there unless it is among `optional`.
    init(_ source: SourceText, columns: [String], optional: Set<String> = [], log: FindingLog) {
        name = source.name
        let records = Self.records(of: source, log: log)
        guard let header = records.first else {
            log.error(name, 1, "the file is empty", "write the header “\(columns.joined(separator: ","))”")
            return
        }
        let titles = header.cells.map { $0.trimmed }
        guard Self.check(titles, columns, optional, name: name, line: header.line, log: log) else { return }
        for record in records.dropFirst() where record.cells.contains(where: { !$0.trimmed.isEmpty }) {
            guard record.cells.count == titles.count else {
                log.error(
                    name, record.line, "\(record.cells.count) cells where the header has \(titles.count)",
                    "write one cell a column (empty ones too), and put cells with commas in \"quotes\"")
                continue
            }
            let pairs = zip(titles, record.cells).map { ($0, $1.trimmed) }.filter { !$0.1.isEmpty }
            rows.append(Row(line: record.line, cells: Dictionary(pairs) { first, _ in first }))
        }
    }

    /// Judges the header; false when the rows cannot be read by it.
    private static func check(
        _ titles: [String], _ columns: [String], _ optional: Set<String>, name: String, line: Int,
        log: FindingLog
    ) -> Bool {
        if titles.count == 1, let only = titles.first, only.contains(where: { $0 == ";" || $0 == "\t" }) {
            log.error(
                name, line, "the columns are not separated by commas",
                "save the sheet as CSV with commas between cells")
            return false
        }
        var seen: Set<String> = []
        for title in titles where !title.isEmpty && !seen.insert(title).inserted {
            log.error(name, line, "column “\(title)” is there twice", "remove one of them")
        }
        let absent = columns.filter { !seen.contains($0) }
        let strange = titles.filter { !$0.isEmpty && !columns.contains($0) }
        var mistyped: Set<String> = []
        for title in strange {
            if let near = Suggestion.nearest(to: title, among: absent) {
                mistyped.insert(near)
                log.error(name, line, "unknown column “\(title)”", "write “\(near)”")
            } else {
                log.warning(
                    name, line, "column “\(title)” is not read",
                    absent.isEmpty
                        ? "remove it or leave it"
                        : "call it \(absent.joined(separator: " or ")) if it is that, or leave it")
            }
        }
        for column in absent where !optional.contains(column) && !mistyped.contains(column) {
            log.error(name, line, "column “\(column)” is missing", "add it to the header and to each row")
        }
        return absent.allSatisfy(optional.contains)
    }

    // MARK: Cells

    private struct Record {
        var line: Int
        var cells: [String]
    }

    /// Splits the text into records (RFC 4180; line ends may be LF, CRLF or CR).
    private static func records(of source: SourceText, log: FindingLog) -> [Record] {
        let bytes = Array(source.text.utf8)
        var records: [Record] = []
        var cells: [String] = []
        var cell: [UInt8] = []
        var (line, start, index) = (1, 1, 0)
        /// Where a quoted cell began, while inside it.
        var quote: Int?

        func endRecord() {
            cells.append(String(decoding: cell, as: UTF8.self))
            cell = []
            if cells.count > 1 || !cells[0].trimmed.isEmpty {
                records.append(Record(line: start, cells: cells))
            }
            cells = []
        }

        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            let isBreak = byte == 0x0A || (byte == 0x0D && (index == bytes.count || bytes[index] != 0x0A))
            if isBreak { line += 1 }
            switch byte {
            case 0x22 where quote != nil:
                if index < bytes.count, bytes[index] == 0x22 {
                    cell.append(byte)
                    index += 1
                } else {
                    quote = nil
                }
            case 0x22 where cell.allSatisfy { $0 == 0x20 }:
                quote = line
                cell = []
            case 0x2C where quote == nil:
                cells.append(String(decoding: cell, as: UTF8.self))
                cell = []
            case _ where isBreak && quote == nil:
                endRecord()
                start = line
            case 0x0D where quote == nil || !isBreak:
                break
            default:
                cell.append(isBreak ? 0x0A : byte)
            }
        }
        if let quote {
            log.error(source.name, quote, "a quoted cell never ends", "close it with \"")
        }
        if !cell.isEmpty || !cells.isEmpty { endRecord() }
        return records
    }
}

extension StringProtocol {
    /// Without white space at both ends, also full-width spaces.
    var trimmed: String {
        let isSpace: (Character) -> Bool = { $0.isWhitespace }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) })
        else {
            return ""
        }
        return String(self[first...last])
    }
}
