import Foundation
import Model

/// Tells the supervisors of troubles of the gateway itself, and of their end: what comes up together is one message.
///
/// What was told is remembered in the store: `watch:<what>` when, `watch-end:<what>` when it was over.
struct WatchDesk {
    /// Something that may be in trouble: a kind, and the channel where it is one's.
    private struct Matter: Hashable {
        var kind: Trouble.Kind
        var subject = ""

        var name: String { Trouble.name(kind, subject) }
        var begun: String { "watch:" + name }
        var ended: String { "watch-end:" + name }
    }

    /// Tells what is news.
    ///
    /// A trouble that is not among those of now is over only when something was proved well since it was told: a gateway that
    /// has just started knows of nothing wrong, and of nothing right.
    /// - Parameter wellAt: when a matter was last proved well, by its trouble's name.
    func tell(_ troubles: [Trouble], wellAt: [String: Date], in ruling: inout Ruling) throws {
        var news: [Trouble] = []
        var over: [Matter] = []
        for matter in matters(of: ruling.bot) {
            let told = try openSince(matter, in: ruling)
            guard let trouble = troubles.first(where: { $0.name == matter.name }) else {
                if let told, let proof = wellAt[matter.name], proof > told {
                    ruling.remember(matter.ended)
                    over.append(matter)
                }
                continue
            }
            guard told == nil || isNews(trouble, since: told),
                try !ruling.wasSaid(matter.begun, within: Timing.sameWord)
            else { continue }
            ruling.remember(matter.begun)
            news.append(trouble)
        }
        try post(news.map { trouble in { line(of: trouble, in: $0) } }, as: "watch", in: &ruling)
        try post(over.map { matter in { end(of: matter, in: $0) } }, as: "watch-end", in: &ruling)
    }

    /// When a trouble that is not over was told; nil when none is.
    private func openSince(_ matter: Matter, in ruling: Ruling) throws -> Date? {
        guard let told = try ruling.facts.lastSaid(matter.begun) else { return nil }
        if let ended = try ruling.facts.lastSaid(matter.ended), ended >= told { return nil }
        return told
    }

    /// Whether rows have come to those that were told of.
    private func isNews(_ trouble: Trouble, since told: Date?) -> Bool {
        guard let told, let newest = trouble.newest else { return false }
        return newest > told
    }

    private func matters(of bot: BotDefinition) -> [Matter] {
        Trouble.Kind.allCases.filter(\.isTold).flatMap { kind in
            kind == .pollerSilent
                ? bot.channels.map { Matter(kind: kind, subject: $0.name.rawValue) } : [Matter(kind: kind)]
        }
    }

    /// One message a chat, whose key no second process makes again.
    private func post(
        _ lines: [(Wording) -> String], as prefix: String, in ruling: inout Ruling
    ) throws {
        guard !lines.isEmpty else { return }
        ruling.decision.outcome = .fired
        let receivers = Receivers(bot: ruling.bot, facts: ruling.facts)
        for chat in receivers.chats(of: .supervisors, covering: ruling.bot.township.code) {
            let words = ruling.words(for: chat)
            ruling.post(
                Post(
                    key: "\(prefix):\(ruling.now.milliseconds):\(chat.text)", chat: chat,
                    text: lines.map { $0(words) }.joined(separator: "\n"), priority: .escalation,
                    expiresAt: ruling.now.addingTimeInterval(Timing.watchLives), cause: "gateway watch"))
        }
    }

    private func line(of trouble: Trouble, in words: Wording) -> String {
        switch trouble.kind {
        case .pollerSilent:
            words("watch.silent", ["channel": trouble.subject, "since": words.moment(trouble.since)])
        case .deadLetters: words("watch.dead", ["count": trouble.count])
        case .auditFindings: words("watch.audit", ["count": trouble.count, "row": trouble.subject])
        case .storeUnwritable, .timersLate, .inboxLate, .outboxLate, .notLooked: ""
        }
    }

    private func end(of matter: Matter, in words: Wording) -> String {
        switch matter.kind {
        case .pollerSilent:
            words("watch.silent.end", ["channel": matter.subject])
        case .deadLetters: words("watch.dead.end")
        case .auditFindings: words("watch.audit.end")
        case .storeUnwritable, .timersLate, .inboxLate, .outboxLate, .notLooked: ""
        }
    }
}
