import Foundation

/// Some rows of a table in the order of its key.
struct StorePage: Sendable {
    /// A value a column, as the target can hold them.
    var rows: [[SQLValue]]
    /// The key of the last row; nil when there is no row.
    var last: [SQLValue]?
}

/// How far a table has been carried, as the target keeps it.
struct StorePosition: Codable, Sendable {
    /// How many rows.
    var rows: Int
    /// The key of the last one, numbers in decimal.
    var key: [String]

    init(rows: Int, key: [SQLValue]) {
        self.rows = rows
        self.key = key.map { value in
            switch value {
            case .text(let text): text
            case .integer(let integer): String(integer)
            // No key is NULL or a fraction.
            case .null, .real: ""
            }
        }
    }

    /// Reads what the target keeps.
    init(kept text: String) throws {
        do {
            self = try JSONDecoder().decode(StorePosition.self, from: Data(text.utf8))
        } catch {
            throw StoreError(.corrupt, "the position of the move cannot be read")
        }
    }

    /// As the target keeps it.
    func kept() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }

    /// The key as it is bound.
    func values(of table: StoreTable) throws -> [SQLValue] {
        guard key.count == table.key.count else {
            throw StoreError(.corrupt, "the position of the move is of another table")
        }
        return try zip(key, table.key).map { text, column in
            guard table.columns[column].kind == .integer else { return .text(text) }
            guard let integer = Int64(text) else {
                throw StoreError(.corrupt, "the position of the move holds no number")
            }
            return .integer(integer)
        }
    }
}

extension StoreEnd {
    /// Reads the rows behind a key, or the first ones.
    func page(of table: StoreTable, after key: [SQLValue]?) async throws(StoreMoveError) -> StorePage {
        try await read { sql in
            let rows = try sql.rows(table.page(isFirst: key == nil), values: key ?? []) { table.values($0) }
            return StorePage(rows: rows, last: rows.last.map { row in table.key.map { row[$0] } })
        }
    }

    /// How many rows a table has.
    func count(of table: StoreTable) async throws(StoreMoveError) -> Int {
        try await read { sql in try sql.rows(table.count) { try $0.int(0) }.first ?? 0 }
    }

    /// What a table holds, page by page.
    ///
    /// - Parameter holdsNUL: false where it is to be compared with what an engine keeps whose text cannot hold NUL.
    func digest(of table: StoreTable, holdsNUL: Bool) async throws(StoreMoveError) -> TableDigest {
        var digest = TableDigest()
        var page = try await page(of: table, after: nil)
        while let last = page.last {
            for row in page.rows { digest.add(row, holdsNUL: holdsNUL) }
            page = try await self.page(of: table, after: last)
        }
        return digest
    }
}

extension SQLConnection {
    /// Writes rows of a table, many with one statement.
    func insert(_ rows: [[SQLValue]], into table: StoreTable) throws {
        let whole = rows.count - rows.count % table.rowsPerInsert
        let many = table.insertion(rows: table.rowsPerInsert)
        for start in stride(from: 0, to: whole, by: table.rowsPerInsert) {
            try execute(many, values: rows[start..<start + table.rowsPerInsert].flatMap { $0 })
        }
        let one = table.insertion(rows: 1)
        for row in rows[whole...] { try execute(one, values: row) }
    }
}
