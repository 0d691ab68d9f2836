import ArgumentParser
import Foundation
import Model
import ReportLanguage
import Settings

/// `lianfang bench`: the benchmarks.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures how fast the bot works.",
        subcommands: [ParseBenchCommand.self])
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
            """)

    @Option(help: "The bot's folder.") var bot: String
    @Option(help: "The messages: a file of JSON Lines.") var corpus: String
    @Flag(help: "One JSON object.") var json = false

    func run() async throws {
        let start = ContinuousClock.now
        let (loaded, bot) = try BotOpening.require(bot)
        let reader = try loaded.reader()
        let startMs = Double(ParseBench.nanoseconds(ContinuousClock.now - start)) / 1e6
        let figures = ParseBench(
            reader: reader, messages: try messages(calendar: bot.calendar), startMs: startMs
        ).run()
        print(json ? try figures.json() : figures.text)
    }

    private func messages(calendar: BotCalendar) throws -> [ParseBench.Message] {
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
