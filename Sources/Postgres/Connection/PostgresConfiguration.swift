/// Where a server is and how a connection to it behaves.
package struct PostgresConfiguration: Sendable {
    /// A URL as libpq reads it: `postgres://user@host:port/database?sslmode=verify-full`.
    package var url: String
    /// Kept apart from the URL, which may be shown; nil where the server asks for none, or `~/.pgpass` has it.
    package var password: String?
    /// What `pg_stat_activity` shows.
    package var applicationName: String
    /// Settings of the session that must take, in this order; a value is quoted here.
    package var settings: [(name: String, value: String)]
    /// Settings that help where the server knows them: a compatible engine may not.
    package var optionalSettings: [(name: String, value: String)]

    /// How long to wait for a connection (seconds).
    static let connectSeconds = 5
    /// How long an answer may take before the connection counts as lost (milliseconds).
    ///
    /// The server is to give up first: keep its `statement_timeout` below this.
    static let answerMilliseconds: Int32 = 60_000

    package init(
        url: String, password: String? = nil, applicationName: String = "lianfang",
        settings: [(name: String, value: String)] = [],
        optionalSettings: [(name: String, value: String)] = []
    ) {
        self.url = url
        self.password = password
        self.applicationName = applicationName
        self.settings = settings
        self.optionalSettings = optionalSettings
    }

    /// What libpq is told, the URL first, so that the rest overrides it.
    ///
    /// A peer that is gone without a word is noticed within half a minute: 5 s of silence, then three probes 5 s apart.
    var parameters: [(name: String, value: String)] {
        var all: [(name: String, value: String)] = [
            ("dbname", url), ("application_name", applicationName), ("client_encoding", "UTF8"),
            ("connect_timeout", String(Self.connectSeconds)), ("keepalives", "1"), ("keepalives_idle", "5"),
            ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "20000"),
        ]
        if let password { all.append(("password", password)) }
        return all
    }
}
