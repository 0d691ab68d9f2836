import Foundation
import GRDBSQLite
import Model
import Postgres
import ReportLanguage

/// One row of a result, valid while it is read.
///
/// Columns are counted from 0, in the order of the SELECT.
struct SQLRow {
    /// Whose row it is.
    enum Source {
        case sqlite(OpaquePointer)
        case postgres(PostgresResult, row: Int)
    }

    let source: Source

    func optionalText(_ column: Int) -> String? {
        switch source {
        case .sqlite(let statement):
            guard let bytes = sqlite3_column_text(statement, CInt(column)) else { return nil }
            let count = Int(sqlite3_column_bytes(statement, CInt(column)))
            return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
        case .postgres(let result, let row): return result.text(row: row, column: column)
        }
    }

    func optionalInteger(_ column: Int) -> Int64? {
        switch source {
        case .sqlite(let statement):
            isNull(statement, column) ? nil : sqlite3_column_int64(statement, CInt(column))
        case .postgres(let result, let row): result.integer(row: row, column: column)
        }
    }

    func optionalReal(_ column: Int) -> Double? {
        switch source {
        case .sqlite(let statement):
            isNull(statement, column) ? nil : sqlite3_column_double(statement, CInt(column))
        case .postgres(let result, let row): result.real(row: row, column: column)
        }
    }

    private func isNull(_ statement: OpaquePointer, _ column: Int) -> Bool {
        sqlite3_column_type(statement, CInt(column)) == SQLITE_NULL
    }

    func text(_ column: Int) throws -> String { try present(optionalText(column), column) }
    func integer(_ column: Int) throws -> Int64 { try present(optionalInteger(column), column) }
    func real(_ column: Int) throws -> Double { try present(optionalReal(column), column) }
    func int(_ column: Int) throws -> Int { Int(try integer(column)) }
    func flag(_ column: Int) throws -> Bool { try integer(column) != 0 }
    func date(_ column: Int) throws -> Date { Date(milliseconds: try integer(column)) }
    func optionalDate(_ column: Int) -> Date? { optionalInteger(column).map { Date(milliseconds: $0) } }
    func optionalInt(_ column: Int) -> Int? { optionalInteger(column).map { Int($0) } }

    /// An identifier or the case of an enumeration.
    func value<Value: RawRepresentable<String>>(_ column: Int, as type: Value.Type = Value.self) throws
        -> Value
    {
        try present(Value(rawValue: text(column)), column)
    }

    func optionalValue<Value: RawRepresentable<String>>(
        _ column: Int, as type: Value.Type = Value.self
    ) throws -> Value? {
        try optionalText(column).map { try present(Value(rawValue: $0), column) }
    }

    func chat(_ column: Int) throws -> ChatKey { try present(ChatKey(text(column)), column) }
    func account(_ column: Int) throws -> AccountKey { try present(AccountKey(text(column)), column) }
    /// The account of an event that may have no author.
    func user(_ column: Int) throws -> String { try present(ChatKey(text(column)), column).id }
    func people(_ column: Int) throws -> [PersonID] {
        try text(column).split(separator: " ").map { PersonID(String($0)) }
    }
    func places(_ column: Int) throws -> [PlaceCode] {
        try text(column).split(separator: " ").map { PlaceCode(String($0)) }
    }

    /// A value that cannot be read means a damaged store: it is named, never guessed.
    private func present<Value>(_ value: Value?, _ column: Int) throws -> Value {
        guard let value else { throw StoreError(.corrupt, "column \(column) holds no \(Value.self)") }
        return value
    }
}
