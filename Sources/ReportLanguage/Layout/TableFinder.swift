/// Finds a pasted table: rows of cells between tabs or runs of spaces, with or without a heading.
struct TableFinder {
    let scan: ScannedMessage
    let vocabulary: Vocabulary
    let lines: [LayoutFinder.Line]

    /// The table, where the message holds one with at least one row under a heading of keys, or two rows.
    func table() -> MessageLayout? {
        guard lines.count >= 2 else { return nil }
        if let table = tableOfWords { return table }
        guard hasColumns else { return nil }
        let rows = lines.filter { !$0.isBlank }.map { (line: $0, cells: cells(of: $0.range)) }
        guard let first = rows.firstIndex(where: { $0.cells.count >= 2 && self.columns($0.cells) != nil })
        else {
            return withoutHeading(rows)
        }
        let columns = self.columns(rows[first].cells) ?? []
        let body = rows[(first + 1)...].filter { $0.cells.count >= 2 }
        // 检查结果⇥发现问题 between other keys with their values is one of them, though both its words are keys.
        let isPair = rows[first].cells.count == 2 && body.contains { isKey($0.cells[0]) }
        guard !body.isEmpty, !isPair else { return nil }
        let entries = body.map { row in
            Entry(
                range: row.line.range,
                cells: zip(
                    row.cells,
                    columns + Array(repeating: .none, count: max(0, row.cells.count - columns.count))
                )
                .map { Entry.Cell(range: $0, uses: $1) })
        }
        return MessageLayout(
            heading: scan.body.lowerBound..<rows[first].line.range.lowerBound, entries: entries)
    }

    /// Whether anything parts a line into cells: a tab, a bar, or more than one blank.
    private var hasColumns: Bool {
        let scalars = scan.text.scalars
        return scan.body.contains { position in
            switch scalars[position] {
            case "\t", "|": true
            case " ": position > 0 && scalars[position - 1].isBlank
            default: false
            }
        }
    }

    /// A table whose columns are words between single blanks: every word of the heading a key, and as many on each row.
    private var tableOfWords: MessageLayout? {
        let rows = lines.filter { !$0.isBlank }
        for (index, heading) in rows.enumerated() where opensWithKey(heading.range) {
            let names = words(of: heading.range)
            guard names.count >= 3, let columns = columns(names), columns.allSatisfy({ !$0.isEmpty }) else {
                continue
            }
            let body = rows[(index + 1)...].map { (range: $0.range, words: words(of: $0.range)) }
            guard !body.isEmpty, body.allSatisfy({ $0.words.count == names.count }) else { return nil }
            return MessageLayout(
                heading: scan.body.lowerBound..<heading.range.lowerBound,
                entries: body.map { row in
                    Entry(
                        range: row.range,
                        cells: zip(row.words, columns).map { Entry.Cell(range: $0, uses: $1) })
                })
        }
        return nil
    }

    /// Whether the first word of a line is a key, which most lines need not be looked at any further to deny.
    private func opensWithKey(_ line: Range<Int>) -> Bool {
        guard let start = line.first(where: { !scan.text.scalars[$0].isBlank }) else { return false }
        let end = line[start...].first { scan.text.scalars[$0].isBlank } ?? line.upperBound
        return vocabulary.uses(of: scan.text.scalars[start..<end]).isKey
    }

    private func words(of line: Range<Int>) -> [Range<Int>] {
        line.split { scan.text.scalars[$0].isBlank }.compactMap { piece in
            piece.first.flatMap { first in piece.last.map { first..<$0 + 1 } }
        }
    }

    /// The keys that a line over the rows names in the columns' order: 卡点日报（卡口 车 人 劝返）.
    private func namedColumns(over start: Int, count: Int) -> [WordUses]? {
        let named = scan.tokenIndices(in: scan.body.lowerBound..<start).map { scan.tokens[$0] }.filter {
            token in
            token.uses.isKey && !token.uses.isTrigger
        }
        return named.count == count ? named.map(\.uses) : nil
    }

    private func withoutHeading(_ rows: [(line: LayoutFinder.Line, cells: [Range<Int>])]) -> MessageLayout? {
        let body = rows.filter { $0.cells.count >= 3 && $0.line.markEnd == nil }
        guard body.count >= 2, let first = body.first, scan.heads.allSatisfy(\.uses.isEmpty) else {
            return nil
        }
        let columns = namedColumns(over: first.line.range.lowerBound, count: first.cells.count)
        return MessageLayout(
            heading: scan.body.lowerBound..<first.line.range.lowerBound,
            entries: body.map { row in
                guard let columns, row.cells.count == columns.count else {
                    return Entry(range: row.line.range)
                }
                return Entry(
                    range: row.line.range,
                    cells: zip(row.cells, columns).map { Entry.Cell(range: $0, uses: $1) })
            })
    }

    /// The cells of a line; empty cells between two tabs count.
    private func cells(of line: Range<Int>) -> [Range<Int>] {
        let scalars = scan.text.scalars
        let hasTabs = line.contains { scalars[$0] == "\t" }
        let isPiped = line.filter { scalars[$0] == "|" }.count >= 2
        var cells: [Range<Int>] = []
        var start = line.lowerBound
        var position = start
        while position < line.upperBound {
            var end = position
            if hasTabs {
                if scalars[position] == "\t" { end += 1 }
            } else if isPiped {
                if scalars[position] == "|" { end += 1 }
            } else {
                while end < line.upperBound, scalars[end].isBlank { end += 1 }
                if end - position < 2 { end = position }
            }
            if end > position {
                cells.append(scan.trimmed(start..<position, marks: " \t"))
                start = end
                position = end
            } else {
                position += 1
            }
        }
        cells.append(scan.trimmed(start..<line.upperBound, marks: " \t"))
        return isPiped ? cells.filter { !$0.isEmpty } : cells
    }

    private func isKey(_ cell: Range<Int>) -> Bool {
        vocabulary.uses(ofUnspaced: scan.text.scalars[cell]).isKey
    }

    /// What each cell of a heading can be; nil where the line is no heading.
    private func columns(_ cells: [Range<Int>]) -> [WordUses]? {
        let columns = cells.map { cell in
            let uses = vocabulary.uses(ofUnspaced: scan.text.scalars[cell])
            return uses.isKey ? uses : .none
        }
        let known = columns.count { !$0.isEmpty }
        let hasDigits = cells.contains { $0.contains { scan.text.scalars[$0].isDigit } }
        return known >= 2 && known * 2 >= cells.count && !hasDigits ? columns : nil
    }
}
