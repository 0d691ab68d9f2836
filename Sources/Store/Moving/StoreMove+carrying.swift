/// The work itself: rows across, and the proof that they arrived.
extension StoreMove {
    /// Carries what is not there yet; returns how many rows an earlier run had carried.
    func copy(_ source: StoreEnd, to target: StoreEnd) async throws -> Int {
        let info = try await target.info()
        var resumed = 0
        for table in StoreTable.all {
            let position = try info[StoreEnd.InfoName.position + table.name].map {
                try StorePosition(kept: $0)
            }
            resumed += position?.rows ?? 0
            try await copy(table, from: source, to: target, after: position)
        }
        return resumed
    }

    private func copy(
        _ table: StoreTable, from source: StoreEnd, to target: StoreEnd, after position: StorePosition?
    ) async throws {
        let total = try await source.count(of: table)
        var done = position?.rows ?? 0
        report(.copying(table: table.name, rows: done, of: total))
        var page = try await source.page(of: table, after: position?.values(of: table))
        while let last = page.last {
            try Task.checkCancellation()
            // The next page is read while this one is written.
            async let next = source.page(of: table, after: last)
            let kept = try StorePosition(rows: done + page.rows.count, key: last).kept()
            try await target.write { [rows = page.rows] sql in
                try sql.insert(rows, into: table)
                try sql.setInfo(StoreEnd.InfoName.position + table.name, kept)
            }
            done += page.rows.count
            report(.copying(table: table.name, rows: done, of: total))
            page = try await next
        }
    }

    /// Compares all tables, both ends at once.
    ///
    /// - Parameter failure: makes the error from the names of the tables that differ.
    func verified(
        _ source: StoreEnd, _ target: StoreEnd, failure: (String) -> StoreMoveError
    ) async throws -> [StoreMoveSummary.Table] {
        var tables: [StoreMoveSummary.Table] = []
        var differing: [String] = []
        for table in StoreTable.all {
            try Task.checkCancellation()
            report(.verifying(table: table.name))
            async let there = target.digest(of: table, holdsNUL: true)
            let here = try await source.digest(of: table, holdsNUL: target.holdsNUL)
            let other = try await there
            tables.append(
                StoreMoveSummary.Table(
                    name: table.name, rows: here.rows, checksum: here.text, replacedTexts: here.replacedTexts)
            )
            guard here != other else { continue }
            differing.append(
                here.rows == other.rows
                    ? "\(table.name) has other contents"
                    : "\(table.name) has \(other.rows) rows of \(here.rows)")
        }
        guard differing.isEmpty else { throw failure(differing.joined(separator: ", ")) }
        return tables
    }
}
