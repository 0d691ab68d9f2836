import Model

/// How a text is meant.
package enum TextFormat: String, Hashable, Sendable, Codable {
    /// Shown as it is; nothing in it is markup.
    case plain

    /// Markup of our own making, shown as such where the platform has it (WeCom) and as plain text elsewhere.
    ///
    /// Never for a text that holds what a sender typed.
    case markdown
}

/// A file that goes with a post.
package struct Attachment: Hashable, Sendable {
    /// The file name that people see.
    package var name: String
    /// Its media type, `audio/ogg`.
    package var mimeType: String
    /// Its content.
    package var bytes: [UInt8]

    /// Creates an attachment.
    package init(name: String, mimeType: String, bytes: [UInt8]) {
        self.name = name
        self.mimeType = mimeType
        self.bytes = bytes
    }
}

/// One part of a post, ready to be said.
package struct OutboundMessage: Hashable, Sendable {
    /// The same over all attempts at this part, and no other part's: it is what an idempotent platform goes by.
    package var idempotencyKey: String
    package var chat: ChatKey
    package var text: String
    package var format: TextFormat
    /// Whom the post calls.
    ///
    /// Their `@name` should stand in the text: some platforms can only call there.
    package var mentions: [Mention]
    /// The platform's id of the message that this answers.
    package var replyTo: String?
    package var attachments: [Attachment]
    /// What made the bot say it: for rehearsals and logs; platforms never get it.
    package var cause: String

    /// Creates a part.
    package init(
        idempotencyKey: String, chat: ChatKey, text: String, format: TextFormat = .plain,
        mentions: [Mention] = [],
        replyTo: String? = nil, attachments: [Attachment] = [], cause: String = ""
    ) {
        self.idempotencyKey = idempotencyKey
        self.chat = chat
        self.text = text
        self.format = format
        self.mentions = mentions
        self.replyTo = replyTo
        self.attachments = attachments
        self.cause = cause
    }
}

/// The platform's word that a part was posted.
package struct PostReceipt: Hashable, Sendable {
    /// The platform's id of the message; the idempotency key where it gives none (WeCom).
    package var messageID: String

    /// The chat's new id, where the platform has moved it: bot.yaml should name that one.
    package var movedTo: ChatKey?

    /// Creates a receipt.
    package init(messageID: String, movedTo: ChatKey? = nil) {
        self.messageID = messageID
        self.movedTo = movedTo
    }
}
