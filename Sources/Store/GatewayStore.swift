import Foundation
import Model

/// Where a bot keeps everything that must survive: what came in, what it decided, what goes out, and when to look again.
///
/// Each method is one transaction: all of it is on the disk when the method returns, or none of it when it throws.
/// A task's cancellation does not cut a transaction off. Where its commit's fate is unknown (a connection
/// lost in that moment: `.unreachable`), the call can be repeated: rows are known by their keys, done rows are not taken
/// again, and a post whose claim got lost is freed when the claim runs out.
package final class GatewayStore: Sendable {
    /// The name of the bot that owns the store.
    package let bot: String
    /// Drawn at random when the store was made; never changes.
    ///
    /// `[0-9a-f]{16}`.
    package let storeID: String
    let engine: any StoreEngine
    let content: ContentCodec

    /// Opens a bot's store, or makes it.
    ///
    /// - Parameters:
    ///   - address: a SQLite file, which is its owner's only (0600), or a PostgreSQL database, in which each bot has a
    ///     schema of its own.
    ///   - bot: the bot's name; another bot's store is refused.
    ///   - keys: under what people's data is sealed.
    /// - Throws: `.foreign`, `.newerSchema`, `.corrupt`, `.readOnly`, `.full`, `.unreachable`, `.busy`, `.sealed` where the
    ///   store's own key is not given, or `.unsafe` where full durability cannot be had.
    package init(_ address: StoreAddress, bot: String, keys: StoreKeys = .none) throws(StoreError) {
        do {
            switch address {
            case .sqlite(let path):
                (engine, storeID, content) = try SQLiteEngine.open(path: path, bot: bot, keys: keys)
            case .postgres(let url, let password):
                (engine, storeID, content) = try PostgresEngine.open(
                    url: url, password: password, bot: bot, keys: keys)
            }
        } catch {
            throw StoreError(error)
        }
        self.bot = bot
    }

    /// Opens a bot's store in a SQLite file, whose folder is made where it is missing, or in `:memory:`.
    package convenience init(path: String, bot: String, keys: StoreKeys = .none) throws(StoreError) {
        try self.init(.sqlite(path: path), bot: bot, keys: keys)
    }

    /// Whether several processes may work on the store at once.
    package var isShared: Bool { engine.isShared }

    /// What other processes leave to do, as it comes; nil where there are none.
    ///
    /// Some may be lost: look now and then without being woken.
    package func wakes() -> AsyncStream<StoreWake>? { engine.wakes() }

    /// Fails with `.unsafe` when the file was deleted or replaced since it was opened.
    package func requireInPlace() throws(StoreError) { try engine.requireInPlace() }

    /// Closes the connections.
    ///
    /// Later calls fail.
    package func close() throws(StoreError) { try engine.close() }

    /// Reads what holds at one moment, beside whatever is being written.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Facts) throws -> Value
    ) async throws(StoreError) -> Value {
        try await look { sql, content in try body(StoreFacts(sql: sql, content: content)) }
    }

    /// Runs one write transaction.
    ///
    /// - Parameter lease: what only the holder may do fails with `.superseded` once somebody else holds it.
    @discardableResult
    func write<Value: Sendable>(
        _ kind: WriteKind = .keeping, now: Date, under lease: Lease? = nil,
        _ body: @escaping @Sendable (StoreTransaction) throws -> Value
    ) async throws(StoreError) -> Value {
        let content = content
        return try await engine.write(kind) { sql in
            let transaction = StoreTransaction(sql: sql, content: content, now: now)
            try transaction.prove(lease)
            let value = try body(transaction)
            try transaction.finish()
            return Written(value: value, wakes: transaction.wakes)
        }
    }

    /// Runs several reads on one snapshot.
    func look<Value: Sendable>(
        _ body: @escaping @Sendable (SQLConnection, ContentCodec) throws -> Value
    ) async throws(StoreError) -> Value {
        let content = content
        return try await engine.read { sql in try body(sql, content) }
    }
}

/// Where a store is, with what opens it.
package enum StoreAddress: Sendable {
    /// A SQLite file, or `:memory:`.
    case sqlite(path: String)
    /// A PostgreSQL database: `postgres://user@host/database`.
    case postgres(url: String, password: String?)
}
