import Foundation
import Model

/// What an audit measures by.
package struct AuditTerms: Hashable, Sendable {
    /// How much of what people wrote is read back.
    package enum Contents: Hashable, Sendable {
        /// Rows spread evenly over each table, so that the cost does not grow with it.
        case sample
        case all
    }

    /// How many looks each policy has: what is open after its last look waits for people.
    package var looks: [String: Int]
    /// What may be late by so many seconds without a finding: a gateway under load or at its start needs a moment, and ten
    /// minutes is the longest pause between two attempts of anything.
    package var grace: Double
    /// Rows older than this may have been purged, so what belongs to them is not missed.
    package var keptSince: Date
    package var contents: Contents

    package init(
        looks: [String: Int] = [:], grace: Double = 660, keptSince: Date = .distantPast,
        contents: Contents = .sample
    ) {
        self.looks = looks
        self.grace = grace
        self.keptSince = keptSince
        self.contents = contents
    }

    /// The terms of a bot at a moment: its policies, and what its retention may have purged.
    package init(of bot: BotDefinition, now: Date, contents: Contents = .sample) {
        let looks = Dictionary(bot.policies.map { ($0.name, $0.lookCount) }) { first, _ in first }
        // A day more than what is kept, for the purge that is under way.
        let kept = [bot.privacy?.messages, bot.privacy?.persons].compactMap { $0 }.min()
            .map { now.addingTimeInterval(86_400 - $0) }
        self.init(looks: looks, keptSince: kept ?? .distantPast, contents: contents)
    }
}
