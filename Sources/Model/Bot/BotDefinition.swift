import Foundation
import ReportLanguage

/// Where a bot keeps its rows.
package enum StoreLocation: Hashable, Sendable {
    /// A SQLite file: an absolute path, or `:memory:`.
    case sqlite(path: String)
    /// A PostgreSQL database.
    case postgres(url: String, password: SecretSource?)

    /// The file or the address as an operator may read it: without a user and whatever stands behind them.
    package var shown: String {
        switch self {
        case .sqlite(let path): return path
        case .postgres(let url, _):
            guard let start = url.firstRange(of: "://"), let at = url[start.upperBound...].lastIndex(of: "@")
            else {
                return url
            }
            return String(url[..<start.upperBound] + url[url.index(after: at)...])
        }
    }
}

/// The hours in which a policy that respects them says nothing.
///
/// `from` after `to` crosses midnight.
package struct QuietHours: Hashable, Sendable {
    package var from: ClockTime
    package var to: ClockTime

    package init(from: ClockTime, to: ClockTime) {
        self.from = from
        self.to = to
    }

    /// Whether a time of the day is quiet.
    ///
    /// `from` itself is, `to` is not; equal ends mean never.
    package func contains(_ time: ClockTime) -> Bool {
        from <= to ? (from <= time && time < to) : (time >= from || time < to)
    }
}

/// Everything that a bot's folder says, checked and with defaults filled in.
package struct BotDefinition: Sendable {
    package struct Township: Hashable, Sendable {
        package var code: PlaceCode
        package var name: String
        /// The six-digit code of the county; nil when not configured.
        package var division: String?
        package init(code: PlaceCode, name: String, division: String?) {
            self.code = code
            self.name = name
            self.division = division
        }
    }

    package var name: String
    package var timeZone: TimeZone
    /// The locale's tag, `zh-Hans` or `en`.
    package var locale: String
    package var township: Township
    package var store: StoreLocation
    /// Practice: all works, every post is marked, figures stay out of the books.
    package var isTraining: Bool
    package var channels: [ChannelDefinition]
    package var chats: [ChatDefinition]
    package var roster: Roster
    package var forms: [FormDefinition]
    package var policies: [Policy]
    package var notices: [PreparedNotice]
    /// The pages that people may ask for with `指南`, as a chat shows them, by topic.
    package var guides: [String: String]
    /// nil: no flood guard (`flood: none`).
    package var flood: RateLimit?
    package var quiet: QuietHours
    /// An extra file of trust anchors: an absolute path.
    package var caFile: String?
    /// nil: no listener at all.
    package var console: ConsoleSettings?
    /// nil: no encryption at rest, nothing purged.
    package var privacy: PrivacySettings?
    /// nil: nobody is called.
    package var deadMan: DeadManSettings?

    package init(
        name: String, timeZone: TimeZone, locale: String, township: Township, store: StoreLocation,
        isTraining: Bool = false, channels: [ChannelDefinition], chats: [ChatDefinition], roster: Roster,
        forms: [FormDefinition] = [], policies: [Policy] = [], notices: [PreparedNotice] = [],
        guides: [String: String] = [:],
        flood: RateLimit?,
        quiet: QuietHours, caFile: String? = nil, console: ConsoleSettings? = nil,
        privacy: PrivacySettings? = nil,
        deadMan: DeadManSettings? = nil
    ) {
        self.name = name
        self.timeZone = timeZone
        self.locale = locale
        self.township = township
        self.store = store
        self.isTraining = isTraining
        self.channels = channels
        self.chats = chats
        self.roster = roster
        self.forms = forms
        self.policies = policies
        self.notices = notices
        self.guides = guides
        self.flood = flood
        self.quiet = quiet
        self.caFile = caFile
        self.console = console
        self.privacy = privacy
        self.deadMan = deadMan
    }

    /// The listed chat of that key; nil for a chat that is not listed.
    package func chat(_ key: ChatKey) -> ChatDefinition? { chats.first { $0.key == key } }

    /// The policy of that name.
    package func policy(_ name: String) -> Policy? { policies.first { $0.name == name } }

    /// The wall clock of the township.
    package var calendar: BotCalendar { BotCalendar(timeZone: timeZone) }
}
