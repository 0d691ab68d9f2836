import Model
import ReportLanguage

/// A talk between people and the bot, written down so that tests can play it: documentation that cannot lie.
///
/// The page `Settings` describes how a `.talk` file is written.
package struct Transcript: Sendable {
    /// What is done in a step.
    package enum Action: Hashable, Sendable {
        /// Somebody writes in a chat.
        case say(Speaker, in: String, text: String)
        /// Time passes until the step's moment.
        case wait
    }

    /// Who writes.
    package enum Speaker: Hashable, Sendable {
        /// Somebody of the roster, with the account that they have on the chat's channel.
        case person(PersonID)
        /// An account that no roster knows.
        case stranger(String)
    }

    /// What the bot is to say in a step.
    package struct Expectation: Hashable, Sendable {
        /// The chat's word.
        package var chat: String
        /// Literal pieces with `…` for anything between them; they must occur in that order.
        package var pattern: String
        /// Its line in the file.
        package var line: Int

        /// Whether a text has the pattern's pieces in their order.
        package func matches(_ text: String) -> Bool {
            var rest = text[...]
            for piece in pattern.split(separator: "…") {
                let wanted = piece.trimmed
                guard !wanted.isEmpty else { continue }
                guard let found = rest.range(of: wanted) else { return false }
                rest = rest[found.upperBound...]
            }
            return true
        }
    }

    /// One thing that happens, and what the bot says to it before the next.
    package struct Step: Hashable, Sendable {
        package var at: LocalMoment
        package var action: Action
        package var expected: [Expectation] = []
        /// Pieces that nothing said in this step may hold.
        package var forbidden: [String] = []
        /// Whether the bot may say more than is expected.
        package var allowsMore = false
        /// Its line in the file.
        package var line: Int
    }

    /// The file's name.
    package var name: String
    /// What the talk shows.
    package var title: String
    /// The duty plan while it plays; the bot's own plan does not count, so that a talk is about one thing.
    package var duty: [DutyLine]
    package var steps: [Step]

    /// The bot with the duty plan of this talk.
    package func bot(_ bot: BotDefinition) -> BotDefinition {
        var bot = bot
        bot.roster = Roster(
            people: bot.roster.people, villages: bot.roster.villages, units: bot.roster.units,
            checkpoints: bot.roster.checkpoints, teams: bot.roster.teams, duty: duty)
        return bot
    }
}

extension StringProtocol {
    /// Where a piece first occurs, by characters.
    fileprivate func range(of piece: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if let end = index(start, offsetBy: piece.count, limitedBy: endIndex), self[start..<end] == piece
            {
                return start..<end
            }
            start = index(after: start)
        }
        return nil
    }
}

extension BotDefinition {
    /// The chat that a word means: a chat's id, else the village's or checkpoint's own, else the first of that purpose.
    package func chat(named word: String) -> ChatDefinition? {
        let place = PlaceCode(word)
        return chats.first { $0.key.id == word }
            ?? chats.first { $0.place == place && ($0.purpose == .village || $0.purpose == .checkpoints) }
            ?? chats.first { $0.purpose.rawValue == word }
    }
}
