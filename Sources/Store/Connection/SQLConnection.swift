import GRDB
import Postgres

/// The seam to an engine: one connection inside a transaction.
///
/// What else we say to an engine is plain SQL. Statements use `$1`, `$2` … in the order of their first appearance, are
/// prepared once and kept.
struct SQLConnection {
    /// Whose connection it is.
    ///
    /// A closed list and no protocol: this is the innermost loop.
    enum Engine {
        case sqlite(Database)
        case postgres(PostgresConnection)
    }

    let engine: Engine

    /// The words that the engine understands.
    var dialect: Dialect {
        switch engine {
        case .sqlite: .sqlite
        case .postgres: .postgres
        }
    }

    /// Runs a statement of which nobody needs a result.
    ///
    /// It may be sent without waiting: what is wrong with it is then thrown by the next statement that is waited for, at
    /// the latest at the savepoint's end or the commit.
    func execute(_ sql: String, _ values: any SQLBindable...) throws {
        try execute(sql, values: values)
    }

    /// Runs a statement whose values are counted only when it runs.
    func execute(_ sql: String, values: [any SQLBindable]) throws {
        switch engine {
        case .sqlite(let database): _ = try Self.run(sql, values, on: database)
        case .postgres(let connection): try connection.queue(sql, Self.parameters(sql, values))
        }
    }

    /// Runs a statement and tells how many rows it changed.
    func changes(_ sql: String, _ values: any SQLBindable...) throws -> Int {
        switch engine {
        case .sqlite(let database): try Self.run(sql, values, on: database)
        case .postgres(let connection): try connection.query(sql, Self.parameters(sql, values)).changes
        }
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
        switch engine {
        case .sqlite(let database):
            return try Self.rows(sql, values, on: database, read: read)
        case .postgres(let connection):
            let result = try connection.query(sql, Self.parameters(sql, values))
            return try (0..<result.rowCount).map { try read(SQLRow(source: .postgres(result, row: $0))) }
        }
    }

    /// Runs a body of which all is kept or, when it throws, nothing; the transaction goes on either way.
    func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        // What was sent before is not the body's fault.
        try settle()
        try execute("SAVEPOINT step")
        do {
            let value = try body()
            try execute("RELEASE SAVEPOINT step")
            try settle()
            return value
        } catch {
            // An error that has cost the whole transaction leaves no savepoint to go back to; it is the one to tell.
            guard !StoreError(error).endsTransaction else { throw error }
            // The body may have thrown before it saw what was wrong with its own statements.
            do { try settle() } catch { if StoreError(error).endsTransaction { throw error } }
            try execute("ROLLBACK TO SAVEPOINT step")
            try execute("RELEASE SAVEPOINT step")
            throw error
        }
    }

    /// Waits until the engine has taken all statements, and throws what was wrong with the first that it refused.
    func settle() throws {
        if case .postgres(let connection) = engine { try connection.drain() }
    }

    static func isNumberedInOrder(_ sql: String) -> Bool {
        var highest = 0
        for part in sql.split(separator: "$", omittingEmptySubsequences: false).dropFirst() {
            guard let number = Int(part.prefix { $0.isNumber }) else { continue }
            if number > highest + 1 { return false }
            highest = max(highest, number)
        }
        return true
    }
}
