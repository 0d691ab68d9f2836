import Foundation

/// All that the simulator knows at a moment; ``SimHub`` guards it.
package struct SimState: Sendable {
    /// Channels, people and chats.
    package internal(set) var world: SimWorld
    /// The simulated clock.
    package internal(set) var clock: SimClock
    /// Everything said.
    package internal(set) var log: MessageLog
    /// The faults to be done, and those done.
    package internal(set) var faults: FaultBook
    /// Whether the platforms' rate limits are enforced.
    package internal(set) var limits: Bool
    /// The newest wrong requests, at most 1,000.
    package private(set) var violations: [SimViolation] = []
    /// How many wrong requests there were in all.
    package private(set) var violationCount = 0
    /// Counts changes of chats and members, for the page.
    package internal(set) var worldVersion = 1
    /// Marks this run in ids and cursors, so that a daemon that outlives the simulator takes nothing for known.
    let run: String
    /// Added to a message's position for Telegram's numbers, again so that a new run repeats none.
    let numberBase: Int
    var relay: [String: RelayBook] = [:]
    var telegram: [String: TelegramQueue] = [:]
    var sendTimes: [String: [Date]] = [:]
    var pending: [(due: Date, line: SimScript.Line)] = []

    init(_ configuration: SimConfiguration, wall: Date) {
        world = configuration.world
        clock = SimClock(start: configuration.start ?? wall, rate: configuration.rate, wall: wall)
        log = MessageLog(bound: configuration.history)
        faults = FaultBook(rules: configuration.faults, seed: configuration.seed)
        limits = configuration.limits
        run = String(Int(wall.timeIntervalSince1970 * 1000), radix: 36)
        numberBase = max(0, (Int(wall.timeIntervalSince1970) - 1_640_000_000) * 8)
    }

    /// How many times a Telegram channel was polled.
    package func telegramPolls(on channel: String) -> Int { telegram[channel]?.poll ?? 0 }

    /// Notes a wrong request.
    mutating func note(_ violation: SimViolation) {
        violationCount += 1
        violations.append(violation)
        if violations.count > 1_000 { violations.removeFirst(violations.count - 1_000) }
    }

    /// Lets a person say something in a chat.
    @discardableResult
    mutating func say(
        _ text: String, as person: SimPerson, in chat: SimChat, replyTo: String? = nil, at now: Date
    ) -> SimMessage {
        let message = SimMessage(
            seq: log.next, id: nextID, chat: chat.key, channel: chat.channel, sender: person.id,
            senderName: person.name, isBot: false, text: text, mentions: mentions(in: text, of: chat),
            mentionsBot: callsBot(text, in: chat), at: now, replyTo: replyTo, attachments: [],
            isMarkdown: false)
        log.append(message)
        // Telegram keeps bots from hearing each other.
        if case .telegram = world.channel(chat.channel)?.dialect, !person.isBot {
            telegram[chat.channel, default: TelegramQueue(next: numberBase + 1)].add(message)
        }
        return message
    }

    /// Keeps what the bot posted.
    mutating func post(
        _ text: String, in chat: SimChat, mentions: [String] = [], replyTo: String? = nil,
        attachments: [String] = [], isMarkdown: Bool = false, at now: Date
    ) -> SimMessage {
        let message = SimMessage(
            seq: log.next, id: nextID, chat: chat.key, channel: chat.channel, sender: "",
            senderName: world.botName, isBot: true, text: text, mentions: mentions, mentionsBot: false,
            at: now,
            replyTo: replyTo, attachments: attachments, isMarkdown: isMarkdown)
        log.append(message)
        return message
    }

    private var nextID: String { "m\(run)-\(log.next)" }

    private func mentions(in text: String, of chat: SimChat) -> [String] {
        guard text.contains("@") else { return [] }
        return chat.members.filter { id in
            world.people.contains { $0.id == id && text.contains("@" + $0.name) }
        }
    }

    private func callsBot(_ text: String, in chat: SimChat) -> Bool {
        if chat.isDirect || text.contains("@" + world.botName) { return true }
        guard case .telegram(_, let username) = world.channel(chat.channel)?.dialect else { return false }
        return text.contains("@" + username)
    }
}
