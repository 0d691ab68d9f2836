import Foundation
import Model

/// One account on one platform: what can be read from it and said through it.
///
/// A channel translates between the wire and the words of `Model`, and keeps nothing that a restart must not
/// lose: cursors, retries and rate limits are the gateway's. All errors are ``ChannelError``, whose reason says
/// what is to be done.
package protocol Channel: Sendable {
    /// The channel's name in bot.yaml.
    var name: ChannelName { get }

    /// What the channel can do and how fast.
    var traits: ChannelTraits { get }

    /// Logs in where the platform has a login, or proves the credential; cheap when that was done already.
    ///
    /// `check --probe` calls nothing else. It is never needed before ``poll(after:wait:)`` or ``post(_:)``, which
    /// log in by themselves.
    func open() async throws(ChannelError)

    /// Waits up to `wait` for events after a cursor and returns them with the next cursor.
    ///
    /// A nil cursor is the first start: the poll returns no history, only the cursor to go on from. The same
    /// cursor again returns the same events, so a cursor is stored in the same transaction as the events that
    /// came with it. What cannot be read within a batch comes as ``IncomingKind/other``, so that one bad event
    /// holds up none of the others.
    func poll(after cursor: String?, wait: Duration) async throws(ChannelError) -> Poll

    /// Posts one part, already within the platform's limit, to one chat.
    ///
    /// Where ``ChannelTraits/isIdempotent`` holds, the same ``OutboundMessage/idempotencyKey`` again is the same message.
    func post(_ message: OutboundMessage) async throws(ChannelError) -> PostReceipt

    /// Splits a text into parts within the platform's limit; joined, they are the text again.
    ///
    /// Parts end at line breaks where they can, else at spaces, never within a character as people see it, nor within an `@name`.
    func split(_ text: String, as format: TextFormat) -> [String]
}

extension Channel {
    /// Splits a plain text into parts within the platform's limit.
    package func split(_ text: String) -> [String] { split(text, as: .plain) }
}
