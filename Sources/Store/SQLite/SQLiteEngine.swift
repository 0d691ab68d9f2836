import FailPoints
import Foundation
import GRDB

/// A store in one SQLite file: writes queue up behind one connection, reads go beside them.
struct SQLiteEngine: StoreEngine {
    let dialect = Dialect.sqlite
    let isShared = false
    private let writer: any DatabaseWriter
    private let path: String
    /// The file's number on its disk when it was opened; nil in memory.
    private let fileNumber: Int?

    /// Opens a bot's store, or makes it; returns the engine, the store's id and what seals its content.
    static func open(
        path: String, bot: String, keys: StoreKeys
    ) throws -> (SQLiteEngine, String, ContentCodec) {
        let (writer, id, content) = try SQLiteOpening.open(path: path, bot: bot, keys: keys)
        return (SQLiteEngine(writer: writer, path: path, fileNumber: number(of: path)), id, content)
    }

    func write<Value: Sendable>(
        _ kind: WriteKind, _ body: @escaping @Sendable (SQLConnection) throws -> Written<Value>
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    returning: Result {
                        var value: Value?
                        try database.inTransaction(.immediate) {
                            value = try body(SQLConnection(database: database)).value
                            FailPoint.storeCommitBefore.pass()
                            return .commit
                        }
                        FailPoint.storeCommitAfter.pass()
                        guard let value else {
                            throw StoreError(.failed, "a transaction ended without its value")
                        }
                        return value
                    }.mapError { StoreError($0) })
            }
        }
        return try result.get()
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (SQLConnection) throws -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            writer.asyncRead { database in
                continuation.resume(
                    returning: Result { try body(SQLConnection(database: database.get())) }
                        .mapError { StoreError($0) })
            }
        }
        return try result.get()
    }

    func wakes() -> AsyncStream<StoreWake>? { nil }

    func inspect(_ sql: String) async throws(StoreError) -> [[String?]] {
        let result: Result<[[String?]], StoreError> = await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    returning: Result {
                        try Row.fetchAll(database, sql: sql).map { row in
                            row.databaseValues.map { value in
                                value.isNull ? nil : String.fromDatabaseValue(value) ?? value.description
                            }
                        }
                    }.mapError { StoreError($0) })
            }
        }
        return try result.get()
    }

    func compact() async throws(StoreError) {
        let result: Result<Void, StoreError> = await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    returning: Result {
                        try database.execute(sql: "VACUUM")
                        try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                    }.mapError { StoreError($0) })
            }
        }
        try result.get()
    }

    /// The engine does not notice: it goes on writing to a file that has no name and is gone when it is closed.
    func requireInPlace() throws(StoreError) {
        guard fileNumber == Self.number(of: path) else {
            throw StoreError(.unsafe, "the file was deleted or replaced while the store was open")
        }
    }

    private static func number(of path: String) -> Int? {
        // What cannot be looked at is not in its place; in memory there is no file before or after.
        (try? FileManager.default.attributesOfItem(atPath: path))?[.systemFileNumber] as? Int
    }

    /// What was committed is in the file itself afterwards.
    func close() throws(StoreError) {
        // A reader that is the last to go leaves it in the log, where a copy of the file would lack it. When this fails,
        // the log stays, and nothing is lost.
        try? writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
        do { try writer.close() } catch { throw StoreError(error) }
    }
}
