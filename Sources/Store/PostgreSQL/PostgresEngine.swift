import Postgres

/// A store in one schema of a PostgreSQL database; many bots share a database, and many processes a store.
///
/// Three connections, each on its own thread: one decides, one keeps and dispatches, one reads. All run at READ COMMITTED;
/// what must not run beside its like takes the lock of its kind first, a row of `counters`, in whichever process.
struct PostgresEngine: StoreEngine {
    let dialect = Dialect.postgres
    private let decider: PostgresWorker
    private let keeper: PostgresWorker
    private let reader: PostgresWorker
    private let schema: String

    /// Opens a bot's store, or makes it; returns the engine and the store's id.
    static func open(url: String, password: String?, bot: String) throws -> (PostgresEngine, String) {
        let schema = PostgresOpening.schema(of: bot)
        let configuration = PostgresOpening.configuration(url: url, password: password, schema: schema)
        let engine = PostgresEngine(
            decider: PostgresWorker(configuration, name: "pg decide"),
            keeper: PostgresWorker(configuration, name: "pg keep"),
            reader: PostgresWorker(configuration, name: "pg read"), schema: schema)
        do {
            let id = try engine.keeper.runBlocking { connection in
                try PostgresOpening.prepare(connection, schema: schema, bot: bot)
            }
            return (engine, id)
        } catch {
            try engine.close()
            throw error
        }
    }

    func write<Value: Sendable>(
        _ kind: WriteKind, _ body: @escaping @Sendable (SQLConnection) throws -> Value
    ) async throws(StoreError) -> Value {
        let worker = kind == .deciding ? decider : keeper
        return try await Self.run(worker) { connection in
            try Self.transaction(connection, begin: "BEGIN") { sql in
                if kind != .keeping {
                    try sql.execute("SELECT value FROM counters WHERE name = $1 FOR UPDATE", kind.rawValue)
                }
                return try body(sql)
            }
        }
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
