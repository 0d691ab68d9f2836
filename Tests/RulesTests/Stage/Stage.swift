import Foundation
import Model
import ReportLanguage
import Rules
import Settings
import Testing

/// A township to play talks in: people write, time passes, and what the bot says is there to be looked at.
///
/// Every post that it ever makes is held against what must always be true (`check`).
final class Stage {
    /// What was said to whom, when.
    struct Said: CustomStringConvertible {
        var at: Date
        var post: Post
        var text: String { post.text }
        var chat: String { post.chat.id }
        var description: String { "\(chat): \(text)" }
    }

    let bot: BotDefinition
    let rules: RuleBook
    let facts = MemoryFacts()
    private(set) var now: Date
    private(set) var log: [Said] = []
    private(set) var outcomes: [Outcome] = []
    private var nextID: Int64 = 0

    /// - Parameters:
    ///   - at: The township's wall clock at the start.
    ///   - change: What is different from the plain sample township.
    init(
        at start: String = "2022-01-26T09:00", locale: String = "zh-Hans",
        _ change: (inout BotDefinition) -> Void = { _ in }
    ) throws {
        var bot = try Sample.bot()
        change(&bot)
        self.bot = bot
        rules = RuleBook(
            bot: bot, phrases: try Sample.phrases(locale), reader: try Sample.reader(),
            hash: { "hash of " + $0 })
        now = bot.calendar.instant(try #require(LocalMoment(iso: start)))
    }

    // MARK: - What happens

    /// The daemon starts.
    @discardableResult
    func begin() throws -> [Said] { try carryOut(rules.decide(.started, facts: facts, now: now)) }

    /// Somebody writes in a group; returns what the bot says at once.
    @discardableResult
    func say(_ person: String, in chat: String, _ text: String) throws -> [Said] {
        try receive(event(user: person, chat: chat, text: text))
    }

    /// Somebody writes to the bot alone.
    @discardableResult
    func tell(_ person: String, _ text: String) throws -> [Said] {
        var event = event(user: person, chat: "dm-" + person, text: text)
        event.isDirect = true
        return try receive(event)
    }

    func event(user: String, chat: String, text: String) -> IncomingEvent {
        nextID += 1
        return IncomingEvent(
            key: "town:\(chat):\(nextID)", kind: .message, chat: key(chat), user: user, text: text, at: now,
            messageID: "m\(nextID)", raw: "{}")
    }

    @discardableResult
    func receive(_ event: IncomingEvent) throws -> [Said] {
        facts.messages.append((nextID, event, now, nil))
        let said = try carryOut(rules.receive(event, id: nextID, facts: facts, now: now))
        if said.contains(where: { $0.post.chat == event.chat }) {
            facts.messages[facts.messages.count - 1].answeredAt = now
        }
        return said
    }

    /// Time passes to a wall clock time; timers fire as they come due, all of one moment together.
    @discardableResult
    func pass(to time: String) throws -> [Said] { try pass(to: instant(time)) }

    /// So many seconds pass.
    @discardableResult
    func pass(seconds: Double) throws -> [Said] { try pass(to: now.addingTimeInterval(seconds)) }

    private func pass(to end: Date) throws -> [Said] {
        let before = log.count
        while let due = facts.timers.values.map(\.dueAt).min(), due <= end {
            now = max(now, due)
            try fire()
        }
        now = end
        return Array(log[before...])
    }

    /// Time passes while the daemon is down; then everything that is overdue fires at once.
    @discardableResult
    func outage(to time: String) throws -> [Said] {
        now = try instant(time)
        let before = log.count
        try begin()
        try fire()
        return Array(log[before...])
    }

    private func fire() throws {
        let due = facts.timers.values.filter { $0.dueAt <= now }.sorted {
            ($0.dueAt, $0.key) < ($1.dueAt, $1.key)
        }
        for timer in due { facts.timers[timer.key] = nil }
        guard !due.isEmpty else { return }
        try carryOut(rules.decide(.timers(due), facts: facts, now: now))
    }

    @discardableResult
    private func carryOut(_ decision: Decision) throws -> [Said] {
        outcomes.append(decision.outcome)
        facts.apply(decision)
        let said = facts.posts.map { Said(at: now, post: $0) }
        facts.spoken += facts.posts
        facts.posts = []
        for item in said { check(item) }
        log += said
        return said
    }

    /// What holds for everything the bot ever says.
    private func check(_ said: Said) {
        let post = said.post
        let isDirect = post.chat.id.hasPrefix("dm-")
        #expect(
            isDirect || bot.chat(post.chat) != nil, "a post to a chat that is not listed: \(post.chat.id)")
        #expect(post.expiresAt > said.at, "a post that is stale when made: \(post.key)")
        #expect(
            post.expiresAt < said.at.addingTimeInterval(86_400), "a post that lives too long: \(post.key)")
        #expect(!post.text.contains("！") && !post.text.contains("!"), "an exclamation mark: \(post.text)")
        #expect(!post.text.isEmpty && !post.text.contains("{{"), "a broken phrase: \(post.text)")
        #expect(
            !post.text.contains("。。") && !post.text.contains("，。") && !post.text.contains("：。"),
            "punctuation: \(post.text)")
        #expect(post.text.split(separator: "\n").count <= 20, "too long: \(post.text)")
        #expect(
            !log.contains { $0.post.key == post.key && $0.post.chat == post.chat },
            "the same key twice: \(post.key)")
        #expect(!post.text.contains(".") || !rulesKeyShaped(post.text), "a phrase is missing: \(post.text)")
        for mention in post.mentions {
            #expect(post.text.contains("@" + mention.name), "a mention that the text lacks: \(post.text)")
        }
        if bot.chat(post.chat)?.show == .masked, post.priority == .reply {
            let phones = post.text.matches(of: /1[3-9]\d{9}/).map { String($0.0) }
            #expect(phones.allSatisfy { $0 == "13800001234" }, "a whole phone in a group: \(post.text)")
        }
    }

    private func rulesKeyShaped(_ text: String) -> Bool {
        text.wholeMatch(of: /[a-z]+(\.[a-zA-Z]+)+/) != nil
    }

    // MARK: - Looking

    func key(_ chat: String) -> ChatKey { ChatKey(channel: ChannelName("town"), id: chat) }
    func instant(_ time: String) throws -> Date { bot.calendar.instant(try #require(LocalMoment(iso: time))) }
    func report(_ number: Int) throws -> ReportRecord { try #require(try facts.report(number)) }
    func name(_ person: String) -> String { bot.roster.person(PersonID(person))?.name ?? person }
    func clock(_ date: Date) -> String { bot.calendar.local(date).time.iso }
}

extension [Stage.Said] {
    /// What was said in one chat.
    func to(_ chat: String) -> [Stage.Said] { filter { $0.chat == chat } }
    var texts: [String] { map(\.text) }
    /// The only thing that was said.
    var only: String {
        get throws {
            #expect(count == 1, "\(map(\.description))")
            return try #require(first).text
        }
    }
}
