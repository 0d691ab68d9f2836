import Foundation
import GRDB
import Postgres

/// One end of a move: a store whose rows are carried as they lie, sealed or not.
struct StoreEnd: Sendable {
    /// Which end, as messages call it.
    enum Role: String, Sendable { case source, target }

    /// What leads to the rows; one connection is enough, because an end is read or written by one task at a time.
    private enum Link: Sendable {
        case sqlite(any DatabaseWriter)
        case postgres(PostgresWorker, schema: String)
    }

    let role: Role
    private let link: Link

    /// Whether gateways keep off each other by leases in the store, and not by a lock beside it.
    var isShared: Bool {
        if case .postgres = link { true } else { false }
    }

    /// Whether a text may hold the character NUL.
    var holdsNUL: Bool { !isShared }

    /// Opens a store to look at it, and never to change it; nil where there is none.
    static func look(
        _ role: Role, at address: StoreAddress, of bot: String
    ) async throws(StoreMoveError) -> StoreEnd? {
        let end: StoreEnd
        switch address {
        case .sqlite(let path):
            guard FileManager.default.fileExists(atPath: path) else { return nil }
            end = try wrapped(role) {
                StoreEnd(role: role, link: .sqlite(try SQLiteOpening.openForReading(path: path)))
            }
        case .postgres(let url, let password):
            let (worker, schema) = postgres(role, url, password, bot)
            end = StoreEnd(role: role, link: .postgres(worker, schema: schema))
        }
        do {
            if try await end.hasInfo() { return end }
        } catch {
            // What cannot be read is what to tell.
            try? end.close()
            throw error
        }
        try end.close()
        return nil
    }

    /// Opens a store to fill it, or makes it; whose it is says `owner`.
    static func open(
        _ role: Role, at address: StoreAddress, of bot: String, owner: String
    ) throws(StoreMoveError) -> StoreEnd {
        try wrapped(role) {
            switch address {
            case .sqlite(let path):
                return StoreEnd(
                    role: role, link: .sqlite(try SQLiteOpening.open(path: path, bot: owner, keys: nil).0))
            case .postgres(let url, let password):
                let (worker, schema) = postgres(role, url, password, bot)
                do {
                    _ = try worker.runBlocking {
                        try PostgresOpening.prepare($0, schema: schema, bot: owner)
                    }
                } catch {
                    worker.close()
                    throw error
                }
                return StoreEnd(role: role, link: .postgres(worker, schema: schema))
            }
        }
    }

    private static func postgres(
        _ role: Role, _ url: String, _ password: String?, _ bot: String
    ) -> (PostgresWorker, schema: String) {
        let schema = PostgresOpening.schema(of: bot)
        let configuration = PostgresOpening.configuration(url: url, password: password, schema: schema)
        return (PostgresWorker(configuration, name: "pg \(role.rawValue)"), schema)
    }

    func close() throws(StoreMoveError) {
        switch link {
        case .sqlite(let writer): try Self.wrapped(role) { try writer.close() }
        case .postgres(let worker, _): worker.close()
        }
    }

    /// Runs several reads on one snapshot.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (SQLConnection) throws -> Value
    ) async throws(StoreMoveError) -> Value {
        switch link {
        case .sqlite(let writer):
            let result: Result<Value, StoreMoveError> = await withCheckedContinuation { continuation in
                writer.asyncRead { database in
                    continuation.resume(
                        returning: Result { try body(SQLConnection(database: database.get())) }
                            .mapError { Self.wrap(role, $0) })
                }
            }
            return try result.get()
        case .postgres(let worker, _):
            return try await run(worker, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
        }
    }

    /// Runs a body in one write transaction: all of it is durable when this returns, none of it when it throws.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (SQLConnection) throws -> Value
    ) async throws(StoreMoveError) -> Value {
        let writer: any DatabaseWriter
        switch link {
        case .sqlite(let file): writer = file
        case .postgres(let worker, _): return try await run(worker, "BEGIN", body)
        }
        let result: Result<Value, StoreMoveError> = await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    returning: Result {
                        var value: Value?
                        try database.inTransaction(.immediate) {
                            value = try body(SQLConnection(database: database))
                            return .commit
                        }
                        guard let value else {
                            throw StoreError(.failed, "a transaction ended without its value")
                        }
                        return value
                    }.mapError { Self.wrap(role, $0) })
            }
        }
        return try result.get()
    }

    private func run<Value: Sendable>(
        _ worker: PostgresWorker, _ begin: String, _ body: @escaping @Sendable (SQLConnection) throws -> Value
    ) async throws(StoreMoveError) -> Value {
        do {
            return try await worker.run { connection in
                try PostgresEngine.transaction(connection, begin: begin, body)
            }
        } catch {
            throw Self.wrap(role, error)
        }
    }

    private func hasInfo() async throws(StoreMoveError) -> Bool {
        try await read { [link] sql in
            guard case .postgres(_, let schema) = link else {
                return try sql.rows(
                    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'store_info'"
                ) { _ in }.count == 1
            }
            return try PostgresOpening.hasInfo(sql, schema)
        }
    }

    private static func wrapped<Value>(_ role: Role, _ body: () throws -> Value) throws(StoreMoveError)
        -> Value
    {
        do { return try body() } catch { throw wrap(role, error) }
    }

    private static func wrap(_ role: Role, _ error: any Error) -> StoreMoveError {
        if let error = error as? StoreMoveError { return error }
        return StoreMoveError(.engine, "the \(role.rawValue): \(StoreError(error))")
    }
}
