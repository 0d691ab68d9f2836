/// What every form needs beside its report: being found again, chains, rectifications, silences.
enum Schema2 {
    static func statements(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE report_keys (
                name \(dialect.key) PRIMARY KEY,
                report BIGINT NOT NULL REFERENCES reports (number)
            )\(dialect.clustered)
            """,
            """
            CREATE TABLE chains (
                chat \(dialect.key) NOT NULL,
                title_key \(dialect.key) NOT NULL,
                form \(dialect.key) NOT NULL,
                version BIGINT NOT NULL,
                at BIGINT NOT NULL,
                members TEXT NOT NULL,
                PRIMARY KEY (chat, title_key, form, version)
            )\(dialect.clustered)
            """,
            """
            CREATE TABLE rectifications (
                number \(dialect.id),
                report BIGINT NOT NULL REFERENCES reports (number),
                checkpoint \(dialect.key) NOT NULL,
                state TEXT NOT NULL,
                opened_at BIGINT NOT NULL,
                closed_at BIGINT,
                told_by BIGINT
            )
            """,
            "CREATE INDEX rectifications_report ON rectifications (report)",
            """
            CREATE INDEX rectifications_open ON rectifications (number)
            WHERE state IN ('open', 'inProgress')
            """,
            """
            CREATE TABLE silences (
                chat \(dialect.key) PRIMARY KEY,
                from_at BIGINT NOT NULL,
                until_at BIGINT NOT NULL,
                person TEXT NOT NULL
            )\(dialect.clustered)
            """,
        ]
    }
}
