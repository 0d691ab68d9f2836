import Foundation
import Model

/// Walks every table once and brings each row under the current key, a few rows a transaction.
///
/// Where it stands is on record in the transaction that moved the rows, so a kill at any moment costs one batch at most. New
/// rows lie under the current key from the start, so what is behind the walk stays behind it; a second walk that finds
/// nothing to do proves it, and then the other keys are struck off.
struct Resealing {
    let sql: SQLConnection
    let content: ContentCodec

    /// How far a walk has come.
    fileprivate struct Position: Codable {
        var to: String
        var table = 0
        /// The primary key of the last row, as text; empty at a table's beginning.
        var after: [String] = []
        /// How many rows this walk has changed.
        var changed = 0
    }

    private static let record = "reseal"

    /// Looks at up to `limit` rows.
    func step(limit: Int) throws -> ResealProgress {
        var progress = ResealProgress()
        let wanted = KeyRecord.id(of: content.sealer)
        guard try Set(KeyRecord.read(sql).keys) != [wanted] else {
            progress.isDone = true
            return progress
        }
        var position = try load() ?? Position(to: wanted)
        if position.to != wanted { position = Position(to: wanted) }
        while progress.looked < limit {
            guard position.table < SealedTable.all.count else {
                if position.changed > 0 {
                    position = Position(to: wanted)
                    continue
                }
                try KeyRecord.keepOnly(content.sealer, sql)
                try sql.execute("DELETE FROM store_info WHERE name = $1", Self.record)
                progress.isDone = true
                return progress
            }
            let table = SealedTable.all[position.table]
            let rows = try self.rows(of: table, after: position.after, limit: limit - progress.looked)
            for row in rows where try update(row, of: table) {
                position.changed += 1
                progress.changed += 1
            }
            progress.looked += rows.count
            if let last = rows.last { position.after = last.key } else { position.nextTable() }
        }
        try save(position)
        return progress
    }

    // MARK: - One row

    private struct Row {
        var key: [String]
        var sealed: [String?]
        var name: String?
        var beside: String?
    }

    private func rows(of table: SealedTable, after: [String], limit: Int) throws -> [Row] {
        let names = table.key.map(\.name)
        let lookup = table.lookup.map { [$0.column, $0.beside] } ?? []
        let columns = (names + table.columns.map(\.name) + lookup).joined(separator: ", ")
        let places = names.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let conditions =
            (after.isEmpty ? [] : ["(\(names.joined(separator: ", "))) > (\(places))"])
            + (table.filter.map { [$0] } ?? [])
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return try sql.rows(
            """
            SELECT \(columns) FROM \(table.name) \(condition)
            ORDER BY \(names.joined(separator: ", ")) LIMIT $\(after.count + 1)
            """, values: bindable(after, of: table) + [limit]
        ) { row in
            let keys = try table.key.enumerated().map { index, column in
                column.kind == .integer ? String(try row.integer(index)) : try row.text(index)
            }
            let first = table.key.count
            let sealed = table.columns.indices.map { row.optionalText(first + $0) }
            guard table.lookup != nil else { return Row(key: keys, sealed: sealed) }
            let last = first + sealed.count
            return Row(
                key: keys, sealed: sealed, name: row.optionalText(last), beside: row.optionalText(last + 1))
        }
    }

    /// Brings a row under the current key; false where it lay there.
    private func update(_ row: Row, of table: SealedTable) throws -> Bool {
        var changes: [(column: String, value: String?)] = []
        for (column, stored) in zip(table.columns, row.sealed) {
            guard let stored, !content.isCurrent(stored), !isMark(stored, column.role) else { continue }
            changes.append((column.name, try content.seal(content.open(stored, column.role), column.role)))
        }
        if let lookup = table.lookup, let name = row.name, !content.isCurrent(name) {
            let text = try text(of: row, lookup, table)
            let key = content.key(text, lookup.role)
            if try isTaken(key, row, lookup, table) {
                // What was written under the current key meanwhile is newer.
                try execute("DELETE FROM \(table.name)", [], row, table)
                return true
            }
            changes.append((lookup.column, key))
            if lookup.text == .source { changes.append(("source", try content.source(text, lookup.role))) }
        }
        guard !changes.isEmpty else { return false }
        let assignments = changes.enumerated().map { "\($1.column) = $\($0 + 1)" }.joined(separator: ", ")
        try execute("UPDATE \(table.name) SET \(assignments)", changes.map(\.value), row, table)
        return true
    }

    /// Whether a stored text is one of the store's own words, which SQL compares and which tell of nobody.
    private func isMark(_ stored: String, _ role: ContentRole) -> Bool {
        role == .failure && [DeadReason.expired, DeadReason.fateUnknown].contains(stored)
    }

    private func text(of row: Row, _ lookup: SealedTable.Lookup, _ table: SealedTable) throws -> String {
        if let plain = row.name.flatMap(ContentCodec.plainName) { return plain }
        switch lookup.text {
        case .source:
            guard let source = row.beside else {
                throw StoreError(.corrupt, "a row of \(table.name) lacks its key's text")
            }
            return try content.open(source, lookup.role)
        case .returneeName:
            let returnee: ReturneeContent = try content.open(json: row.beside ?? "", .returnee)
            return returnee.name
        case .identity:
            if let person = row.beside { return person }
            guard let name = row.sealed.first.flatMap({ $0 }) else {
                throw StoreError(.corrupt, "a row of \(table.name) lacks its name")
            }
            return try content.open(name, .checkInName)
        }
    }

    private func isTaken(
        _ key: String, _ row: Row, _ lookup: SealedTable.Lookup, _ table: SealedTable
    ) throws -> Bool {
        guard let place = table.key.firstIndex(where: { $0.name == lookup.column }) else { return false }
        var other = row.key
        other[place] = key
        let conditions = table.key.indices.map { "\(table.key[$0].name) = $\($0 + 1)" }
        return try !sql.rows(
            "SELECT 1 FROM \(table.name) WHERE \(conditions.joined(separator: " AND "))",
            values: bindable(other, of: table)
        ) { _ in true }.isEmpty
    }

    private func execute(_ statement: String, _ values: [String?], _ row: Row, _ table: SealedTable) throws {
        let conditions = table.key.indices.map { "\(table.key[$0].name) = $\(values.count + $0 + 1)" }
        try sql.execute(
            "\(statement) WHERE \(conditions.joined(separator: " AND "))",
            values: values as [any SQLBindable] + bindable(row.key, of: table))
    }

    private func bindable(_ key: [String], of table: SealedTable) -> [any SQLBindable] {
        zip(key, table.key).map { text, column in
            if column.kind == .integer, let number = Int64(text) { return number }
            return text
        }
    }

    // MARK: - The record

    private func load() throws -> Position? {
        let stored = try sql.rows("SELECT value FROM store_info WHERE name = $1", Self.record) {
            try $0.text(0)
        }
        // A position that cannot be read only means that the walk begins anew.
        return stored.first.flatMap { try? JSONDecoder().decode(Position.self, from: Data($0.utf8)) }
    }

    private func save(_ position: Position) throws {
        let value = String(decoding: try JSONEncoder().encode(position), as: UTF8.self)
        try sql.execute(
            """
            INSERT INTO store_info (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, Self.record, value)
    }
}

extension Resealing.Position {
    fileprivate mutating func nextTable() {
        table += 1
        after = []
    }
}
