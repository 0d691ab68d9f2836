import Foundation
import Model
import ReportLanguage
import Settings
import Testing

/// The sample township for these tests: the roster and the phrases of `bots/fuqiang`, with plain chats on one
/// channel and the standard policies.
///
/// People's accounts are their roster ids.
enum Sample {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "bots/fuqiang").path
    private static let loaded = BotFolder.load(folder, environment: [:])
    private static let readerOnce = Result { try loaded.reader() }

    static func bot() throws -> BotDefinition {
        var bot = try #require(loaded.bot, "\(loaded.errors.map(\.description))")
        let channel = ChannelName("town")
        let roster = bot.roster
        bot.roster = Roster(
            people: roster.people.map { person in
                var person = person
                person.accounts = [AccountKey(channel: channel, user: person.id.rawValue)]
                return person
            }, villages: roster.villages, units: roster.units, checkpoints: roster.checkpoints,
            teams: roster.teams,
            duty: [])
        bot.chats =
            roster.villages.map { village in
                ChatDefinition(
                    key: ChatKey(channel: channel, id: village.code.rawValue), purpose: .village,
                    place: village.code)
            } + [
                chat("checkpoints", .checkpoints), chat("supervisors", .supervisors, show: .whole),
                chat("T01", .township),
            ]
        bot.policies = bot.policies.filter { $0.name != "missed-shift" } + [missedShift]
        bot.flood = nil
        bot.quiet = QuietHours(from: try time("22:00"), to: try time("06:00"))
        return bot
    }

    static func chat(_ id: String, _ purpose: Purpose, place: String = "T01", show: Show = .masked)
        -> ChatDefinition
    {
        ChatDefinition(
            key: ChatKey(channel: ChannelName("town"), id: id), purpose: purpose, place: PlaceCode(place),
            show: show)
    }

    static let missedShift = Policy(
        name: "missed-shift",
        steps: [
            PolicyStep(after: 600, to: .chat), PolicyStep(after: 900, to: .role(.checkpointHead)),
            PolicyStep(after: 1200, to: .role(.villageSecretary)),
            PolicyStep(after: 1800, to: .purpose(.supervisors)),
            PolicyStep(after: 2700, to: .role(.townSecretary)),
        ], quiet: .ignore)

    static func reader() throws -> ReportReader { try readerOnce.get() }

    static func time(_ iso: String) throws -> ClockTime { try #require(ClockTime(iso: iso)) }

    /// A line of the duty plan, every day.
    static func duty(_ checkpoint: String, _ from: String, _ to: String, _ staff: String...) throws
        -> DutyLine
    {
        DutyLine(
            checkpoint: PlaceCode(checkpoint), days: .every, from: try time(from), to: try time(to),
            staff: staff.map { PersonID($0) })
    }

    private static let chinese = Result { try Phrasebook(texts("zh-Hans")) }
    private static let english = Result { try Phrasebook(texts("en")) }

    static func phrases(_ locale: String) throws -> Phrasebook {
        try (locale == "en" ? english : chinese).get()
    }

    /// The standard phrases of a locale, by loading a bot that speaks it.
    static func texts(_ locale: String) throws -> [String: String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // A left-over folder among the system's temporary ones does no harm.
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = """
            name: sample
            locale: \(locale)
            channels: {town: {platform: relay, url: "http://127.0.0.1:9090", secret: {env: RELAY_SECRET}}}
            chats: [{channel: town, id: T01, purpose: township}]

            """
        try text.write(to: folder.appending(path: "bot.yaml"), atomically: true, encoding: .utf8)
        let loaded = BotFolder.load(folder.path, environment: [:])
        try #require(loaded.bot != nil, "\(loaded.errors.map(\.description))")
        return loaded.phrases
    }
}

extension BotDefinition {
    /// Gives the township a duty plan.
    mutating func plan(_ duty: [DutyLine]) {
        roster = Roster(
            people: roster.people, villages: roster.villages, units: roster.units,
            checkpoints: roster.checkpoints,
            teams: roster.teams, duty: duty)
    }
}
