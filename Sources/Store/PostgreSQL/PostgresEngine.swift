import FailPoints
import Postgres

/// A store in one schema of a PostgreSQL database; many bots share a database, and many processes a store.
///
/// Three connections, each on its own thread: one decides, one keeps and dispatches, one reads. All run at READ COMMITTED;
/// what must not run beside its like takes the lock of its kind first, a row of `counters`, in whichever process.
struct PostgresEngine: StoreEngine {
    let dialect = Dialect.postgres
    let isShared = true
    private let decider: PostgresWorker
    private let keeper: PostgresWorker
    private let reader: PostgresWorker
    private let configuration: PostgresConfiguration
    /// The channel of notifications too.
    private let schema: String
    /// Tells this process's notifications from others'.
    private let token = String(UInt64.random(in: 0...UInt64.max), radix: 36)

    /// Opens a bot's store, or makes it; returns the engine, the store's id and what seals its content.
    static func open(
        url: String, password: String?, bot: String, keys: StoreKeys
    ) throws -> (PostgresEngine, String, ContentCodec) {
        let schema = PostgresOpening.schema(of: bot)
        let configuration = PostgresOpening.configuration(url: url, password: password, schema: schema)
        let working = PostgresOpening.forWork(configuration)
        let engine = PostgresEngine(
            decider: PostgresWorker(working, name: "pg decide"),
            keeper: PostgresWorker(working, name: "pg keep"),
            reader: PostgresWorker(configuration, name: "pg read"), configuration: configuration,
            schema: schema)
        do {
            let (id, content) = try engine.keeper.runBlocking { connection in
                let id = try PostgresOpening.prepare(connection, schema: schema, bot: bot)
                let sql = SQLConnection(connection: connection)
                let content = try KeyRecord.codec(keys, storeID: id, sql) {
                    try PostgresOpening.inLock(connection, schema, $0)
                }
                return (id, content)
            }
            return (engine, id, content)
        } catch {
            try engine.close()
            throw error
        }
    }

    func write<Value: Sendable>(
        _ kind: WriteKind, _ body: @escaping @Sendable (SQLConnection) throws -> Written<Value>
    ) async throws(StoreError) -> Value {
        let worker = kind == .deciding ? decider : keeper
        let (schema, token) = (schema, token)
        return try await Self.run(worker) { connection in
            let written = try Self.transaction(connection, begin: "BEGIN") { sql in
                if kind != .keeping {
                    try sql.execute("SELECT value FROM counters WHERE name = $1 FOR UPDATE", kind.rawValue)
                }
                let value = try body(sql)
                FailPoint.storeCommitBefore.pass()
                return value
            }
            FailPoint.storeCommitAfter.pass()
            // The work is committed, whatever becomes of the news of it: others look now and then by themselves.
            try? Self.tell(written.wakes, connection, schema: schema, token: token)
            return written.value
        }
    }

    /// Wakes other processes, without waiting.
    ///
    /// Not inside the transaction: a commit with a notification holds a lock of the whole database while it reaches the
    /// disk, and commits would go one by one.
    private static func tell(
        _ wakes: Set<StoreWake>, _ connection: PostgresConnection, schema: String, token: String
    ) throws {
        guard !wakes.isEmpty else { return }
        for wake in wakes.sorted(by: { $0.rawValue < $1.rawValue }) {
            var parameters = PostgresParameters()
            parameters.append(schema)
            parameters.append("\(token) \(wake.rawValue)")
            try connection.queue("SELECT pg_notify($1, $2)", parameters)
        }
        try connection.flush()
    }

    func wakes() -> AsyncStream<StoreWake>? {
        let listener = PostgresListener(configuration, channels: [schema])
        let (stream, continuation) = AsyncStream.makeStream(
            of: StoreWake.self, bufferingPolicy: .bufferingNewest(64))
        let token = token
        let relay = Task {
            for await notification in listener.notifications {
                let words = notification.payload.split(separator: " ")
                if words.isEmpty {
                    // The connection is new: something may have been missed.
                    StoreWake.allCases.forEach { continuation.yield($0) }
                } else if words.count == 2, words[0] != token,
                    let wake = StoreWake(rawValue: String(words[1]))
                {
                    continuation.yield(wake)
                }
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in
            listener.stop()
            relay.cancel()
        }
        return stream
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (SQLConnection) throws -> Value
    ) async throws(StoreError) -> Value {
        try await Self.run(reader) { connection in
            try Self.transaction(
                connection, begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
        }
    }

    func inspect(_ sql: String) async throws(StoreError) -> [[String?]] {
        try await Self.run(keeper) { connection in
            let result = try connection.once(sql)
            return (0..<result.rowCount).map { row in
                (0..<result.columnCount).map { result.text(row: row, column: $0) }
            }
        }
    }

    func compact() async throws(StoreError) {
        try await Self.run(keeper) { connection in
            // A table at a time: each is held for as long as it is rewritten. A whole database may take longer than a
            // statement may.
            _ = try connection.once("SET statement_timeout = 0")
            let tables = try connection.once(
                "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
            for row in 0..<tables.rowCount {
                guard let table = tables.text(row: row, column: 0) else { continue }
                _ = try connection.once("VACUUM FULL " + table)
            }
            _ = try connection.once("SET statement_timeout = \(PostgresOpening.statementTimeout)")
        }
    }

    /// A server's data folder is the server's own to watch.
    func requireInPlace() throws(StoreError) {}

    func close() throws(StoreError) {
        for worker in [decider, keeper, reader] { worker.close() }
    }

    /// Runs a body between BEGIN and COMMIT.
    static func transaction<Value>(
        _ connection: PostgresConnection, begin: String, _ body: (SQLConnection) throws -> Value
    ) throws -> Value {
        do {
            try connection.discard()
            try connection.queue(begin)
            let value = try body(SQLConnection(connection: connection))
            let result = try connection.query("COMMIT")
            // A transaction that has failed unseen is rolled back by its COMMIT, without an error.
            guard result.command == "COMMIT" else {
                throw StoreError(.failed, "the transaction had failed before its commit")
            }
            return value
        } catch {
            try rollBack(connection)
            throw error
        }
    }

    private static func rollBack(_ connection: PostgresConnection) throws {
        guard !connection.isLost else { return }
        // The body's own error is the one to tell.
        _ = try? connection.drain()
        guard !connection.isLost else { return }
        _ = try connection.query("ROLLBACK")
    }

    private static func run<Value: Sendable>(
        _ worker: PostgresWorker, _ body: @escaping @Sendable (PostgresConnection) throws -> Value
    ) async throws(StoreError) -> Value {
        do { return try await worker.run(body) } catch { throw StoreError(error) }
    }
}
