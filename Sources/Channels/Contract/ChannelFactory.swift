import Curl
import Foundation
import Model

/// Makes the channel that a bot's definition asks for.
package enum ChannelFactory {
    /// Makes a channel; nothing is sent yet.
    ///
    /// `chats` are all the listed chats of the bot: a platform with invitations accepts those to them. Throws
    /// ``ChannelError/Reason/misconfigured`` for a missing or malformed credential.
    package static func make(
        _ definition: ChannelDefinition, secret: Secret?, client: CurlClient, chats: [ChatDefinition],
        timeouts: ChannelTimeouts = ChannelTimeouts(), now: @escaping @Sendable () -> Date
    ) throws(ChannelError) -> any Channel {
        throw ChannelError(.misconfigured, delivery: .neverReached, detail: "no channel yet")
    }
}
