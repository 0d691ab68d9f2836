import Foundation
import Gateway
import Logging
import Model
import ReportLanguage
import Rules
import Settings
import Store
import Testing

/// Through the whole gateway, on a platform with the usual limits: a flood in one village and what it costs the others.
struct FloodTests {
    private static let limits = ChannelLimits(
        perChat: RateLimit(20, perSeconds: 60), total: RateLimit(30, perSeconds: 1))
    private static let numerals = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    private static let surnames = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许").map(String.init)

    /// A village that takes everybody's word, the report of a different person each.
    private func report(_ index: Int, in chat: ChatKey, at: Date) -> IncomingEvent {
        let name =
            Self.surnames[index / 100] + "海" + Self.numerals[index / 10 % 10] + Self.numerals[index % 10]
        let phone = "1380000" + String(format: "%04d", index)
        return event(
            "f\(index)", in: chat, by: "u\(index % 200)", "报备 \(name) \(phone) 从大庆让胡路回来 1月30日到家", at)
    }

    private func event(_ id: String, in chat: ChatKey, by user: String, _ text: String, _ at: Date)
        -> IncomingEvent
    {
        IncomingEvent(
            key: "\(chat.text):\(id)", kind: .message, chat: chat, user: user, text: text, at: at,
            messageID: id,
            raw: "")
    }

    @Test
    func
        `two thousand reports at once in one village hold up no emergency in another, and none is left without its receipt`()
        async throws
    {
        var bot = try #require(Fuqiang.loaded.bot)
        bot.flood = nil
        for index in bot.chats.indices { bot.chats[index].unknownSenders = .accept }
        let villages = bot.chats.filter { $0.purpose == .village && $0.key.channel == bot.channels[0].name }
        let (flooded, quiet) = (try #require(villages.first).key, try #require(villages.last).key)
        #expect(flooded != quiet)
        let start = bot.calendar.instant(try #require(LocalMoment(iso: "2022-01-28T10:00")))
        let clock = ManualClock(start)
        let store = try GatewayStore(path: ":memory:", bot: bot.name)
        let channels = bot.channels.map { RecordingChannel(name: $0.name, clock: clock, limits: Self.limits) }
        var silent = Logger(label: "flood")
        silent.logLevel = .critical
        let runtime = BotRuntime(
            bot: bot,
            rules: RuleBook(
                bot: bot, phrases: try Fuqiang.loaded.phrasebook(), reader: try Fuqiang.reader.get(),
                hash: { $0 }),
            store: store, channels: channels, clock: clock, owner: "test", isAlone: true, logger: silent)
        try await store.synchronise(bot, now: start)
        try await runtime.timekeeper.start()
        try await runtime.settle()
        _ = channels.flatMap { $0.take() }

        for page in 0..<4 {
            let events = (0..<500).map { report(page * 500 + $0, in: flooded, at: start) }
            _ = try await store.receive(events, from: flooded.channel, cursor: nil, now: start)
        }
        let cry = event("help", in: quiet, by: "neighbour", "急救 老人摔倒 昏迷", start)
        _ = try await store.receive([cry], from: quiet.channel, cursor: nil, now: start)

        try await runtime.settle()
        let atOnce = channels.flatMap { $0.take() }
        #expect(atOnce.contains { $0.chat == quiet }, "the neighbour is answered in the same moment")
        #expect(atOnce.contains { $0.chat != quiet && $0.chat != flooded }, "and those who can help know")
        #expect(atOnce.count { $0.chat == flooded } == 20, "as many receipts as the budget holds")

        var later: [RecordingChannel.Said] = []
        while let wake = try await runtime.nextWake(), wake < start.addingTimeInterval(300) {
            clock.advance(to: max(wake, clock.now.addingTimeInterval(0.05)))
            try await runtime.settle()
            later += channels.flatMap { $0.take() }
        }
        let receipts = (atOnce + later).filter { $0.chat == flooded }
        let numbers = receipts.flatMap { $0.text.matches(of: /已登记 R(\d+)/).compactMap { Int($0.1) } }
        #expect(numbers.count == 2000 && Set(numbers).count == 2000, "each once")
        #expect(receipts.count == 40, "twenty alone, then a hundred in each of twenty: \(receipts.count)")
        let last = try #require(receipts.map(\.at).max())
        #expect(
            last.timeIntervalSince(start) <= 60, "\(last.timeIntervalSince(start)) s instead of 99 minutes")
    }
}
