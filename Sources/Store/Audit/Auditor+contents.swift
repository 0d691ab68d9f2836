import Model

/// Reads back what was kept, as those who need it would.
extension Auditor {
    /// How many rows are read at a time: what memory the reading takes.
    private static let page = 500
    /// How many pages of a table are a sample.
    private static let samples = 8

    mutating func auditContents() throws {
        let (codec, storeID) = (content, storeID)
        try readBack("inbox", key: "id", prefix: "in:", SQLRow.inboxColumns) { _ = try $0.inboxRow(codec) }
        try readBack("outbox", key: "id", prefix: "out:", SQLRow.outboxColumns) {
            _ = try $0.outboxRow(codec, storeID: storeID)
        }
        try readBack("audit", key: "id", prefix: "audit:", "id, detail") {
            _ = try $0.content(1, codec, .auditDetail)
        }
        try readBack("reports", key: "number", prefix: "R", SQLRow.reportColumns) { _ = try $0.report(codec) }
        try readBack("report_versions", key: "number", prefix: "R", SQLRow.reportColumns) {
            _ = try $0.report(codec)
        }
        try readBack("returnees", key: "report", prefix: "R", SQLRow.returneeColumns) {
            _ = try $0.returnee(codec)
        }
        try readBack("cases", key: "number", prefix: "E", SQLRow.caseColumns) { _ = try $0.caseRecord() }
        try readBack("broadcasts", key: "number", prefix: "B", SQLRow.broadcastColumns) {
            _ = try $0.broadcast(codec)
        }
        try readBack("rectifications", key: "number", prefix: "Z", SQLRow.rectificationColumns) {
            _ = try $0.rectification()
        }
        try readBack("chains", key: "version", prefix: "chain version ", "version, members") {
            let _: [ChainMemberContent] = try codec.open(json: $0.text(1), .chainMembers)
        }
    }

    /// Reads pages of a table, evenly spread or all of it, and names each row that cannot be read.
    ///
    /// - Parameters:
    ///   - key: the numeric column by which the table is paged; the first of `columns`.
    private mutating func readBack(
        _ table: String, key: String, prefix: String, _ columns: String, _ read: (SQLRow) throws -> Void
    ) throws {
        let lowest = try sql.rows("SELECT min(\(key)) FROM \(table)") { $0.optionalInt(0) }.first ?? nil
        let highest = try sql.rows("SELECT max(\(key)) FROM \(table)") { $0.optionalInt(0) }.first ?? nil
        guard let lowest, let highest else { return }
        let isWhole = terms.contents == .all || highest - lowest < Self.page * Self.samples
        let step = isWhole ? Self.page : (highest - lowest) / (Self.samples - 1)
        for start in stride(from: lowest, through: highest, by: step) {
            // The newest page is a full one, whatever the step.
            let from = isWhole ? start : min(start, highest - Self.page + 1)
            let bad = try sql.rows(
                "SELECT \(columns) FROM \(table) WHERE \(key) >= $1 AND \(key) < $2", from, from + Self.page
            ) { row -> AuditFinding? in
                do {
                    try read(row)
                    return nil
                } catch {
                    let failure = StoreError(error)
                    guard failure.reason == .corrupt || failure.reason == .failed else { throw error }
                    return AuditFinding(
                        rule: .contentUnreadable, row: "\(prefix)\(try row.int(0))", detail: failure.detail)
                }
            }
            for finding in bad.compactMap({ $0 }) { add(finding.rule, finding.row, finding.detail) }
        }
    }
}
