import Foundation

/// How a gateway was at its last look at itself.
package struct HealthSnapshot: Hashable, Sendable {
    /// The bot's name.
    package var bot: String
    /// When it was looked at, by the gateway's clock; nil before the first look.
    package var at: Date?
    /// What is wrong, the outages first.
    package var troubles: [Trouble]

    package init(bot: String, at: Date?, troubles: [Trouble]) {
        self.bot = bot
        self.at = at
        self.troubles = troubles
    }

    /// What keeps the gateway from its work.
    package var outages: [Trouble] { troubles.filter(\.kind.isOutage) }

    /// Whether it does its work.
    package var isWell: Bool { outages.isEmpty }
}
