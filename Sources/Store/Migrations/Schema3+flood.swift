extension Schema3 {
    /// What a flood must not cost: the inbox by conversation instead of by number.
    static func flood(_ dialect: Dialect) -> [String] {
        [
            // The heads of all conversations are found by stepping from one to the next; who waits for a retry is one of them.
            "CREATE INDEX inbox_queue ON inbox (conversation, id) WHERE state = 'waiting'",
            "DROP INDEX inbox_waiting",
            "DROP INDEX inbox_retrying",
        ]
    }
}
