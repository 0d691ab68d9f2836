import Foundation
import Model
import ReportLanguage

/// What bot.yaml says, with defaults, before it is held against the rest of the folder.
struct BotSettings {
    /// A chat with where it was written, so that its place can be judged once the roster is read.
    struct Chat {
        var definition: ChatDefinition
        var place: YAMLValue?
        var value: YAMLValue
    }

    /// A folder to read, and where it was asked for; nil where it is a default.
    struct Folder {
        var path: String
        var value: YAMLValue?
    }

    var name = ""
    var timeZone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt
    var locale = "zh-Hans"
    var township = BotDefinition.Township(code: PlaceCode("T01"), name: "", division: nil)
    var store: StoreLocation?
    var roster: Folder?
    /// nil: those of the four that exist.
    var include: [Folder]?
    var isTraining = false
    var console: ConsoleSettings?
    var caFile: String?
    var channels: [ChannelDefinition] = []
    var chats: [Chat] = []
    var flood: RateLimit? = RateLimit(20, perSeconds: 60)
    var quiet = BotSettings.standardQuiet
    var privacy: PrivacySettings?
    var deadMan: DeadManSettings?

    /// From ten in the evening to six in the morning.
    static let standardQuiet: QuietHours = {
        guard let from = ClockTime(hour: 22), let to = ClockTime(hour: 6) else {
            preconditionFailure("constants")
        }
        return QuietHours(from: from, to: to)
    }()

    /// The keys of bot.yaml, in the order in which people write them.
    static let keys = [
        "name", "timeZone", "locale", "township", "store", "roster", "include", "training", "console", "ca",
        "channels", "chats", "limits", "flood", "quiet", "privacy", "deadMan",
    ]
}
