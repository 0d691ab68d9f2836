import Foundation
import Model
import ReportLanguage

/// `静默 2小时`: a chat is spared reminders for a while.
///
/// What cannot wait still comes: answers, alarms, and broadcasts that somebody set for that hour.
struct SilenceDesk {
    let message: ReceivedMessage

    func silence(_ command: Command, in ruling: inout Ruling) throws {
        guard let person = message.sender.person else { return try ruling.refuseStranger(message) }
        guard Permissions(bot: ruling.bot).maySilence(message.chat, person) else {
            return ruling.refuse(message, "silence.notYours")
        }
        let calendar = ruling.bot.calendar
        guard let until = command.until?.moment.map({ calendar.instant($0) }), until > message.event.at else {
            return ruling.refuse(message, "silence.until")
        }
        let from = max(
            command.from?.moment.map { calendar.instant($0) } ?? message.event.at, message.event.at)
        let words = ruling.words(for: message.chat)
        guard until.timeIntervalSince(from) <= Timing.silenceLives, from < until else {
            return ruling.refuse(message, "silence.tooLong", ["span": words.span(Timing.silenceLives)])
        }
        ruling.change(
            .saveSilence(Silence(chat: message.chat.key, from: from, until: until, by: person.id)))
        ruling.audit(message.actor, "chat.silenced", message.chat.key.text, "message \(message.id)")
        ruling.reply(
            to: message,
            words(
                "silence.done",
                [
                    "from": from > message.event.at ? words.moment(from) : false as any Sendable,
                    "until": words.moment(until), "direct": message.chat.purpose == .direct,
                ]))
    }
}

extension When {
    /// The moment, where it is one.
    fileprivate var moment: LocalMoment? { if case .moment(let moment) = self { moment } else { nil } }
}

extension Ruling {
    /// Puts off what can wait until the silence of its chat is over; a reminder that is of no use then is dropped, on record.
    mutating func holdForSilences() throws {
        var posts: [Post] = []
        for var post in decision.posts {
            guard post.priority == .reminder, let silence = try facts.silence(of: post.chat),
                silence.holds(at: max(now, post.notBefore ?? now))
            else {
                posts.append(post)
                continue
            }
            guard silence.until < post.expiresAt else {
                audit("bot", "post.silenced", post.chat.text, post.key)
                continue
            }
            post.notBefore = silence.until
            posts.append(post)
        }
        decision.posts = posts
    }
}
