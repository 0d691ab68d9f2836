import Foundation
import Model
import ReportLanguage

/// One sender's flood: what they report is kept, because an unkept report is an unwatched returnee, but nobody's group is
/// filled with receipts.
///
/// There is one polite word a quarter hour, and none for talk, which gets no answer anyway. When the flood is over, one
/// receipt tells of everything that was kept. Commands wait until they are said again, so a flood of tokens leads nowhere;
/// what concerns an emergency or an alarm (the report, `收到`, `接手`) goes its way as ever.
struct FloodDesk {
    /// Whether a message is one too many: so many of the same account before it are less than the limit's span old.
    ///
    /// Judged by when they were written: what came in at once after an outage was not written at once.
    static func isFlood(_ message: ReceivedMessage, in ruling: Ruling) throws -> Bool {
        guard let flood = ruling.bot.flood,
            let earlier = try ruling.facts.written(
                by: message.event.account, upTo: message.id, back: flood.count)
        else { return false }
        return message.event.at.timeIntervalSince(earlier) < flood.seconds
    }

    /// What is left of a decision about such a message.
    ///
    /// - Parameter decide: the decision as it would be without a flood.
    func throttle(
        _ message: ReceivedMessage, in ruling: inout Ruling, decide: () throws -> Decision
    ) throws {
        if message.isPressing(in: ruling) {
            ruling.decision = try decide()
            return
        }
        if case .command = message.reading {
            ruling.decision.outcome = .throttled
        } else {
            ruling.decision = try decide()
            // Silence was right, or an answer completed something that is pressing.
            guard ![.chatter, .ignored].contains(ruling.decision.outcome),
                !ruling.decision.posts.contains(where: { $0.priority == .escalation })
            else { return }
            ruling.decision.outcome = .throttled
            let newest = ruling.decision.newReports.min()
            ruling.unsayReplies()
            if let newest { try answerLater(message, since: newest, in: &ruling) }
        }
        let key = "flood:" + message.event.account.text
        guard try !ruling.wasSaid(key, within: Timing.floodWord) else { return }
        ruling.remember(key)
        ruling.reply(to: message, ruling.words(for: message.chat)("flood.slow"))
    }

    // MARK: - The receipt of all

    /// Sets the look at whether the flood is over, once a flood.
    private func answerLater(_ message: ReceivedMessage, since report: Int, in ruling: inout Ruling) throws {
        let key = Self.openKey(message.event.account, message.chat.key)
        // The look closes the flood by remembering it at the beginning of time.
        if let opened = try ruling.facts.lastSaid(key), opened > .beginning { return }
        ruling.remember(key)
        ruling.timer(.set(Self.timer(since: report, at: ruling.now.addingTimeInterval(Timing.floodCalm))))
    }

    /// Looks whether floods are over, and says in one receipt what was kept of each.
    func answer(_ timers: [DurableTimer], in ruling: inout Ruling) throws {
        for timer in timers {
            guard let number = Int(timer.subject), let first = try ruling.facts.report(number) else {
                continue
            }
            ruling.decision.outcome = .fired
            let key = Self.openKey(first.account, first.chat)
            let opened = try ruling.facts.lastSaid(key) ?? .beginning
            let isLong = ruling.now.timeIntervalSince(opened) >= Timing.floodWord
            if !isLong, try goesOn(first.account, in: ruling) {
                let next = ruling.now.addingTimeInterval(Timing.floodCalm)
                ruling.timer(.set(Self.timer(since: number, at: next)))
                continue
            }
            ruling.change(.remember(said: key, at: .beginning))
            try tell(of: first, timer, in: &ruling)
        }
    }

    private func goesOn(_ account: AccountKey, in ruling: Ruling) throws -> Bool {
        guard let flood = ruling.bot.flood,
            let earlier = try ruling.facts.written(by: account, upTo: .max, back: flood.count - 1)
        else { return false }
        return ruling.now.timeIntervalSince(earlier) < flood.seconds
    }

    private func tell(of first: ReportRecord, _ timer: DurableTimer, in ruling: inout Ruling) throws {
        let kept = try ruling.facts.reports(
            by: first.account, in: first.chat, from: first.number, limit: 5000
        )
        .filter { $0.state != .withdrawn }
        let own = kept.filter { $0.state != .merged }
        guard try ruling.isOpen(first.chat, to: [first.account]), !kept.isEmpty else { return }
        let words = ruling.words(for: first.chat)
        let receivers = Receivers(bot: ruling.bot, facts: ruling.facts)
        let isDirect = ruling.bot.chat(first.chat) == nil
        let people = isDirect ? [] : [first.sender.flatMap { ruling.bot.roster.person($0) }].compactMap { $0 }
        let call = try MentionLine(people: people, chat: first.chat, receivers: receivers)
        var lines = [
            words(
                "flood.kept",
                [
                    "call": call.text.isEmpty ? false as any Sendable : call.text, "count": kept.count,
                    "few": own.count <= 10, "refs": words.list(own.map(\.ref.text)),
                    "first": own.first?.ref.text ?? first.ref.text,
                    "last": own.last?.ref.text ?? first.ref.text,
                ])
        ]
        let lacking = own.filter { $0.state == .incomplete && !$0.report.openProblems.isEmpty }
        if !lacking.isEmpty { lines.append(Questions.line(forSeveral: lacking, in: words)) }
        ruling.post(
            Post(
                key: "\(timer.key):\(ruling.now.milliseconds)", chat: first.chat,
                text: lines.joined(separator: "\n"), mentions: call.mentions, priority: .reply,
                expiresAt: ruling.now.addingTimeInterval(Timing.replyLives),
                cause: "flood since \(first.ref.text)"))
    }

    private static func openKey(_ account: AccountKey, _ chat: ChatKey) -> String {
        "flood-open:\(account.text):\(chat.text)"
    }

    private static func timer(since report: Int, at due: Date) -> DurableTimer {
        DurableTimer(key: "flood-end:R\(report)", kind: .floodEnd, subject: String(report), dueAt: due)
    }
}

extension Date {
    /// Before anything was said.
    fileprivate static let beginning = Date(timeIntervalSince1970: 0)
}

extension ReceivedMessage {
    /// Whether it is part of an emergency or an alarm, which nothing may slow down.
    func isPressing(in ruling: Ruling) -> Bool {
        switch reading {
        case .chatter: false
        case .command(let command): command.name == .ack || command.name == .takeover
        case .reports(let reports): reports.contains { IncidentDesk.policy(of: $0, in: ruling) != nil }
        }
    }
}

extension Decision {
    /// The numbers of the reports that it keeps for the first time.
    var newReports: [Int] {
        changes.compactMap {
            if case .saveReport(let record) = $0, record.version == 1 { record.number } else { nil }
        }
    }
}

extension Ruling {
    /// Takes the answers out of the decision, and what they would have told once for the day.
    mutating func unsayReplies() {
        decision.posts.removeAll { $0.priority == .reply }
        decision.changes.removeAll {
            if case .remember(let key, _) = $0 { key.hasPrefix("bind:") } else { false }
        }
    }
}
