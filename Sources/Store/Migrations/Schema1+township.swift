extension Schema1 {
    /// Duty, cases, broadcasts, people and places.
    static func township(_ dialect: Dialect) -> [String] {
        duty(dialect) + broadcasts(dialect) + people(dialect) + places(dialect)
    }

    private static func duty(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE shifts (
                id \(dialect.key) PRIMARY KEY,
                checkpoint \(dialect.key) NOT NULL,
                from_at BIGINT NOT NULL,
                to_at BIGINT NOT NULL,
                staff TEXT NOT NULL,
                required BIGINT NOT NULL,
                state TEXT NOT NULL,
                manned_at BIGINT
            )\(dialect.clustered)
            """,
            "CREATE INDEX shifts_end ON shifts (to_at)",
            "CREATE INDEX shifts_checkpoint ON shifts (checkpoint, to_at)",
            """
            CREATE TABLE check_ins (
                shift \(dialect.key) NOT NULL,
                identity_key \(dialect.key) NOT NULL,
                report BIGINT NOT NULL,
                name TEXT NOT NULL,
                person TEXT,
                at BIGINT NOT NULL,
                PRIMARY KEY (shift, identity_key, report)
            )\(dialect.clustered)
            """,
            "CREATE INDEX check_ins_report ON check_ins (report)",
            """
            CREATE TABLE cases (
                number \(dialect.id),
                policy TEXT NOT NULL,
                subject \(dialect.key) NOT NULL,
                place \(dialect.key) NOT NULL,
                state TEXT NOT NULL,
                step BIGINT NOT NULL,
                opened_at BIGINT NOT NULL,
                closed_at BIGINT,
                closed_by TEXT
            )
            """,
            "CREATE INDEX cases_subject ON cases (subject, policy, number)",
            """
            CREATE TABLE asks (
                ref \(dialect.key) NOT NULL,
                chat \(dialect.key) NOT NULL,
                asked_at BIGINT NOT NULL,
                people TEXT NOT NULL,
                expires_at BIGINT NOT NULL,
                PRIMARY KEY (ref, chat)
            )\(dialect.clustered)
            """,
            "CREATE INDEX asks_chat ON asks (chat, asked_at)",
        ]
    }

    private static func broadcasts(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE broadcasts (
                number \(dialect.id),
                sender TEXT NOT NULL,
                chat \(dialect.key) NOT NULL,
                audience TEXT NOT NULL,
                start_at BIGINT,
                title TEXT NOT NULL,
                script TEXT NOT NULL,
                times BIGINT NOT NULL,
                seconds BIGINT NOT NULL,
                state TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                sent_at BIGINT
            )
            """,
            """
            CREATE TABLE broadcast_targets (
                broadcast BIGINT NOT NULL REFERENCES broadcasts (number),
                chat \(dialect.key) NOT NULL,
                place \(dialect.key) NOT NULL,
                state TEXT NOT NULL,
                times BIGINT,
                acknowledged_by TEXT,
                acknowledged_at BIGINT,
                PRIMARY KEY (broadcast, chat)
            )\(dialect.clustered)
            """,
            "CREATE INDEX broadcast_targets_open ON broadcast_targets (chat, broadcast) WHERE state = 'sent'",
        ]
    }

    private static func people(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE people (
                id \(dialect.key) PRIMARY KEY,
                name TEXT NOT NULL,
                phone TEXT,
                role TEXT NOT NULL,
                place \(dialect.key) NOT NULL,
                age BIGINT,
                education TEXT
            )\(dialect.clustered)
            """,
            """
            CREATE TABLE accounts (
                account \(dialect.key) NOT NULL,
                source TEXT NOT NULL,
                person \(dialect.key) NOT NULL,
                since_at BIGINT NOT NULL,
                PRIMARY KEY (account, source)
            )\(dialect.clustered)
            """,
            "CREATE INDEX accounts_person ON accounts (person)",
            """
            CREATE TABLE invitations (
                hash \(dialect.key) PRIMARY KEY,
                person \(dialect.key) NOT NULL,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                spent_at BIGINT,
                spent_by TEXT
            )\(dialect.clustered)
            """,
        ]
    }

    private static func places(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE chats (
                chat \(dialect.key) PRIMARY KEY,
                purpose TEXT NOT NULL,
                place \(dialect.key),
                unknown_senders TEXT,
                shows TEXT,
                account \(dialect.key),
                since_at BIGINT NOT NULL
            )\(dialect.clustered)
            """,
            "CREATE INDEX chats_account ON chats (account, since_at) WHERE account IS NOT NULL",
            """
            CREATE TABLE villages (
                code \(dialect.key) PRIMARY KEY,
                name TEXT NOT NULL,
                secretary TEXT
            )\(dialect.clustered)
            """,
            """
            CREATE TABLE units (
                code \(dialect.key) PRIMARY KEY,
                village \(dialect.key) NOT NULL,
                hamlet TEXT,
                name TEXT NOT NULL,
                leader TEXT,
                households BIGINT
            )\(dialect.clustered)
            """,
            """
            CREATE TABLE checkpoints (
                code \(dialect.key) PRIMARY KEY,
                name TEXT NOT NULL,
                place \(dialect.key) NOT NULL,
                head TEXT,
                required BIGINT NOT NULL
            )\(dialect.clustered)
            """,
            """
            CREATE TABLE duty (
                line BIGINT PRIMARY KEY,
                checkpoint \(dialect.key) NOT NULL,
                days TEXT NOT NULL,
                from_time TEXT NOT NULL,
                to_time TEXT NOT NULL,
                staff TEXT NOT NULL
            )\(dialect.clustered)
            """,
        ]
    }
}
