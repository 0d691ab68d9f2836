import ArgumentParser
import Foundation
import Model
import Rules
import Store
import Workload

/// Fills a benchmark's store with reports of earlier days, with all that they leave behind: the message, what was decided, the
/// receipt and its fate, the audit.
///
/// The rules decide and the store keeps, as in a gateway; only the platform and the small commits are left out.
struct StorePreload {
    /// How many messages.
    let messages: Int
    /// The number of the first one.
    let first: Int
    /// In how many conversations.
    let conversations: Int
    /// What they say.
    let mix: LoadMix

    /// How many reports a day has: a village's unit then has what a busy one reports, and no day holds all.
    private static let reportsPerDay = 10_000.0
    /// How long before now the last one was: far enough that nothing said today corrects it.
    private static let pause = 2 * 86_400.0
    /// How many messages are one commit; at that pace they span less time than a receipt may wait.
    private static let batch = 4_000

    /// Fills the store of a bot's folder; returns how many reports came of it, and how many seconds it took.
    ///
    /// Names come again after half a million: somebody reported anew days later is another report.
    func fill(_ folder: URL) async throws -> (reports: Int, seconds: Double) {
        let started = ContinuousClock.now
        let (loaded, bot) = try BotOpening.require(folder.path)
        let rules = try BotOpening.rules(loaded, bot)
        let store = try BotOpening.store(of: bot)
        let end = Date().addingTimeInterval(-Self.pause)
        let moments = (0..<messages).lazy.map {
            end.addingTimeInterval(Double($0 - messages) * 86_400 / Self.reportsPerDay)
        }
        try await store.synchronise(bot, now: moments.first ?? end)
        var reports = 0
        for start in stride(from: 0, to: messages, by: Self.batch) {
            let numbers = start..<min(start + Self.batch, messages)
            let now = moments[numbers.upperBound - 1]
            let events = try numbers.map { try event(first + $0, at: moments[$0]) }
            reports += try await keep(events, in: store, rules: rules, now: now)
        }
        try store.close()
        return (reports, (ContinuousClock.now - started) / .seconds(1))
    }

    /// Takes a batch in, decides it, and has its receipts posted; returns how many became reports.
    private func keep(
        _ events: [IncomingEvent], in store: GatewayStore, rules: RuleBook, now: Date
    ) async throws -> Int {
        _ = try await store.receive(
            events, from: ChannelName(LoadTownship.channel), cursor: nil, now: now)
        let outcome = try await store.processInbox(limit: events.count + 1, now: now) { row, facts in
            let decision = try rules.receive(row.event, id: row.id, facts: facts, now: now)
            // What was misread is asked about later, which the run that is measured would have to do.
            return decision.timers.isEmpty ? decision : Decision(.chatter)
        }
        let reports = outcome.outcomes[.reported] ?? 0
        guard outcome.taken == events.count, outcome.posts == reports, reports > 0 else {
            BotOpening.complain("of \(events.count) made messages not each was decided: \(outcome)")
            throw ExitCode.failure
        }
        // Nothing else waits, so the batch's posts are numbered from the first one that can be had.
        let head = try await store.exchangePosts(now: now) { PostExchange(limit: 1, owner: "preload") }
        guard let number = head.rows.first?.id else {
            BotOpening.complain("the made receipts are not there to be posted")
            throw ExitCode.failure
        }
        let posted = (number..<number + Int64(reports)).map {
            Settlement(id: $0, verdict: .posted(receipt: "p\($0)"))
        }
        try await store.settle(posted, now: now)
        return reports
    }

    private func event(_ number: Int, at: Date) throws -> IncomingEvent {
        let place = number % conversations + 1
        let chat = ChatKey(channel: ChannelName(LoadTownship.channel), id: "c\(place)")
        let (id, text) = ("old\(number)", mix.text(number))
        let raw = Raw(
            at: at.ISO8601Format(), chat: chat.id, id: id,
            sender: Raw.Sender(id: "u\(place)", name: "组长\(place)"), text: text)
        return IncomingEvent(
            key: "\(chat.text):\(id)", kind: .message, chat: chat, user: raw.sender.id,
            userName: raw.sender.name, text: text, at: at, messageID: id,
            raw: String(decoding: try JSONEncoder().encode(raw), as: UTF8.self))
    }

    /// A message as the relay hands it out.
    private struct Raw: Encodable {
        struct Sender: Encodable {
            var id: String
            var name: String
        }
        var at: String
        var chat: String
        var id: String
        var mentionsBot = false
        var sender: Sender
        var text: String
    }
}
