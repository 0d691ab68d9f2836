import Foundation
import ReportLanguage

/// What kind of event a platform delivered.
package enum IncomingKind: String, Hashable, Sendable, Codable {
    /// A text that somebody wrote.
    case message
    /// A later wording of an earlier message.
    case edited
    /// Something that the bot does not act on (a picture, a join, an unknown kind): kept raw, never answered.
    case other
}

/// An event as a channel hands it to intake: the wire's content in our words, with the raw event beside it.
package struct IncomingEvent: Hashable, Sendable {
    /// Unique over the bot: `<channel>:<chat>:<the platform's message id>`.
    package var key: String
    package var kind: IncomingKind
    package var chat: ChatKey
    /// Who wrote, on the platform's terms; empty where the event has no author.
    package var user: String
    /// The display name that the platform gives; empty when none.
    package var userName: String
    package var text: String
    /// When the platform says it was written.
    package var at: Date
    /// Whether it mentions the bot.
    package var mentionsBot: Bool
    /// The platform's id of the message that it answers.
    package var replyTo: String?
    /// The platform's own id of the message, for replies.
    package var messageID: String
    /// Whether the chat is between the bot and one person only.
    package var isDirect: Bool
    /// Whether the author is the bot itself or another bot.
    package var isFromBot: Bool
    /// The event as it came, for whoever must find out what went wrong.
    package var raw: String

    package init(
        key: String, kind: IncomingKind, chat: ChatKey, user: String, userName: String = "", text: String,
        at: Date,
        mentionsBot: Bool = false, replyTo: String? = nil, messageID: String, isDirect: Bool = false,
        isFromBot: Bool = false, raw: String
    ) {
        self.key = key
        self.kind = kind
        self.chat = chat
        self.user = user
        self.userName = userName
        self.text = text
        self.at = at
        self.mentionsBot = mentionsBot
        self.replyTo = replyTo
        self.messageID = messageID
        self.isDirect = isDirect
        self.isFromBot = isFromBot
        self.raw = raw
    }

    /// The account that wrote it.
    package var account: AccountKey { AccountKey(channel: chat.channel, user: user) }
}

/// Who wrote a message.
package enum Sender: Hashable, Sendable {
    /// Somebody of the roster.
    case known(Person)
    /// An account that no roster knows.
    case unknown

    /// The person, where known.
    package var person: Person? { if case .known(let person) = self { person } else { nil } }
}

/// A message on its way through the rules: identified, authorised and read.
package struct ReceivedMessage: Sendable {
    /// The inbox row's id.
    package var id: Int64
    package var event: IncomingEvent
    package var chat: ChatDefinition
    package var sender: Sender
    /// When it was written, on the township's wall clock.
    package var local: LocalMoment
    package var reading: Reading

    package init(
        id: Int64, event: IncomingEvent, chat: ChatDefinition, sender: Sender, local: LocalMoment,
        reading: Reading
    ) {
        self.id = id
        self.event = event
        self.chat = chat
        self.sender = sender
        self.local = local
        self.reading = reading
    }
}
