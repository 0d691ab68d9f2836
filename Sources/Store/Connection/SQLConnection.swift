import GRDB
import GRDBSQLite

/// The seam to an engine: one connection inside a transaction.
///
/// What else we say to an engine is plain SQL. Statements use `$1`, `$2` … in the order of their first appearance, are
/// prepared once and kept. They are bound and stepped here and not through GRDB, whose arguments and rows cost more than
/// the engine's own work on statements as small as ours.
struct SQLConnection {
    let database: Database

    /// Runs a statement and tells how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: any SQLBindable...) throws -> Int {
        try execute(sql, values: values)
    }

    /// Runs a statement whose values are counted only when it runs.
    @discardableResult
    func execute(_ sql: String, values: [any SQLBindable]) throws -> Int {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        while try step(statement) {}
        return Int(sqlite3_changes(database.sqliteConnection))
    }

    /// Reads all rows that a statement gives.
    ///
    /// - Parameter read: reads one row; must not run the same statement.
    func rows<Value>(
        _ sql: String, _ values: any SQLBindable..., read: (SQLRow) throws -> Value
    ) throws -> [Value] {
        try rows(sql, values: values, read: read)
    }

    /// Reads all rows of a statement whose values are counted only when it runs.
    func rows<Value>(
        _ sql: String, values: [any SQLBindable], read: (SQLRow) throws -> Value
    ) throws -> [Value] {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        var result: [Value] = []
        while try step(statement) { result.append(try read(SQLRow(statement: statement))) }
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

    private func bound(_ sql: String, _ values: [any SQLBindable]) throws -> OpaquePointer {
        assert(Self.isNumberedInOrder(sql), "SQLite counts $n by first appearance: \(sql)")
        let statement = try database.cachedStatement(sql: sql).sqliteStatement
        assert(sqlite3_stmt_busy(statement) == 0, "a statement runs inside itself: \(sql)")
        assert(
            sqlite3_bind_parameter_count(statement) == CInt(values.count), "wrong number of values: \(sql)")
        for (index, value) in zip(CInt(1)..., values) {
            let code =
                switch value.sqlValue {
                case .null: sqlite3_bind_null(statement, index)
                case .integer(let integer): sqlite3_bind_int64(statement, index, integer)
                case .real(let real): sqlite3_bind_double(statement, index, real)
                case .text(let text):
                    // Bytes are counted, so a text may hold NUL; the engine makes its own copy.
                    text.withCString {
                        sqlite3_bind_text(statement, index, $0, CInt(text.utf8.count), Self.copied)
                    }
                }
            if code != SQLITE_OK { throw failure() }
        }
        return statement
    }

    /// Goes to the next row; false after the last.
    private func step(_ statement: OpaquePointer) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        default: throw failure()
        }
    }

    private func failure() -> StoreError {
        let connection = database.sqliteConnection
        return StoreError(
            DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: sqlite3_errmsg(connection).map { String(cString: $0) }))
    }

    /// SQLITE_TRANSIENT, a macro that Swift does not import.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    private static func isNumberedInOrder(_ sql: String) -> Bool {
        var highest = 0
        for part in sql.split(separator: "$", omittingEmptySubsequences: false).dropFirst() {
            guard let number = Int(part.prefix { $0.isNumber }) else { continue }
            if number > highest + 1 { return false }
            highest = max(highest, number)
        }
        return true
    }
}
