import ArgumentParser
import Foundation
import Model
import ReportLanguage
import Settings
import Workload

/// `lianfang bench`: the benchmarks.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures how fast the bot works.",
        subcommands: [ParseBenchCommand.self, GatewayBenchCommand.self, DispatchBenchCommand.self])
}

/// `lianfang bench parse`: how fast messages are read.
struct ParseBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Measures how fast messages are read, on one core.",
        discussion: """
            The corpus is JSON Lines as for parse --jsonl. It is read once to warm up, then again and again for three seconds.

            Examples:
              lianfang bench parse --bot bots/fuqiang --corpus messages.jsonl
              lianfang bench parse --bot bots/fuqiang --corpus messages.jsonl --json
              lianfang bench parse --bot bots/fuqiang --adversarial
            """)

    @Option(help: "The bot's folder.") var bot: String
    @Option(help: "The messages: a file of JSON Lines.") var corpus: String?
    @Flag(help: "Messages made to hurt instead of a corpus: exit 1 where one takes over 50 ms.")
    var adversarial = false
    @Option(help: "With --adversarial: about how long they are, in characters.") var length = 10_000
    @Flag(help: "One JSON object.") var json = false

    func validate() throws {
        guard adversarial != (corpus != nil) else {
            throw ValidationError("name the messages: --corpus FILE, or --adversarial")
        }
    }

    func run() async throws {
        let start = ContinuousClock.now
        let (loaded, bot) = try BotOpening.require(bot)
        let reader = try loaded.reader()
        let startMs = Double(ParseBench.nanoseconds(ContinuousClock.now - start)) / 1e6
        guard let corpus else { return try hurt(reader) }
        let figures = ParseBench(
            reader: reader, messages: try messages(of: corpus, calendar: bot.calendar), startMs: startMs
        ).run()
        print(json ? try figures.json() : figures.text)
    }

    private func hurt(_ reader: ReportReader) throws {
        let context = ReadingContext(
            at: ReportMaker.moment, sender: ReportMaker.sender, chatPlace: ReportMaker.chat)
        let figures = AdversarialBench(reader: reader, context: context).run(length: length)
        print(json ? try figures.json() : figures.text)
        guard figures.isMet else { throw ExitCode.failure }
    }

    private func messages(of corpus: String, calendar: BotCalendar) throws -> [ParseBench.Message] {
        guard let data = FileManager.default.contents(atPath: corpus) else {
            BotOpening.complain("\(corpus): cannot be read")
            throw ExitCode.failure
        }
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var messages: [ParseBench.Message] = []
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            do {
                let message = try JSONDecoder().decode(MessageLine.self, from: line)
                guard let instant = Timestamp.read(message.at) else {
                    throw MessageLine.Broken(reason: "at: write for example 2022-01-20T09:12:00+08:00")
                }
                let context = ReadingContext(
                    at: calendar.local(instant), sender: message.from, chatPlace: message.group)
                messages.append(ParseBench.Message(text: message.text, context: context))
            } catch {
                BotOpening.complain("\(corpus):\(index + 1): \(MessageLine.reason(of: error))")
                throw ExitCode.failure
            }
        }
        guard !messages.isEmpty else {
            BotOpening.complain("\(corpus): holds no message")
            throw ExitCode.failure
        }
        return messages
    }
}
