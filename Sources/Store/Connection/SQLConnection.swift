import GRDB

/// The seam to an engine: one connection inside a transaction.
///
/// What else we say to an engine is plain SQL.
///
/// Statements use `$1`, `$2` … in the order of their first appearance, are prepared once and kept.
struct SQLConnection {
    let database: Database

    /// Runs a statement and tells how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: any SQLBindable...) throws -> Int {
        let statement = try prepared(sql)
        try statement.execute(arguments: Self.arguments(values))
        return database.changesCount
    }

    /// Reads all rows that a statement gives.
    func rows<Value>(
        _ sql: String, _ values: any SQLBindable..., read: (SQLRow) throws -> Value
    ) throws -> [Value] {
        let statement = try prepared(sql)
        let cursor = try Row.fetchCursor(statement, arguments: Self.arguments(values))
        var result: [Value] = []
        while let row = try cursor.next() { result.append(try read(SQLRow(row: row))) }
        return result
    }

    /// Runs a body of which all is kept or, when it throws, nothing; the transaction goes on either way.
    func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        try execute("SAVEPOINT step")
        do {
            let value = try body()
            try execute("RELEASE SAVEPOINT step")
            return value
        } catch {
            // An error that has cost the whole transaction leaves no savepoint to go back to; it is the one to tell.
            guard !StoreError(error).endsTransaction else { throw error }
            try execute("ROLLBACK TO SAVEPOINT step")
            try execute("RELEASE SAVEPOINT step")
            throw error
        }
    }

    private func prepared(_ sql: String) throws -> Statement {
        assert(Self.isNumberedInOrder(sql), "SQLite counts $n by first appearance: \(sql)")
        return try database.cachedStatement(sql: sql)
    }

    private static func isNumberedInOrder(_ sql: String) -> Bool {
        var highest = 0
        for part in sql.split(separator: "$").dropFirst(sql.hasPrefix("$") ? 0 : 1) {
            guard let number = Int(part.prefix { $0.isNumber }) else { continue }
            if number > highest + 1 { return false }
            highest = max(highest, number)
        }
        return true
    }

    private static func arguments(_ values: [any SQLBindable]) -> StatementArguments {
        StatementArguments(
            values.map { value -> DatabaseValue in
                switch value.sqlValue {
                case .null: .null
                case .integer(let integer): integer.databaseValue
                case .real(let real): real.databaseValue
                case .text(let text): text.databaseValue
                }
            })
    }
}
