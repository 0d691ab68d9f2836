/// Where the bot's pages and callbacks are served.
package struct ConsoleSettings: Hashable, Sendable {
    /// The address to listen on.
    package var host: String
    /// The port, 1…65535.
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

/// How people's data is protected at rest and how long it is kept.
package struct PrivacySettings: Hashable, Sendable {
    /// Where the key of the encryption lies; nil: new rows are kept as they are (`key: none`).
    package var key: SecretSource?
    /// Where the keys lie under which older rows were written.
    package var oldKeys: [SecretSource]
    /// Seconds for which messages are kept; nil: for good.
    package var messages: Double?
    /// Seconds for which the data of persons is kept after it was last needed; nil: for good.
    package var persons: Double?

    package init(
        key: SecretSource?, oldKeys: [SecretSource] = [], messages: Double? = nil, persons: Double? = nil
    ) {
        self.key = key
        self.oldKeys = oldKeys
        self.messages = messages
        self.persons = persons
    }
}

/// An address that is called while all is well, so that somebody else notices silence.
package struct DeadManSettings: Hashable, Sendable {
    /// What to call.
    package var url: String
    /// How often, in seconds.
    package var every: Double

    package init(url: String, every: Double) {
        self.url = url
        self.every = every
    }
}
