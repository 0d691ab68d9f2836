import Foundation
import Gateway
import Model
import ReportLanguage
import Settings
import Store
import Testing

/// Plays every talk of the sample township through the whole gateway: documentation that cannot lie.
struct TranscriptTests {
    private static let talks = TranscriptFiles.load(from: Fuqiang.loaded)

    @Test func `all talks can be read`() {
        #expect(Self.talks.findings.isEmpty)
        #expect(Self.talks.transcripts.count >= 40)
    }

    @Test(arguments: talks.transcripts.map(\.name))
    func `a talk goes as written`(name: String) async throws {
        let talk = try #require(Self.talks.transcripts.first { $0.name == name })
        let first = try #require(talk.steps.first)
        let rehearsal = try await Fuqiang.rehearsal(from: first.at.iso) { $0 = talk.bot($0) }
        for (index, step) in talk.steps.enumerated() {
            let at = rehearsal.bot.calendar.instant(step.at)
            let said: [RecordingChannel.Said]
            switch step.action {
            case .wait:
                said = try await rehearsal.advance(to: at)
            case .say(let speaker, let word, let text):
                let (voice, chat) = try place(speaker, word, rehearsal.bot)
                said = try await rehearsal.say(
                    Rehearsal.Line(id: "\(name)-\(index)", at: at, text: text, speaker: voice, chat: chat))
            }
            let heard = said.map {
                Transcript.Step.Said(chat: self.word(for: $0.chat, step, rehearsal.bot), text: $0.text)
            }
            let differences = step.differences(from: heard)
            #expect(differences.isEmpty, "\(name): \(differences.joined(separator: "\n"))")
        }
        let end = rehearsal.bot.calendar.instant(try #require(talk.steps.last).at)
        let audit = try await rehearsal.store.audit(
            AuditTerms(of: rehearsal.bot, now: end, contents: .all), now: end)
        #expect(audit.findings == [], "\(name)")
    }

    @Test func `every form, every command and every kind of problem is shown by a talk`() throws {
        let bot = try #require(Fuqiang.loaded.bot)
        let reader = try Fuqiang.reader.get()
        var forms: Set<String> = []
        var commands: Set<CommandName> = []
        var problems: Set<Problem.Code> = []
        for step in Self.talks.transcripts.flatMap(\.steps) {
            guard case .say(let speaker, let chat, let text) = step.action else { continue }
            let sender: String? = if case .person(let id) = speaker { id.rawValue } else { nil }
            let context = ReadingContext(
                at: step.at, sender: sender, chatPlace: bot.chat(named: chat)?.place.rawValue)
            switch reader.read(text, in: context) {
            case .chatter: break
            case .command(let command): commands.insert(command.name)
            case .reports(let reports):
                forms.formUnion(reports.map(\.form))
                problems.formUnion(reports.flatMap(\.problems).map(\.code))
            }
        }
        #expect(Set(bot.forms.map(\.name)).subtracting(forms) == [])
        #expect(Set(CommandName.allCases).subtracting(commands) == [])
        let codes: Set<Problem.Code> = [.missing, .invalid, .ambiguous, .unknown, .conflict, .duplicate]
        #expect(codes.subtracting(problems) == [])
    }

    /// Who speaks where.
    ///
    /// `direct` is the speaker's own chat with the bot.
    private func place(
        _ speaker: Transcript.Speaker, _ word: String, _ bot: BotDefinition
    ) throws -> (Rehearsal.Speaker, ChatKey) {
        let voice: Rehearsal.Speaker
        let name: String
        switch speaker {
        case .person(let id): (voice, name) = (.person(id), id.rawValue)
        case .stranger(let who): (voice, name) = (.stranger(who), who)
        }
        if word == "direct" { return (voice, ChatKey(channel: bot.channels[0].name, id: "direct:" + name)) }
        return (voice, try #require(bot.chat(named: word), "no chat \(word)").key)
    }

    /// The word by which the talk calls a chat.
    private func word(for chat: ChatKey, _ step: Transcript.Step, _ bot: BotDefinition) -> String {
        if let expected = step.expected.first(where: { bot.chat(named: $0.chat)?.key == chat }) {
            return expected.chat
        }
        if case .say(.person(let id), "direct", _) = step.action, chat.id == "direct:" + id.rawValue,
            step.expected.contains(where: { $0.chat == "direct" })
        {
            return "direct"
        }
        return chat.id
    }
}
