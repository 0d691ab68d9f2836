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
    let content = ContentCodec()

    /// Opens a bot's store, or makes it.
    ///
    /// - Parameters:
    ///   - path: a file, whose folder is made where it is missing, or `:memory:`. The file is its owner's only (0600).
    ///   - bot: the bot's name; another bot's store is refused.
    /// - Throws: `.foreign`, `.newerSchema`, `.corrupt`, `.readOnly`, `.full`, `.unreachable`, `.busy`, or `.unsafe` where
    ///   full durability cannot be had.
    package init(path: String, bot: String) throws(StoreError) {
        do {
            writer = try Opening.connect(path: path)
            storeID = try writer.writeWithoutTransaction { database in
                try Opening.prepare(database, isFile: path != Opening.memory, bot: bot)
            }
        } catch {
            throw StoreError(error)
        }
        self.bot = bot
    }

    /// Closes the connections; what was committed is in the file itself afterwards.
    ///
    /// Later calls fail.
    package func close() throws(StoreError) {
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
