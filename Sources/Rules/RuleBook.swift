import Foundation
import Model
import ReportLanguage

/// What should happen: every rule of one bot, as pure functions of an event, the facts and the time.
///
/// Immutable once made and safe to use from any thread. Nothing in it knows a clock, a database or a platform: a whole
/// night can be played through it in a moment.
package struct RuleBook: Sendable {
    /// The bot whose rules these are.
    package let bot: BotDefinition
    let phrases: Phrasebook
    let phraseKeys: Set<String>
    let reader: ReportReader
    let forms: [String: FormDefinition]
    /// Turns an invitation's token into what the store keeps of it.
    let hash: @Sendable (String) -> String

    /// Binds a bot's definition to its phrases and its reader.
    ///
    /// - Parameter hash: SHA-256 as lower-case hex. Handed in, because the rules import no cryptography; whoever issues
    ///   invitations must use the same.
    package init(
        bot: BotDefinition, phrases: Phrasebook, reader: ReportReader,
        hash: @escaping @Sendable (String) -> String
    ) {
        self.bot = bot
        self.phrases = phrases
        self.reader = reader
        self.hash = hash
        phraseKeys = Set(phrases.keys)
        forms = Dictionary(bot.forms.map { ($0.name, $0) }) { first, _ in first }
    }

    /// How a chat's posts are worded at a moment.
    func wording(_ show: Show, at now: Date) -> Wording {
        Wording(book: self, masking: Masking(show), now: now)
    }
}
