import Model

/// Reads the talks of a bot's folder.
package enum TranscriptFiles {
    /// All talks below `transcripts/`, by file name, and what is wrong with them.
    package static func load(from bot: LoadedBot) -> (transcripts: [Transcript], findings: [Finding]) {
        let log = FindingLog()
        let folder = BotFolder.resolve("transcripts", in: bot.folder)
        let transcripts = BotFolder.files(in: folder, extensions: ["talk"]).compactMap { name in
            SourceText.read("transcripts/" + name, at: folder + "/" + name, into: log).flatMap {
                TranscriptParser(source: $0, log: log).parse()
            }
        }
        if let definition = bot.bot {
            for transcript in transcripts { check(transcript, definition, log) }
        }
        return (transcripts, log.sorted)
    }

    /// Chats and people must be the bot's.
    private static func check(_ transcript: Transcript, _ bot: BotDefinition, _ log: FindingLog) {
        let file = "transcripts/" + transcript.name + ".talk"
        func checkChat(_ word: String, _ line: Int) {
            guard word != "direct", !word.hasPrefix("direct:"), bot.chat(named: word) == nil else { return }
            log.error(
                file, line, "the bot has no chat “\(word)”",
                Suggestion.remedy(for: word, among: bot.chats.map(\.key.id)))
        }
        for step in transcript.steps {
            for expectation in step.expected { checkChat(expectation.chat, expectation.line) }
            guard case .say(let speaker, let chat, _) = step.action else { continue }
            checkChat(chat, step.line)
            guard case .person(let id) = speaker, bot.roster.person(id) == nil else { continue }
            log.error(
                file, step.line, "nobody in people.csv has the id “\(id.rawValue)”",
                "write ?\(id.rawValue) for a stranger, or an id of the roster")
        }
    }
}
