import Foundation
import GRDB

/// One end of a move: a store whose rows are carried as they lie, sealed or not.
struct StoreEnd: Sendable {
    /// Which end, as messages call it.
    enum Role: String, Sendable { case source, target }

    let role: Role
    private let writer: any DatabaseWriter

    /// Opens a store to look at it, and never to change it; nil where there is none.
    static func look(_ role: Role, at path: String) async throws(StoreMoveError) -> StoreEnd? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let end = try wrapped(role) {
            StoreEnd(role: role, writer: try Opening.openForReading(path: path))
        }
        guard try await !end.hasInfo() else { return end }
        try end.close()
        return nil
    }

    /// Opens a store to fill it, or makes it; whose it is says `owner`.
    static func open(_ role: Role, at path: String, owner: String) throws(StoreMoveError) -> StoreEnd {
        try wrapped(role) { StoreEnd(role: role, writer: try Opening.open(path: path, bot: owner).0) }
    }

    func close() throws(StoreMoveError) {
        try Self.wrapped(role) { try writer.close() }
    }

    /// Runs several reads on one snapshot.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (SQLConnection) throws -> Value
    ) async throws(StoreMoveError) -> Value {
        let result: Result<Value, StoreMoveError> = await withCheckedContinuation { continuation in
            writer.asyncRead { database in
                continuation.resume(
                    returning: Result { try body(SQLConnection(database: database.get())) }
                        .mapError { Self.wrap(role, $0) })
            }
        }
        return try result.get()
    }

    /// Runs a body in one write transaction: all of it is durable when this returns, none of it when it throws.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (SQLConnection) throws -> Value
    ) async throws(StoreMoveError) -> Value {
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

    private func hasInfo() async throws(StoreMoveError) -> Bool {
        try await read { sql in
            try sql.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'store_info'") { _ in }
                .count == 1
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
