import Foundation
import GRDB
import Model

/// Where a bot keeps everything that must survive: what came in, what it decided, what goes out, and when to look again.
///
/// Each method is one transaction: all of it is on the disk when the method returns, or none of it when it throws.
/// A task's cancellation does not cut a transaction off. Writes queue up behind one connection; reads go beside them.
package final class GatewayStore: Sendable {
    /// The name of the bot that owns the store.
    package let bot: String
    /// Drawn at random when the store was made; never changes.
    ///
    /// `[0-9a-f]{16}`.
    package let storeID: String
    let writer: any DatabaseWriter
    let content: ContentCodec
    private let path: String
    /// The file's number on its disk when it was opened; nil in memory.
    private let fileNumber: Int?

    /// Opens a bot's store, or makes it.
    ///
    /// - Parameters:
    ///   - path: a file, whose folder is made where it is missing, or `:memory:`. The file is its owner's only (0600).
    ///   - bot: the bot's name; another bot's store is refused.
    ///   - keys: under what people's data is sealed.
    /// - Throws: `.foreign`, `.newerSchema`, `.corrupt`, `.readOnly`, `.full`, `.unreachable`, `.busy`, `.sealed` where the
    ///   store's own key is not given, or `.unsafe` where full durability cannot be had.
    package init(path: String, bot: String, keys: StoreKeys = .none) throws(StoreError) {
        do {
            (writer, storeID, content) = try Opening.open(path: path, bot: bot, keys: keys)
        } catch {
            throw StoreError(error)
        }
        self.bot = bot
        self.path = path
        fileNumber = Self.number(of: path)
    }

    /// Fails with `.unsafe` when the file was deleted or replaced since it was opened.
    ///
    /// The engine does not notice: it goes on writing to a file that has no name and is gone when it is closed.
    package func requireInPlace() throws(StoreError) {
        guard fileNumber == Self.number(of: path) else {
            throw StoreError(.unsafe, "the file was deleted or replaced while the store was open")
        }
    }

    private static func number(of path: String) -> Int? {
        // What cannot be looked at is not in its place; in memory there is no file before or after.
        (try? FileManager.default.attributesOfItem(atPath: path))?[.systemFileNumber] as? Int
    }

    /// Closes the connections; what was committed is in the file itself afterwards.
    ///
    /// Later calls fail.
    package func close() throws(StoreError) {
        // A reader that is the last to go leaves it in the log, where a copy of the file would lack it. When this fails,
        // the log stays, and nothing is lost.
        try? writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
        do { try writer.close() } catch { throw StoreError(error) }
    }

    /// Reads what holds at one moment, beside whatever is being written.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Facts) throws -> Value
    ) async throws(StoreError) -> Value {
        try await look { sql, content in try body(StoreFacts(sql: sql, content: content)) }
    }

    /// Runs one write transaction.
    @discardableResult
    func write<Value: Sendable>(
        now: Date, _ body: @escaping @Sendable (StoreTransaction) throws -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { [content] database in
                continuation.resume(
                    returning: Result {
                        var value: Value?
                        try database.inTransaction(.immediate) {
                            let sql = SQLConnection(database: database)
                            let transaction = StoreTransaction(sql: sql, content: content, now: now)
                            value = try body(transaction)
                            try transaction.finish()
                            return .commit
                        }
                        guard let value else {
                            throw StoreError(.failed, "a transaction ended without its value")
                        }
                        return value
                    }.mapError { StoreError($0) })
            }
        }
        return try result.get()
    }

    /// Runs several reads on one snapshot.
    func look<Value: Sendable>(
        _ body: @escaping @Sendable (SQLConnection, ContentCodec) throws -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            writer.asyncRead { [content] database in
                continuation.resume(
                    returning: Result { try body(SQLConnection(database: database.get()), content) }
                        .mapError { StoreError($0) })
            }
        }
        return try result.get()
    }
}
