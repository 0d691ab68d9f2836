import Model
import ReportLanguage

/// A page that people may ask for with `指南 主题`.
package struct Guide: Hashable, Sendable {
    /// The file's name without its extension: the topic.
    package var name: String
    /// The first heading, else the name.
    package var title: String
    package var text: String

    package init(name: String, title: String, text: String) {
        self.name = name
        self.title = title
        self.text = text
    }

    /// The text as a chat shows it: headings without their marks, no empty lines at its ends.
    var plainText: String {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }
            .map { $0.hasPrefix("#") ? $0.drop { $0 == "#" }.trimmed : String($0) }
            .joined(separator: "\n").trimmed
    }
}

/// What a bot's folder holds, and all that is wrong with it.
package struct LoadedBot: Sendable {
    /// The folder: an absolute path.
    package var folder: String
    /// nil when there is any error.
    package var bot: BotDefinition?
    /// The sentences of the bot's locale, the bot's own over the standard ones.
    package var phrases: [String: String]
    package var guides: [Guide]
    /// The words of the bot's locale that belong to no form, with the bot's own.
    package var lexicon: Lexicon
    /// Errors and warnings by file and line, bot.yaml first.
    package var findings: [Finding]

    package init(
        folder: String, bot: BotDefinition?, phrases: [String: String], guides: [Guide], lexicon: Lexicon,
        findings: [Finding]
    ) {
        self.folder = folder
        self.bot = bot
        self.phrases = phrases
        self.guides = guides
        self.lexicon = lexicon
        self.findings = findings
    }

    /// Only what keeps the bot from running.
    package var errors: [Finding] { findings.filter { $0.severity == .error } }
    /// Only what is worth a look.
    package var warnings: [Finding] { findings.filter { $0.severity == .warning } }

    /// Compiles the sentences.
    ///
    /// Throws only where a phrase is broken, which `findings` then names too.
    package func phrasebook() throws(Phrasebook.BrokenPhrase) -> Phrasebook { try Phrasebook(phrases) }
}
