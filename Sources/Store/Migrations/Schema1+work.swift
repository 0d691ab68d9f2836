/// The first schema: rows that carry work, and what keeps them in order.
enum Schema1 {
    /// Inbox, outbox, timers, lanes, cursors, leases, counters, audit.
    static func work(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE counters (
                name \(dialect.key) PRIMARY KEY,
                value BIGINT NOT NULL
            )\(dialect.clustered)
            """,
            """
            CREATE TABLE leases (
                name \(dialect.key) PRIMARY KEY,
                owner TEXT NOT NULL,
                until_at BIGINT NOT NULL,
                term BIGINT NOT NULL
            )\(dialect.clustered)
            """,
            """
            CREATE TABLE polls (
                channel \(dialect.key) PRIMARY KEY,
                position TEXT,
                polled_at BIGINT,
                last_error TEXT,
                lag BIGINT
            )\(dialect.clustered)
            """,
        ] + inbox(dialect) + outbox(dialect) + timers(dialect) + [
            """
            CREATE TABLE audit (
                id \(dialect.id),
                at BIGINT NOT NULL,
                actor TEXT NOT NULL,
                action TEXT NOT NULL,
                subject \(dialect.key) NOT NULL,
                detail TEXT NOT NULL,
                message BIGINT
            )
            """,
            "CREATE INDEX audit_subject ON audit (subject)",
            "CREATE INDEX audit_message ON audit (message) WHERE message IS NOT NULL",
            """
            CREATE TABLE said (
                name \(dialect.key) PRIMARY KEY,
                at BIGINT NOT NULL
            )\(dialect.clustered)
            """,
        ]
    }

    private static func inbox(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE inbox (
                id \(dialect.id),
                unique_key \(dialect.key) NOT NULL UNIQUE,
                kind TEXT NOT NULL,
                conversation \(dialect.key) NOT NULL,
                account \(dialect.key) NOT NULL,
                user_name TEXT NOT NULL,
                content TEXT NOT NULL,
                raw TEXT NOT NULL,
                message_id TEXT NOT NULL,
                reply_to TEXT,
                mentions_bot SMALLINT NOT NULL,
                is_direct SMALLINT NOT NULL,
                is_from_bot SMALLINT NOT NULL,
                written_at BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                state TEXT NOT NULL,
                attempt BIGINT NOT NULL,
                due_at BIGINT NOT NULL,
                last_error TEXT,
                outcome TEXT,
                finished_at BIGINT
            )
            """,
            "CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 'waiting'",
            "CREATE INDEX inbox_retrying ON inbox (conversation, id) WHERE state = 'waiting' AND attempt > 0",
            "CREATE INDEX inbox_dead ON inbox (id) WHERE state = 'dead'",
            "CREATE INDEX inbox_account ON inbox (account, created_at)",
        ]
    }

    private static func outbox(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE outbox (
                id \(dialect.id),
                unique_key \(dialect.key) NOT NULL UNIQUE,
                conversation \(dialect.key) NOT NULL,
                content TEXT NOT NULL,
                mentions TEXT,
                reply_to TEXT,
                priority SMALLINT NOT NULL,
                delivery TEXT NOT NULL,
                cause \(dialect.key) NOT NULL,
                message BIGINT,
                created_at BIGINT NOT NULL,
                state TEXT NOT NULL,
                attempt BIGINT NOT NULL,
                due_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                claimed_by TEXT,
                claimed_until BIGINT,
                last_error TEXT,
                receipt TEXT,
                finished_at BIGINT
            )
            """,
            "CREATE INDEX outbox_waiting ON outbox (conversation, priority, id) WHERE state = 'waiting'",
            "CREATE INDEX outbox_delayed ON outbox (due_at) WHERE state = 'waiting' AND due_at > 0",
            "CREATE INDEX outbox_expiry ON outbox (expires_at) WHERE state = 'waiting'",
            "CREATE INDEX outbox_running ON outbox (conversation) WHERE state = 'running'",
            "CREATE INDEX outbox_dead ON outbox (id) WHERE state = 'dead'",
            "CREATE INDEX outbox_message ON outbox (message) WHERE message IS NOT NULL",
            """
            CREATE TABLE lanes (
                name \(dialect.key) PRIMARY KEY,
                tokens DOUBLE PRECISION,
                updated_at BIGINT NOT NULL,
                ready_at BIGINT NOT NULL,
                paused_until BIGINT NOT NULL
            )\(dialect.clustered)
            """,
        ]
    }

    private static func timers(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE timers (
                unique_key \(dialect.key) PRIMARY KEY,
                kind TEXT NOT NULL,
                subject \(dialect.key) NOT NULL,
                step BIGINT NOT NULL,
                due_at BIGINT NOT NULL,
                state TEXT NOT NULL,
                attempt BIGINT NOT NULL,
                retry_at BIGINT NOT NULL,
                last_error TEXT,
                created_at BIGINT NOT NULL,
                finished_at BIGINT
            )\(dialect.clustered)
            """,
            "CREATE INDEX timers_waiting ON timers (due_at, unique_key) WHERE state = 'waiting'",
            "CREATE INDEX timers_dead ON timers (unique_key) WHERE state = 'dead'",
            "CREATE INDEX timers_retrying ON timers (retry_at) WHERE state = 'waiting' AND attempt > 0",
            "CREATE INDEX timers_subject ON timers (subject, kind)",
        ]
    }
}
