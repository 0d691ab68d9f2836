import GRDB
import GRDBSQLite

/// Statements on SQLite.
///
/// They are bound and stepped here and not through GRDB, whose arguments and rows cost more than the engine's own work
/// on statements as small as ours.
extension SQLConnection {
    init(database: Database) { engine = .sqlite(database) }

    static func run(_ sql: String, _ values: [any SQLBindable], on database: Database) throws -> Int {
        let statement = try bound(sql, values, database)
        defer { sqlite3_reset(statement) }
        while try step(statement, database) {}
        return Int(sqlite3_changes(database.sqliteConnection))
    }

    static func rows<Value>(
        _ sql: String, _ values: [any SQLBindable], on database: Database, read: (SQLRow) throws -> Value
    ) throws -> [Value] {
        let statement = try bound(sql, values, database)
        defer { sqlite3_reset(statement) }
        var result: [Value] = []
        while try step(statement, database) { result.append(try read(SQLRow(source: .sqlite(statement)))) }
        return result
    }

    private static func bound(
        _ sql: String, _ values: [any SQLBindable], _ database: Database
    ) throws -> OpaquePointer {
        assert(isNumberedInOrder(sql), "SQLite counts $n by first appearance: \(sql)")
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
            if code != SQLITE_OK { throw failure(database) }
        }
        return statement
    }

    /// Goes to the next row; false after the last.
    private static func step(_ statement: OpaquePointer, _ database: Database) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        default: throw failure(database)
        }
    }

    private static func failure(_ database: Database) -> StoreError {
        let connection = database.sqliteConnection
        return StoreError(
            DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: sqlite3_errmsg(connection).map { String(cString: $0) }))
    }

    /// SQLITE_TRANSIENT, a macro that Swift does not import.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
