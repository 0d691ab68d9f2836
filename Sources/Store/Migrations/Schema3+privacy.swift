extension Schema3 {
    /// The texts of look-up keys, sealed, where a row has them nowhere else: without them no key could be replaced; and when
    /// a report's person was forgotten.
    static func privacy(_ dialect: Dialect) -> [String] {
        [
            "ALTER TABLE report_keys ADD COLUMN source TEXT",
            "ALTER TABLE chains ADD COLUMN source TEXT",
            "ALTER TABLE said ADD COLUMN source TEXT",
            "ALTER TABLE reports ADD COLUMN purged_at BIGINT",
        ]
    }
}
