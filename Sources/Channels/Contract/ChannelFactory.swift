import Curl
import Foundation
import Model

/// Makes the channel that a bot's definition asks for.
package enum ChannelFactory {
    /// Makes a channel; nothing is sent yet.
    ///
    /// `chats` are all the listed chats of the bot: a platform with invitations accepts those to them. `now` is the
    /// real clock, also where the bot follows a simulated one: servers judge signatures by it. Throws
    /// ``ChannelError/Reason/misconfigured`` for a missing or malformed credential.
    package static func make(
        _ definition: ChannelDefinition, secret: Secret?, client: CurlClient, chats: [ChatDefinition],
        timeouts: ChannelTimeouts = ChannelTimeouts(), now: @escaping @Sendable () -> Date
    ) throws(ChannelError) -> any Channel {
        // Files end in a line break, and people paste spaces.
        let value = secret?.revealed.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard !value.isEmpty else { throw misconfigured("no credential") }
        var base = definition.url
        while base.hasSuffix("/") { base.removeLast() }
        func endpoint(_ path: String = "") -> Endpoint {
            Endpoint(client: client, base: Secret(base + path), timeouts: timeouts, now: now)
        }
        switch definition.platform {
        case .relay:
            guard let signature = WebhookSignature(Secret(value)) else {
                throw misconfigured("the secret is not whsec_ and base64")
            }
            return RelayChannel(definition, endpoint: endpoint(), signature: signature)
        case .telegram:
            guard value == value.percentEncoded(keeping: "-._~:") else {
                throw misconfigured("the token has characters that no token has")
            }
            return TelegramChannel(definition, endpoint: endpoint("/bot\(value)"))
        case .wecomWebhook:
            return WeComWebhookChannel(
                definition, endpoint: endpoint("/cgi-bin/webhook/send?key=\(value.percentEncoded)"))
        case .matrix:
            guard let user = definition.user, !user.isEmpty else { throw misconfigured("no user") }
            let rooms = Set(chats.filter { $0.key.channel == definition.name }.map(\.key.id))
            return MatrixChannel(
                definition, endpoint: endpoint("/_matrix/client/v3"), user: user, password: Secret(value),
                listedRooms: rooms)
        }
    }

    private static func misconfigured(_ detail: String) -> ChannelError {
        ChannelError(.misconfigured, delivery: .neverReached, detail: detail)
    }
}
