import Foundation
import Model
import ReportLanguage

/// Broadcasts: asked for, shown, confirmed, sent at their time, withdrawn.
struct BroadcastDesk {
    static func startKey(_ number: Int) -> String { "broadcast-start:B\(number)" }
    static func stepKey(_ number: Int) -> String { "broadcast-step:B\(number)" }

    // MARK: - Preview

    /// `广播 对象 时间 内容`: shows what would go out; nothing goes out before `确认`.
    func preview(_ command: Command, from message: ReceivedMessage, in ruling: inout Ruling) throws {
        guard let person = message.sender.person else { return try ruling.refuseStranger(message) }
        let bot = ruling.bot
        let mistaken = command.problems.first { $0.field == "audience" }
        var places = (command.audience ?? []).map { PlaceCode($0) }
        if places.isEmpty, mistaken == nil, person.role == .villageSecretary { places = [person.place] }
        guard !places.isEmpty, mistaken == nil else {
            return ruling.refuse(message, "broadcast.audience", ["raw": mistaken?.raw ?? ""])
        }
        guard Permissions(bot: bot).mayBroadcast(to: places, person) else {
            return ruling.refuse(message, "broadcast.notYours")
        }
        let text = command.script?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard !text.isEmpty else { return ruling.refuse(message, "broadcast.script.missing") }
        let time: Date?
        switch try moment(of: command, message, in: &ruling) {
        case .success(let at): time = at
        case .failure: return
        }
        let audience = Audience(bot: bot, places: places)
        guard !audience.targets.isEmpty else { return ruling.refuse(message, "broadcast.noChat") }
        let notice = bot.notices.first { $0.title == text || $0.name == text }
        let spoken = SpokenScript(notice?.script ?? text)
        let broadcast = Broadcast(
            number: try ruling.number(.broadcast), sender: person.id, chat: message.chat.key,
            audience: places,
            at: time, title: notice?.title ?? "", script: notice?.script ?? text, times: notice?.times ?? 3,
            seconds: spoken.seconds, state: .preview, createdAt: ruling.now)
        ruling.change(.saveBroadcast(broadcast))
        for target in audience.targets {
            ruling.change(
                .saveTarget(
                    BroadcastTarget(
                        broadcast: broadcast.number, place: target.place, chat: target.chat, state: .waiting))
            )
        }
        ruling.audit(message.actor, "broadcast.asked", broadcast.ref.text, "message \(message.id)")
        let words = ruling.words(for: message.chat)
        var values = self.values(of: broadcast, audience: audience, in: words)
        values["unreached"] = words.list(audience.unreached.map { words.place($0) })
        ruling.reply(to: message, words("broadcast.preview", values))
    }

    private enum Refused: Error { case told }

    /// When it is to go out; nil: at once.
    ///
    /// A time that is over or that nobody can tell is asked about.
    private func moment(
        of command: Command, _ message: ReceivedMessage, in ruling: inout Ruling
    ) throws -> Result<Date?, Refused> {
        if let wrong = command.problems.first(where: { $0.field == "at" }) {
            ruling.refuse(message, "broadcast.time", ["raw": wrong.raw ?? ""])
            return .failure(.told)
        }
        switch command.at {
        case nil: return .success(nil)
        case .day(let day):
            let words = ruling.words(for: message.chat)
            let isPast = day < ruling.bot.calendar.day(ruling.now)
            ruling.refuse(
                message, isPast ? "broadcast.past" : "broadcast.hour",
                ["day": words.nearDay(day), "time": words.nearDay(day)])
            return .failure(.told)
        case .moment(let moment):
            let at = ruling.bot.calendar.instant(moment)
            // The running minute is now.
            guard at.addingTimeInterval(60) > ruling.now else {
                ruling.refuse(message, "broadcast.past", ["time": ruling.words(for: message.chat).moment(at)])
                return .failure(.told)
            }
            return .success(at)
        }
    }

    private func values(of broadcast: Broadcast, audience: Audience, in words: Wording) -> [String:
        any Sendable]
    {
        let places = Set(audience.targets.map(\.place)).sorted()
        let villages = places.filter { $0.kind == .village }
        return [
            "ref": broadcast.ref.text, "title": broadcast.title, "count": villages.count,
            "several": villages.count > 1, "place": words.list(places.prefix(3).map { words.place($0) }),
            "time": broadcast.at.map(words.moment) ?? "", "times": broadcast.times,
            "span": words.span(Double(broadcast.seconds)),
            "opening": broadcast.title.isEmpty ? Self.opening(of: broadcast.script) : "",
        ]
    }

    /// The first words of a script, by which its sender sees that the right thing goes out.
    private static func opening(of script: String) -> String {
        let line = script.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= 16 ? line : line.prefix(15) + "…"
    }

    // MARK: - Confirming

    /// `确认 B3`, by its sender or another who may broadcast to that audience.
    func confirm(_ number: Int, from message: ReceivedMessage, in ruling: inout Ruling) throws {
        guard let person = message.sender.person else { return try ruling.refuseStranger(message) }
        guard var broadcast = try ruling.facts.broadcast(number) else {
            return ruling.refuse(message, "ref.unknown", ["ref": Ref(.broadcast, number).text])
        }
        let ref: [String: any Sendable] = ["ref": broadcast.ref.text]
        guard Permissions(bot: ruling.bot).mayBroadcast(to: broadcast.audience, person) else {
            return ruling.refuse(message, "broadcast.othersOnly", ref)
        }
        switch broadcast.state {
        case .preview: break
        case .scheduled, .sent, .closed: return ruling.refuse(message, "broadcast.already", ref)
        case .cancelled: return ruling.refuse(message, "broadcast.gone", ref)
        }
        guard ruling.now.timeIntervalSince(broadcast.createdAt) <= Timing.previewLives else {
            broadcast.state = .cancelled
            ruling.change(.saveBroadcast(broadcast))
            return ruling.refuse(message, "broadcast.lapsed", ref)
        }
        ruling.audit(message.actor, "broadcast.confirmed", broadcast.ref.text, "message \(message.id)")
        let words = ruling.words(for: message.chat)
        let audience = Audience(bot: ruling.bot, places: broadcast.audience)
        if let at = broadcast.at, at > ruling.now {
            broadcast.state = .scheduled
            ruling.change(.saveBroadcast(broadcast))
            ruling.timer(
                .set(
                    DurableTimer(
                        key: Self.startKey(number), kind: .broadcastStart, subject: String(number), dueAt: at)
                ))
            ruling.reply(
                to: message,
                words("broadcast.scheduled", values(of: broadcast, audience: audience, in: words)))
        } else {
            try send(broadcast, in: &ruling)
            ruling.reply(
                to: message, words("broadcast.sent", values(of: broadcast, audience: audience, in: words)))
        }
    }

    // MARK: - Sending

    /// Broadcasts whose time has come.
    ///
    /// After an outage one that is too late is shown again instead of sent.
    func start(_ timers: [DurableTimer], in ruling: inout Ruling) throws {
        for timer in timers {
            guard let number = Int(timer.subject), var broadcast = try ruling.facts.broadcast(number),
                broadcast.state == .scheduled
            else { continue }
            ruling.decision.outcome = .fired
            let at = broadcast.at ?? timer.dueAt
            if ruling.now.timeIntervalSince(at) <= Timing.broadcastLate {
                try send(broadcast, in: &ruling)
                continue
            }
            broadcast.state = .preview
            broadcast.at = nil
            broadcast.createdAt = ruling.now
            ruling.change(.saveBroadcast(broadcast))
            ruling.audit("bot", "broadcast.late", broadcast.ref.text)
            guard try canTellSender(of: broadcast, in: ruling) else { continue }
            let words = ruling.words(for: broadcast.chat)
            ruling.post(
                Post(
                    key: "broadcast-late:\(broadcast.ref.text):\(at.milliseconds)", chat: broadcast.chat,
                    text: words("broadcast.late", ["ref": broadcast.ref.text, "time": words.moment(at)]),
                    priority: .reply, expiresAt: ruling.now.addingTimeInterval(Timing.previewLives),
                    cause: broadcast.ref.text + " late"))
        }
    }

    /// Whether the chat in which a broadcast was asked for may still be spoken in.
    func canTellSender(of broadcast: Broadcast, in ruling: Ruling) throws -> Bool {
        let person = ruling.bot.roster.person(broadcast.sender)
        let accounts = try ruling.facts.boundAccounts(of: broadcast.sender) + (person?.accounts ?? [])
        return try ruling.isOpen(broadcast.chat, to: accounts)
    }

    private func send(_ broadcast: Broadcast, in ruling: inout Ruling) throws {
        var broadcast = broadcast
        broadcast.state = .sent
        broadcast.sentAt = ruling.now
        ruling.change(.saveBroadcast(broadcast))
        ruling.audit("bot", "broadcast.sent", broadcast.ref.text)
        let spoken = SpokenScript(broadcast.script)
        for var target in try ruling.targets(of: broadcast.number) {
            target.state = .sent
            ruling.change(.saveTarget(target))
            let words = ruling.words(for: target.chat)
            let text = words(
                "broadcast.script",
                [
                    "ref": broadcast.ref.text, "title": broadcast.title, "times": broadcast.times,
                    "span": words.span(Double(broadcast.seconds)),
                    "text": spoken.lines.joined(separator: "\n"),
                    "again": spoken.isSaidTwice,
                ])
            ruling.post(
                Post(
                    key: "broadcast:\(broadcast.ref.text):\(target.chat.text)", chat: target.chat, text: text,
                    priority: .broadcast, expiresAt: ruling.now.addingTimeInterval(Timing.broadcastLives),
                    cause: broadcast.ref.text))
        }
        try BroadcastChase().begin(broadcast, in: &ruling)
    }

    // MARK: - Withdrawing

    /// `撤回 B7`: not sent yet, it is cancelled; sent, its targets are told not to play it any more.
    func withdraw(_ number: Int, from message: ReceivedMessage, in ruling: inout Ruling) throws {
        guard let person = message.sender.person else { return try ruling.refuseStranger(message) }
        guard var broadcast = try ruling.facts.broadcast(number) else {
            return ruling.refuse(message, "ref.unknown", ["ref": Ref(.broadcast, number).text])
        }
        let ref = broadcast.ref.text
        guard
            broadcast.sender == person.id
                || Permissions(bot: ruling.bot).mayBroadcast(to: broadcast.audience, person)
        else { return ruling.refuse(message, "broadcast.othersOnly", ["ref": ref]) }
        guard broadcast.state != .cancelled else {
            return ruling.refuse(message, "broadcast.gone", ["ref": ref])
        }
        guard broadcast.state != .closed else {
            return ruling.refuse(message, "broadcast.over", ["ref": ref])
        }
        let wasSent = broadcast.state == .sent
        broadcast.state = .cancelled
        ruling.change(.saveBroadcast(broadcast))
        ruling.timer(.cancel(key: Self.startKey(number)))
        ruling.timer(.cancel(key: Self.stepKey(number)))
        ruling.cancelPosts("broadcast:\(ref):")
        ruling.cancelPosts("chase:\(ref):")
        ruling.audit(message.actor, "broadcast.withdrawn", ref, "message \(message.id)")
        if wasSent {
            for target in try ruling.targets(of: number) where target.chat != message.chat.key {
                ruling.post(
                    Post(
                        key: "broadcast-withdrawn:\(ref):\(target.chat.text)", chat: target.chat,
                        text: ruling.words(for: target.chat)("broadcast.withdrawn.target", ["ref": ref]),
                        priority: .escalation, expiresAt: ruling.now.addingTimeInterval(Timing.replyLives),
                        cause: ref + " withdrawn"))
            }
        }
        ruling.reply(
            to: message,
            ruling.words(for: message.chat)("broadcast.withdrawn", ["ref": ref, "sent": wasSent]))
    }
}
