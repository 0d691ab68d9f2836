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

    /// Puts a post into the decision: marked as practice in training, and played at most once where a loudspeaker may
    /// read it out. Nothing is said to a group that the bot does not list.
    mutating func post(_ post: Post) {
        var post = post
        if bot.isTraining { post.text = book.phrases("training.mark") + post.text }
        if bot.chat(post.chat)?.purpose == .loudspeaker { post.delivery = .atMostOnce }
        decision.posts.append(post)
    }

    /// Cancels what was not sent yet of a kind of posts, also those of this very decision.
    mutating func cancelPosts(_ prefix: String) {
        decision.posts.removeAll { $0.key.hasPrefix(prefix) }
        change(.cancelPosts(prefix: prefix))
    }
}
