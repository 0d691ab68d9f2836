import Store

/// What a finished move says.
struct MoveSheet {
    let text: String

    /// - Parameters:
    ///   - from, to: as they were written.
    ///   - folder: the bot's, as it was written.
    init(from: String, to: String, folder: String, _ summary: StoreMoveSummary, _ duration: Duration) {
        let tables = summary.tables.filter { $0.rows > 0 }
        let width = tables.map(\.name.count).max() ?? 0
        var lines = [
            summary.wasThere
                ? "already moved: the target holds what \(from) holds, nothing was written"
                : "moved \(from) to \(to)"
        ]
        lines += tables.map { table in
            let name = table.name.padding(to: width)
            let rows = String(table.rows)
            return
                "  \(name)  \(String(repeating: " ", count: max(0, 10 - rows.count)))\(rows)  \(table.checksum)"
        }
        let seconds = Double(duration / .milliseconds(100)) / 10
        lines.append(
            "equal on both sides: \(summary.rows) rows in \(summary.tables.count) tables, by count and checksum, in \(seconds) s"
        )
        if summary.resumedRows > 0 {
            lines.append("\(summary.resumedRows) rows had been carried by an earlier run")
        }
        if summary.replacedTexts > 0 {
            lines.append(
                "\(summary.replacedTexts) texts hold the character NUL, which PostgreSQL cannot keep: U+2400 stands for it"
            )
        }
        lines.append("\nNow write in \(folder)/bot.yaml:\n  \(Self.entry(to))")
        lines.append(
            "\(from) was not touched. Let no gateway run on it again: two would give out the same receipts.")
        text = lines.joined(separator: "\n")
    }

    private static func entry(_ to: String) -> String {
        to.hasPrefix("sqlite:") ? "store: \(to)" : "store: {url: \"\(to)\", password: {env: PGPASSWORD}}"
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
