import Foundation

/// One message as everybody in the chat sees it, whoever wrote it.
package struct SimMessage: Sendable, Equatable {
    /// The position in the world's one sequence of messages, from 1; also Telegram's `message_id`.
    package let seq: Int
    /// The id on the platform, unique in the world.
    package let id: String
    /// The key of its chat.
    package let chat: String
    /// The channel of its chat.
    package let channel: String
    /// The roster id of who wrote it, empty for the bot itself.
    package let sender: String
    /// The name of who wrote it.
    package let senderName: String
    /// Written by the bot under test.
    package let isBot: Bool
    /// The text as it is shown.
    package let text: String
    /// The roster ids of those it mentions.
    package let mentions: [String]
    /// It calls the bot by name.
    package let mentionsBot: Bool
    /// When it was said, on the simulated clock.
    package let at: Date
    /// The id of the message it answers.
    package let replyTo: String?
    /// The names of what is attached.
    package let attachments: [String]
    /// Shown as Markdown by the platform (WeCom); the page then shows its marks as what they mean.
    package let isMarkdown: Bool
}
