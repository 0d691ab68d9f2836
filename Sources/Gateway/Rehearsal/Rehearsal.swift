import Foundation
import Logging
import Model
import ReportLanguage
import Rules
import Store

/// Plays time through the real rules and the real store, on a clock that jumps from one due moment to the next.
///
/// A night takes as long as its work takes; nothing is posted anywhere.
package struct Rehearsal: Sendable {
    /// Who speaks in a rehearsal.
    package enum Speaker: Sendable, Hashable {
        /// Somebody of the roster.
        case person(PersonID)
        /// An account that no roster knows, by any name.
        case stranger(String)
    }

    /// A message that somebody sends during a rehearsal.
    package struct Line: Sendable {
        package var id: String
        package var at: Date
        package var text: String
        package var speaker: Speaker
        /// Where it is said; a chat that the bot does not list is a direct one.
        package var chat: ChatKey

        package init(id: String, at: Date, text: String, speaker: Speaker, chat: ChatKey) {
            self.id = id
            self.at = at
            self.text = text
            self.speaker = speaker
            self.chat = chat
        }
    }

    package let bot: BotDefinition
    package let store: GatewayStore
    private let clock: ManualClock
    private let channels: [RecordingChannel]
    private let runtime: BotRuntime

    /// Sets a rehearsal up at an instant, over an empty store: in memory, unless it is to be another.
    ///
    /// Everybody of the roster gets an account in each channel, so that a scenario can name people by their ids.
    package init(
        bot: BotDefinition, reader: ReportReader, phrases: Phrasebook,
        hash: @escaping @Sendable (String) -> String,
        from start: Date, in address: StoreAddress = .sqlite(path: ":memory:")
    ) async throws(StoreError) {
        self.bot = Self.castFor(bot)
        store = try GatewayStore(address, bot: bot.name)
        let clock = ManualClock(start)
        self.clock = clock
        channels = bot.channels.map { RecordingChannel(name: $0.name, clock: clock) }
        var quiet = Logger(label: "rehearsal")
        quiet.logLevel = .error
        runtime = BotRuntime(
            bot: self.bot,
            rules: RuleBook(
                bot: self.bot, phrases: phrases, reader: reader, hash: hash),
            store: store, channels: channels, clock: clock,
            owner: "rehearsal", isAlone: true, logger: quiet)
        try await store.synchronise(self.bot, now: start)
        try await runtime.timekeeper.start()
        try await runtime.settle()
    }

    /// The account that a person speaks with in a rehearsal.
    package static func account(of person: PersonID, in channel: ChannelName) -> AccountKey {
        AccountKey(channel: channel, user: "rehearsal-" + person.rawValue)
    }

    /// The chat of a place: its village or township chat first; nil when no listed chat is that place's.
    package func chat(of place: PlaceCode, purpose: Purpose? = nil) -> ChatKey? {
        let matches = bot.chats.filter { $0.place == place && (purpose == nil || $0.purpose == purpose) }
        let order: [Purpose] = [.village, .township, .checkpoints, .patrols, .supervisors, .county]
        return matches.min { left, right in
            (order.firstIndex(of: left.purpose) ?? order.count)
                < (order.firstIndex(of: right.purpose) ?? order.count)
        }?.key
    }

    /// Moves time forward to an instant, stopping at each moment at which something is due; returns what was said.
    package func advance(to end: Date) async throws(StoreError) -> [RecordingChannel.Said] {
        var said: [RecordingChannel.Said] = []
        while let wake = try await runtime.nextWake(), wake <= end {
            // Something due that could not be done yet (a lane without budget) must not stop the clock.
            clock.advance(to: wake > clock.now ? wake : clock.now.addingTimeInterval(0.05))
            try await runtime.settle()
            said += take()
        }
        clock.advance(to: end)
        return said
    }

    /// Has somebody say something at its time; returns what was said up to and at that time.
    package func say(_ line: Line) async throws(StoreError) -> [RecordingChannel.Said] {
        var said = try await advance(to: line.at)
        let (user, name) =
            switch line.speaker {
            case .person(let id):
                (Self.account(of: id, in: line.chat.channel).user, bot.roster.person(id)?.name ?? "")
            case .stranger(let name): ("stranger-" + name, name)
            }
        let event = IncomingEvent(
            key: "\(line.chat.text):\(line.id)", kind: .message, chat: line.chat, user: user, userName: name,
            text: line.text, at: line.at, messageID: line.id, isDirect: bot.chat(line.chat) == nil, raw: "")
        _ = try await store.receive([event], from: line.chat.channel, cursor: nil, now: clock.now)
        try await runtime.settle()
        said += take()
        return said
    }

    private func take() -> [RecordingChannel.Said] { channels.flatMap { $0.take() }.sorted { $0.at < $1.at } }

    private static func castFor(_ bot: BotDefinition) -> BotDefinition {
        var cast = bot
        cast.roster = Roster(
            people: bot.roster.people.map { person in
                var person = person
                person.accounts += bot.channels.map { account(of: person.id, in: $0.name) }
                return person
            },
            villages: bot.roster.villages, units: bot.roster.units, checkpoints: bot.roster.checkpoints,
            teams: bot.roster.teams, duty: bot.roster.duty)
        return cast
    }
}
