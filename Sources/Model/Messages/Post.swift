import Foundation

/// How urgent a post is within its lane: lower goes first.
package enum PostPriority: Int, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case reply = 0
    case escalation = 1
    case reminder = 2
    case broadcast = 3

    package static func < (left: PostPriority, right: PostPriority) -> Bool { left.rawValue < right.rawValue }
}

/// What may happen to a post whose fate a crash or a lost answer leaves unknown.
package enum DeliveryClass: String, Hashable, Sendable, Codable {
    /// It is sent again: receipts, alerts.
    case atLeastOnce
    /// It is not sent again: what a loudspeaker plays.
    case atMostOnce
}

/// Somebody whom a post calls by name.
///
/// The text holds `@name`; the channel turns it into what its platform has.
package struct Mention: Hashable, Sendable, Codable {
    package var user: String
    package var name: String
    package init(user: String, name: String) {
        self.user = user
        self.name = name
    }
}

/// Something to be said in a chat: what a rule asks for and the outbox keeps.
package struct Post: Hashable, Sendable {
    /// Unique and readable: `reply:<inbox id>`, `escalate:E5:2:<chat>`.
    ///
    /// A second post of the same key is dropped.
    package var key: String
    package var chat: ChatKey
    package var text: String
    package var mentions: [Mention]
    /// The platform's id of the message that this answers.
    package var replyTo: String?
    package var priority: PostPriority
    package var delivery: DeliveryClass
    /// When it is first to be tried; nil means at once.
    package var notBefore: Date?
    /// After this it is of no use and is dropped, on record.
    package var expiresAt: Date
    /// What made the bot say it: `message 17`, `E5 step 2`; for people who ask why.
    package var cause: String

    package init(
        key: String, chat: ChatKey, text: String, mentions: [Mention] = [], replyTo: String? = nil,
        priority: PostPriority, delivery: DeliveryClass = .atLeastOnce, notBefore: Date? = nil,
        expiresAt: Date,
        cause: String
    ) {
        self.key = key
        self.chat = chat
        self.text = text
        self.mentions = mentions
        self.replyTo = replyTo
        self.priority = priority
        self.delivery = delivery
        self.notBefore = notBefore
        self.expiresAt = expiresAt
        self.cause = cause
    }
}
