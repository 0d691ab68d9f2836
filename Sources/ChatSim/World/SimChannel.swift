/// One simulated platform account of the bot's: a wire dialect with the secret that opens it.
package struct SimChannel: Sendable, Equatable {
    /// The wire protocol, with what authenticates the bot in it.
    package enum Dialect: Sendable, Equatable {
        /// The poll-and-post protocol under `/relay`; the secret is `whsec_` and base64.
        case relay(secret: String)
        /// The Bot API under `/bot<token>/`.
        case telegram(token: String, username: String)
        /// The group webhook under `/cgi-bin/webhook/send?key=`; post only.
        case weComWebhook(key: String)
    }

    /// The name that the bot's settings give the channel.
    package let name: String
    /// The wire protocol.
    package let dialect: Dialect

    /// A channel of any dialect.
    package init(name: String, dialect: Dialect) {
        self.name = name
        self.dialect = dialect
    }

    /// A relay channel; the default secret is one that tests and the demo share, and protects nothing.
    package static func relay(_ name: String = "relay", secret: String = demoSecret) -> SimChannel {
        SimChannel(name: name, dialect: .relay(secret: secret))
    }

    /// A Telegram channel.
    package static func telegram(
        _ name: String = "tg", token: String = "10001:sim-token", username: String = "lianfang_bot"
    ) -> SimChannel {
        SimChannel(name: name, dialect: .telegram(token: token, username: username))
    }

    /// A WeCom group webhook, whose one chat has the id `default`.
    package static func weComWebhook(_ name: String = "wecom", key: String = "sim-key") -> SimChannel {
        SimChannel(name: name, dialect: .weComWebhook(key: key))
    }

    /// The relay secret of the demo: the 24 bytes `lianfang-demo-relay-key!`.
    package static let demoSecret = "whsec_bGlhbmZhbmctZGVtby1yZWxheS1rZXkh"

    /// The dialect's word in fault targets and violations.
    package var dialectName: String {
        switch dialect {
        case .relay: "relay"
        case .telegram: "telegram"
        case .weComWebhook: "wecom"
        }
    }
}
