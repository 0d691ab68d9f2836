/// What a store says of itself: whose it is, its id, its schema.
struct StoreInfo {
    static let table = "store_info"
    let sql: SQLConnection

    /// Makes the table for a new store.
    func create(bot: String) throws {
        try sql.execute(
            "CREATE TABLE \(Self.table) (name \(sql.dialect.key) PRIMARY KEY, value TEXT NOT NULL)")
        try set("schema", "0")
        try set("bot", bot)
        try set("id", String(UInt64.random(in: 1...UInt64.max), radix: 16).leftPadded(to: 16))
    }

    /// Fails with `.foreign` when the store is another bot's.
    func require(bot: String) throws {
        let owner = try get("bot")
        guard owner == bot else {
            throw StoreError(.foreign, "the store is the bot \(owner)'s, not \(bot)'s")
        }
    }

    /// Takes the steps that the schema lacks.
    func migrate() throws {
        let version = try schema()
        guard version <= Migration.latest else {
            throw StoreError(
                .newerSchema, "schema \(version), and this program knows up to \(Migration.latest)")
        }
        for migration in Migration.all where migration.version > version {
            for statement in migration.statements(sql.dialect) { try sql.execute(statement) }
            try set("schema", String(migration.version))
        }
    }

    func schema() throws -> Int {
        guard let version = Int(try get("schema")) else {
            throw StoreError(.corrupt, "the schema has no number")
        }
        return version
    }

    func get(_ name: String) throws -> String {
        let values = try sql.rows("SELECT value FROM \(Self.table) WHERE name = $1", name) { try $0.text(0) }
        guard let value = values.first else { throw StoreError(.corrupt, "store_info lacks \(name)") }
        return value
    }

    private func set(_ name: String, _ value: String) throws {
        try sql.execute(
            """
            INSERT INTO \(Self.table) (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, name, value)
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String {
        String(repeating: "0", count: max(0, width - count)) + self
    }
}
