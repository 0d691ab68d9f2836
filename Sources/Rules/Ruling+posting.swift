import Foundation
import Model
import ReportLanguage

extension Ruling {
    /// Answers a message in its chat: one post a message, however many things it held.
    mutating func reply(to message: ReceivedMessage, _ text: String) {
        guard !text.isEmpty else { return }
        post(
            Post(
                key: "reply:\(message.id)", chat: message.chat.key, text: text,
                replyTo: message.chat.purpose == .direct ? nil : message.event.messageID, priority: .reply,
                expiresAt: now.addingTimeInterval(Timing.replyLives), cause: "message \(message.id)"))
    }

    /// Puts a post into the decision: marked as practice in training, and played at most once where a
    /// loudspeaker may read it out.
    ///
    /// Chats come from the bot's list or are known direct ones; what was kept longer is checked with `isOpen`.
    mutating func post(_ post: Post) {
        var post = post
        if bot.isTraining { post.text = book.phrases("training.mark") + post.text }
        if bot.chat(post.chat)?.purpose == .loudspeaker { post.delivery = .atMostOnce }
        decision.posts.append(post)
    }

    /// Whether the bot may still speak in a chat that was noted earlier: one that it lists, or the direct chat of one of
    /// these accounts.
    func isOpen(_ chat: ChatKey, to accounts: [AccountKey]) throws -> Bool {
        if bot.chat(chat) != nil { return true }
        return try accounts.contains { try facts.directChat(of: $0) == chat }
    }

    /// Cancels what was not sent yet of a kind of posts, also those of this very decision.
    mutating func cancelPosts(_ prefix: String) {
        decision.posts.removeAll { $0.key.hasPrefix(prefix) }
        change(.cancelPosts(prefix: prefix))
    }

    /// Says of a report that no longer stands where it went.
    mutating func refuseGone(_ record: ReportRecord, _ message: ReceivedMessage) {
        guard let other = record.mergedInto else {
            return refuse(message, "change.gone", ["ref": record.ref.text])
        }
        refuse(message, "change.merged", ["ref": record.ref.text, "into": Ref(.report, other).text])
    }
}
