extension Schema1 {
    /// Reports whole, their history, their drafts, and the returnees that they tell of.
    static func reports(_ dialect: Dialect) -> [String] {
        let columns = """
            form TEXT NOT NULL,
            state TEXT NOT NULL,
            message BIGINT NOT NULL,
            chat \(dialect.key) NOT NULL,
            account \(dialect.key) NOT NULL,
            sender TEXT,
            place \(dialect.key) NOT NULL,
            at BIGINT NOT NULL,
            merged_into BIGINT,
            content TEXT NOT NULL
            """
        return [
            "CREATE TABLE reports (number \(dialect.id), version BIGINT NOT NULL, \(columns))",
            "CREATE INDEX reports_account ON reports (account, chat, number)",
            "CREATE INDEX reports_unconfirmed ON reports (account, number) WHERE state = 'unconfirmed'",
            "CREATE INDEX reports_message ON reports (message)",
            "CREATE INDEX reports_form ON reports (form, at)",
            """
            CREATE TABLE report_versions (
                number BIGINT NOT NULL REFERENCES reports (number),
                version BIGINT NOT NULL,
                \(columns),
                PRIMARY KEY (number, version)
            )\(dialect.clustered)
            """,
            """
            CREATE TABLE drafts (
                report BIGINT PRIMARY KEY REFERENCES reports (number),
                chat \(dialect.key) NOT NULL,
                account \(dialect.key) NOT NULL,
                lacking TEXT NOT NULL,
                asked_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL
            )\(dialect.clustered)
            """,
            "CREATE INDEX drafts_account ON drafts (account, chat)",
            """
            CREATE TABLE returnees (
                report BIGINT PRIMARY KEY REFERENCES reports (number),
                name_key \(dialect.key) NOT NULL,
                village \(dialect.key),
                unit \(dialect.key),
                arrival_day \(dialect.key),
                state TEXT NOT NULL,
                content TEXT NOT NULL
            )\(dialect.clustered)
            """,
            "CREATE INDEX returnees_name ON returnees (name_key, report)",
        ]
    }
}
