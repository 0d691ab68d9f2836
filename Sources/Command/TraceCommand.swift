import ArgumentParser
import Foundation
import Model
import ReportLanguage
import Store

/// `lianfang trace`: the whole life of a message.
struct TraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract:
            "Tells the whole life of a message: received, understood as, decided, posted, acknowledged.",
        discussion: """
            Examples:
              lianfang trace bots/fuqiang R12
              lianfang trace bots/fuqiang town:V03:m41
            """)

    @Argument(help: "The bot's folder.") var bot: String
    @Argument(help: "A receipt (R12, B3, E5), an inbox row's number or a platform's message id.") var subject:
        String

    func run() async throws {
        let (_, bot) = try BotOpening.require(bot)
        let wanted: TraceSubject = Ref(subject.uppercased()).map { .ref($0) } ?? .message(subject)
        let store = try BotOpening.store(of: bot)
        let trace = try await store.trace(wanted)
        guard !trace.entries.isEmpty else {
            BotOpening.complain("\(subject): nothing of that name is in the store")
            throw ExitCode.failure
        }
        try await OperatorLook("trace", subject).note(in: store)
        for entry in trace.entries {
            let moment = bot.calendar.local(entry.at)
            print("\(moment.iso.replacing("T", with: " "))  \(entry.what)")
        }
    }
}
