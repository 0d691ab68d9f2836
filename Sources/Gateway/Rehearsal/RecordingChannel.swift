import Channels
import Foundation
import Model
import Synchronization

/// Stands in for a channel: keeps what would have been posted, and when.
package final class RecordingChannel: Channel {
    /// One post that somebody would have read.
    package struct Said: Sendable, Hashable {
        package var at: Date
        package var chat: ChatKey
        package var text: String
        package var mentions: [Mention]
        package var replyTo: String?
        /// Why it was said.
        package var cause: String
    }

    package let name: ChannelName
    package let traits: ChannelTraits
    private let clock: any GatewayClock
    private let log: Mutex<[Said]> = Mutex([])

    /// - Parameter limits: how fast it lets itself be spoken to.
    package init(name: ChannelName, clock: any GatewayClock, limits: ChannelLimits = .none) {
        self.name = name
        self.clock = clock
        traits = ChannelTraits(canPoll: false, isIdempotent: true, limits: limits)
    }

    /// What was posted so far, oldest first, and forgets it.
    package func take() -> [Said] {
        log.withLock { said in
            defer { said = [] }
            return said
        }
    }

    package func open() async throws(ChannelError) {}

    package func poll(after cursor: String?, wait: Duration) async throws(ChannelError) -> Poll {
        Poll(events: [], cursor: nil, hadGap: false, skipped: 0)
    }

    package func post(_ message: OutboundMessage) async throws(ChannelError) -> PostReceipt {
        let said = Said(
            at: clock.now, chat: message.chat, text: message.text, mentions: message.mentions,
            replyTo: message.replyTo, cause: message.cause)
        log.withLock { $0.append(said) }
        return PostReceipt(messageID: message.idempotencyKey)
    }

    package func split(_ text: String, as format: TextFormat) -> [String] { [text] }
}
