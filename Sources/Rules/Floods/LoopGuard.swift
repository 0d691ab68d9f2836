import Foundation
import Model
import ReportLanguage

/// Ends a talk between two machines: an account that answers each of our answers, at once or always in the same words.
///
/// Platforms mark most bots, and those are never answered; this is about the others: a bridge that echoes, an automatic
/// reply, a second gateway. After so many answers within five minutes the account gets no more until the five minutes have
/// moved on; what it reports is kept, and the supervisors hear of it once a day. It rests on what the store holds, so it
/// survives a restart.
struct LoopGuard {
    let message: ReceivedMessage

    /// How many answers one account gets within the span before it is looked at.
    static let answers = 10
    /// Seconds.
    static let span: Double = 300
    /// Of a machine's texts at least so many are the same.
    private static let different = 3
    /// A person needs this long to read an answer and begin (seconds), and so long for each character.
    private static let reading: Double = 1
    private static let typing: Double = 0.1

    /// The decision, or where two machines talk, what is left of it.
    func hold(_ decision: Decision, in book: RuleBook, facts: any Facts, now: Date) throws -> Decision {
        // Who brings something new is no echo; and an alarm is worth an answer too many.
        guard decision.newReports.isEmpty,
            decision.posts.contains(where: { $0.priority == .reply && $0.chat == message.chat.key }),
            !decision.posts.contains(where: { $0.priority == .escalation }),
            try isLoop(facts: facts, now: now)
        else { return decision }
        var ruling = Ruling(book: book, facts: facts, now: now, outcome: .throttled)
        let isCommand = if case .command = message.reading { true } else { false }
        if !isCommand || message.isPressing(in: ruling) {
            ruling.decision = decision
            ruling.decision.outcome = .throttled
            ruling.unsayReplies()
        }
        try tellSupervisors(in: &ruling)
        return ruling.decision
    }

    private func isLoop(facts: any Facts, now: Date) throws -> Bool {
        let earlier = try facts.exchanges(
            with: message.event.account, in: message.chat.key, before: message.id, newest: Self.answers)
        guard earlier.count == Self.answers,
            let first = earlier.last, now.timeIntervalSince(first.receivedAt) < Self.span
        else { return false }
        // Each came after the answer to the one before: a backlog that came in at once is nobody's loop.
        let pairs = zip([(message.event.text, now)] + earlier.map { ($0.text, $0.receivedAt) }, earlier)
        guard pairs.allSatisfy({ newer, older in newer.1 > older.answeredAt }) else { return false }
        if Set([message.event.text] + earlier.map(\.text)).count <= Self.different { return true }
        return pairs.allSatisfy { newer, older in
            let least = Self.reading + Self.typing * Double(newer.0.count)
            return newer.1.timeIntervalSince(older.answeredAt) < least
        }
    }

    private func tellSupervisors(in ruling: inout Ruling) throws {
        let key = "loop:\(message.chat.key.text):\(message.event.account.text)"
        guard try !ruling.wasSaid(key, within: Timing.loopNote) else { return }
        ruling.remember(key)
        ruling.audit("bot", "loop.stopped", message.chat.key.text, message.event.account.text)
        let receivers = Receivers(bot: ruling.bot, facts: ruling.facts)
        for chat in receivers.chats(of: .supervisors, covering: message.chat.place)
        where chat != message.chat.key {
            let words = ruling.words(for: chat)
            let name = message.sender.person?.name ?? message.event.userName
            ruling.post(
                Post(
                    key: "loop:\(message.id):\(chat.text)", chat: chat,
                    text: words(
                        "loop.note",
                        [
                            "place": words.place(message.chat.place),
                            "name": name.isEmpty ? message.event.user : String(name.prefix(20)),
                        ]),
                    priority: .reminder, expiresAt: ruling.now.addingTimeInterval(Timing.replyLives),
                    cause: "message \(message.id)"))
        }
    }
}
