extension Schema3 {
    /// The inbox by conversation instead of by number, posts that are said as one, and who was served last.
    static func flood(_ dialect: Dialect) -> [String] {
        [
            // The heads of all conversations are found by stepping from one to the next; who waits for a retry is one of them.
            "CREATE INDEX inbox_queue ON inbox (conversation, id) WHERE state = 'waiting'",
            "DROP INDEX inbox_waiting",
            "DROP INDEX inbox_retrying",
            // Whose messages came one after the other, for the guards against floods and loops; read from the index alone.
            "CREATE INDEX inbox_author ON inbox (account, id, written_at) WHERE kind <> 'other'",
            "DROP INDEX inbox_account",
            "ALTER TABLE outbox ADD COLUMN bundle BIGINT",
            "CREATE INDEX outbox_bundle ON outbox (bundle) WHERE bundle IS NOT NULL",
            "ALTER TABLE lanes ADD COLUMN served_at BIGINT NOT NULL DEFAULT 0",
        ]
    }
}
