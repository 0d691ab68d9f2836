import Postgres

/// How a schema of a PostgreSQL database becomes a store that can be trusted: found or made, checked, brought up to date.
enum PostgresOpening {
    /// Milliseconds after which the server gives a statement up.
    static let statementTimeout = "30000"
    /// Milliseconds after which the server ends a session that holds a transaction and says nothing: whoever hangs
    /// frees its locks.
    private static let idleTimeout = "15000"
    /// Milliseconds that a statement waits for a lock.
    private static let lockTimeout = "10000"

    /// The schema of a bot.
    static func schema(of bot: String) -> String { "lianfang_" + bot }

    /// How every connection of a store is set up.
    static func configuration(url: String, password: String?, schema: String) -> PostgresConfiguration {
        PostgresConfiguration(
            url: url, password: password,
            settings: [
                ("search_path", PostgresName.quoted(schema)), ("synchronous_commit", "on"),
                ("statement_timeout", statementTimeout),
            ],
            optionalSettings: [
                ("idle_in_transaction_session_timeout", idleTimeout), ("lock_timeout", lockTimeout),
                ("tcp_keepalives_idle", "5"), ("tcp_keepalives_interval", "5"), ("tcp_keepalives_count", "3"),
            ])
    }

    /// The same for a connection that works off queues.
    ///
    /// Each of its statements finds its few rows by an index. A queue's figures are out of date as soon as they are taken, and
    /// a planner that takes a growing table for an empty one reads all of it, each time more: beside 10,000 messages the
    /// look at the lanes was 40 % of the server's work.
    static func forWork(_ configuration: PostgresConfiguration) -> PostgresConfiguration {
        var configuration = configuration
        configuration.optionalSettings += [
            ("enable_seqscan", "off"), ("enable_hashjoin", "off"), ("enable_mergejoin", "off"),
        ]
        return configuration
    }

    /// Checks the server, makes or migrates the schema; returns the store's id.
    static func prepare(_ connection: PostgresConnection, schema: String, bot: String) throws -> String {
        let sql = SQLConnection(connection: connection)
        try requireSafety(sql)
        let info = StoreInfo(sql: sql)
        if try !hasInfo(sql, schema) {
            try inLock(connection, schema) { try create(sql, info, schema: schema, bot: bot) }
        }
        try info.require(bot: bot)
        if try info.schema() != Migration.latest {
            try inLock(connection, schema) {
                try sql.execute("SELECT set_config('statement_timeout', '0', true)")
                try info.migrate()
                try addLocks(sql)
            }
        }
        return try info.get("id")
    }

    /// What was answered must survive the server's crash: an engine that lacks a setting cannot have it off.
    private static func requireSafety(_ sql: SQLConnection) throws {
        let settings = try sql.rows(
            """
            SELECT name, setting FROM pg_settings
            WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'server_encoding')
            """
        ) { (try $0.text(0), try $0.text(1)) }
        for (name, setting) in settings {
            let isSafe = name == "server_encoding" ? setting == "UTF8" : setting == "on"
            guard isSafe else { throw StoreError(.unsafe, "\(name)=\(setting)") }
        }
    }

    static func hasInfo(_ sql: SQLConnection, _ schema: String) throws -> Bool {
        try tables(sql, schema).contains(StoreInfo.table)
    }

    private static func tables(_ sql: SQLConnection, _ schema: String) throws -> [String] {
        try sql.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = $1", schema) {
            try $0.text(0)
        }
    }

    private static func create(
        _ sql: SQLConnection, _ info: StoreInfo, schema: String, bot: String
    ) throws {
        // Another process may have been quicker.
        let others = try tables(sql, schema)
        guard !others.contains(StoreInfo.table) else { return }
        guard others.isEmpty else { throw StoreError(.foreign, "the schema holds another program's tables") }
        try sql.execute("CREATE SCHEMA IF NOT EXISTS \(PostgresName.quoted(schema))")
        try info.create(bot: bot)
    }

    /// Runs a body in a transaction that no other process may have open for the same schema.
    static func inLock(
        _ connection: PostgresConnection, _ schema: String, _ body: () throws -> Void
    ) throws {
        try PostgresEngine.transaction(connection, begin: "BEGIN") { sql in
            try sql.execute("SELECT pg_advisory_xact_lock(hashtext($1))", schema)
            try body()
        }
    }

    /// Makes the rows that transactions lock: those of their kinds, and those that row ids are counted in.
    static func addLocks(_ sql: SQLConnection) throws {
        let names = WriteKind.allCases.map(\.rawValue) + StoreTransaction.RowIDs.allCases.map(\.rawValue)
        for name in names {
            try sql.execute(
                "INSERT INTO counters (name, value) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING", name)
        }
    }
}
