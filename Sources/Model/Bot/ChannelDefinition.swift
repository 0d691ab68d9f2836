/// The platforms that a channel can speak to.
package enum Platform: String, Hashable, Sendable, Codable, CaseIterable {
    case matrix, telegram, relay
    case wecomWebhook = "wecom-webhook"
}

/// Where a secret lies.
///
/// Its value never stands in a configuration file.
package enum SecretSource: Hashable, Sendable {
    /// An environment variable.
    case environment(String)
    /// A file: an absolute path once loaded.
    case file(String)
}

/// A secret's value.
///
/// Prints as dots, so that no log, error or dump shows it.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The value itself: for signing and logging in only.
    package let revealed: String
    package init(_ value: String) { revealed = value }
    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// One channel of a bot: a platform, where it lies and how to log in.
package struct ChannelDefinition: Hashable, Sendable {
    package var name: ChannelName
    package var platform: Platform
    /// The base URL, without a trailing slash.
    package var url: String
    /// Matrix: the localpart or full id of the bot's user.
    package var user: String?
    /// Matrix `password`, Telegram `token`, WeCom `key`, relay `secret`; nil where the platform needs none.
    package var credential: SecretSource?
    /// Overrides of the platform's own rate limits; nil keeps them.
    package var limits: ChannelLimits?

    package init(
        name: ChannelName, platform: Platform, url: String, user: String? = nil,
        credential: SecretSource? = nil,
        limits: ChannelLimits? = nil
    ) {
        self.name = name
        self.platform = platform
        self.url = url
        self.user = user
        self.credential = credential
        self.limits = limits
    }
}
