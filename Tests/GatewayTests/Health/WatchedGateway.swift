import Channels
import Foundation
import Logging
import Model
import ReportLanguage
import Rules
import Settings
import Synchronization
import Testing

@testable import Gateway
@testable import Store

/// A channel that records what is said, is read or not, and can be cut off.
final class CutChannel: Channel {
    let recorder: RecordingChannel
    let traits: ChannelTraits
    let isCut = Mutex(false)

    var name: ChannelName { recorder.name }

    init(_ name: ChannelName, clock: any GatewayClock, isPolled: Bool) {
        recorder = RecordingChannel(name: name, clock: clock)
        traits = ChannelTraits(canPoll: isPolled, isIdempotent: true, limits: ChannelLimits.none)
    }

    func open() async throws(ChannelError) {}

    func poll(after cursor: String?, wait: Duration) async throws(ChannelError) -> Poll {
        try await recorder.poll(after: cursor, wait: wait)
    }

    func post(_ message: OutboundMessage) async throws(ChannelError) -> PostReceipt {
        if isCut.withLock({ $0 }) { throw ChannelError(.unreachable, delivery: .neverReached, detail: "cut") }
        return try await recorder.post(message)
    }

    func split(_ text: String, as format: TextFormat) -> [String] { [text] }
}

/// The sample township's gateway on a clock that is moved by hand, of which two channels are read.
final class WatchedGateway {
    let bot: BotDefinition
    let store: GatewayStore
    let clock: ManualClock
    let channels: [CutChannel]
    private(set) var runtime: BotRuntime
    private let rules: RuleBook
    /// The channels whose polls go well.
    var heard: Set<String> = ["town", "tg"]

    init(locale: String = "zh-Hans") async throws {
        var bot = try #require(Fuqiang.loaded.bot)
        // Nothing but the watch speaks: no duty, no alarm.
        bot.roster = Roster(
            people: bot.roster.people, villages: bot.roster.villages, units: bot.roster.units,
            checkpoints: bot.roster.checkpoints, teams: bot.roster.teams, duty: [])
        self.bot = bot
        clock = ManualClock(bot.calendar.instant(try #require(LocalMoment(iso: "2022-01-28T18:00"))))
        store = try GatewayStore(path: ":memory:", bot: bot.name)
        let clock = clock
        channels = bot.channels.map {
            CutChannel($0.name, clock: clock, isPolled: $0.name.rawValue != "wecom")
        }
        rules = RuleBook(
            bot: bot, phrases: try Fuqiang.loaded.phrasebook(), reader: try Fuqiang.reader.get(), hash: { $0 }
        )
        runtime = Self.runtime(bot, rules, store, channels, clock, owner: "first")
        try await store.synchronise(bot, now: clock.now)
        try await runtime.timekeeper.start()
        await runtime.watch.look()
    }

    private static func runtime(
        _ bot: BotDefinition, _ rules: RuleBook, _ store: GatewayStore, _ channels: [CutChannel],
        _ clock: ManualClock, owner: String
    ) -> BotRuntime {
        var quiet = Logger(label: "watched")
        quiet.logLevel = .critical
        return BotRuntime(
            bot: bot, rules: rules, store: store, channels: channels, clock: clock, owner: owner,
            isAlone: true,
            logger: quiet)
    }

    /// Another process on the same store.
    func another() -> BotRuntime { Self.runtime(bot, rules, store, channels, clock, owner: "second") }

    /// The process ends and is started anew.
    func restart() { runtime = another() }

    /// Lets minutes pass, with polls, looks and all that is due; returns what the supervisors' group heard.
    func pass(minutes: Int) async throws -> [String] {
        var said: [String] = []
        for _ in 0..<minutes {
            clock.advance(to: clock.now.addingTimeInterval(60))
            for channel in channels where channel.traits.canPoll && heard.contains(channel.name.rawValue) {
                _ = try await store.receive([], from: channel.name, cursor: nil, now: clock.now)
            }
            await runtime.watch.look()
            try await runtime.settle()
            said += take()
        }
        return said
    }

    /// What the supervisors' group on `town` heard since the last time.
    func take() -> [String] {
        channels.flatMap { $0.recorder.take() }.filter { $0.chat.id == "supervisors" }.map(\.text)
    }
}
