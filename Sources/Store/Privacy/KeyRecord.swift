import Model

/// Under which keys a store's rows lie, as the store itself records it: a row of `store_info` for each, `key:` and its id.
///
/// A key is put on record before anything is written under it, and struck off when no row lies under it any more.
enum KeyRecord {
    /// Stands on record for rows that lie as they were written.
    static let plain = "plain"
    private static let prefix = "key:"

    /// The ids on record, each with what proves the key.
    static func read(_ sql: SQLConnection) throws -> [String: String] {
        let rows = try sql.rows("SELECT name, value FROM store_info WHERE name LIKE 'key:%'") {
            (String(try $0.text(0).dropFirst(prefix.count)), try $0.text(1))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Puts a key on record; nil for plain rows.
    static func add(_ sealer: Sealer?, storeID: String, _ sql: SQLConnection) throws {
        try sql.execute(
            "INSERT INTO store_info (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
            prefix + id(of: sealer), sealer?.check(storeID: storeID) ?? "")
    }

    /// Strikes off every key but the one under which new rows lie.
    static func keepOnly(_ sealer: Sealer?, _ sql: SQLConnection) throws {
        try sql.execute(
            "DELETE FROM store_info WHERE name LIKE 'key:%' AND name <> $1", prefix + id(of: sealer))
    }

    /// How a key, or its absence, is called on record.
    static func id(of sealer: Sealer?) -> String { sealer?.id ?? plain }

    /// Makes the codec of a store that is opened with some keys, and puts the current one on record.
    ///
    /// - Parameter inTransaction: runs a body in one write transaction; called only where something must be written.
    /// - Throws: `.sealed` when rows lie under a key that was not given.
    static func codec(
        _ keys: StoreKeys, storeID: String, _ sql: SQLConnection,
        inTransaction: (() throws -> Void) throws -> Void
    ) throws -> ContentCodec {
        let current = keys.current.map { Sealer($0) }
        let old = keys.old.map { Sealer($0) }
        var recorded = try read(sql)
        try verify(recorded, (current.map { [$0] } ?? []) + old, storeID: storeID)
        if recorded[id(of: current)] == nil {
            try inTransaction {
                // A store of before there were keys holds plain rows.
                if try read(sql).isEmpty, try hasRows(sql) { try add(nil, storeID: storeID, sql) }
                try add(current, storeID: storeID, sql)
            }
            recorded = try read(sql)
        }
        return ContentCodec(sealer: current, readable: old, hasOldNames: recorded.count > 1)
    }

    private static func verify(_ recorded: [String: String], _ given: [Sealer], storeID: String) throws {
        for (id, check) in recorded.sorted(by: { $0.key < $1.key }) where id != plain {
            guard let sealer = given.first(where: { $0.id == id }) else {
                let have =
                    given.isEmpty
                    ? "no key is configured"
                    : "the configured keys are \(given.map(\.id).joined(separator: ", "))"
                throw StoreError(
                    .sealed,
                    "the store is encrypted under key \(id), and \(have): configure that key as privacy.key, or under "
                        + "privacy.oldKeys to replace it or to turn encryption off")
            }
            guard sealer.check(storeID: storeID) == check else {
                throw StoreError(.corrupt, "what the store has on record of key \(id) is not that key's")
            }
        }
    }

    private static func hasRows(_ sql: SQLConnection) throws -> Bool {
        // Some counters are there from the beginning, at 0.
        for table in ["counters WHERE value > 0", "people", "polls", "said"] {
            let any = try sql.rows("SELECT 1 FROM \(table) LIMIT 1") { _ in true }
            if !any.isEmpty { return true }
        }
        return false
    }
}
