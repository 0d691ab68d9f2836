import ArgumentParser
import Settings
import Foundation
import Model
import ReportLanguage

/// `lianfang parse`: what messages mean, as the daemon would read them.
struct ParseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Reads messages and prints what they mean, one JSON object a message.",
        discussion: """
            The same engine and configuration as the daemon's; no network, no secrets, no store.

            Examples:
              echo '报备 张三 13800001234 从哈尔滨道里回来 后天到家' | lianfang parse --bot bots/fuqiang --group V03 -
              lianfang parse --bot bots/fuqiang --jsonl messages.jsonl
            """)

    @Option(help: "The bot's folder.") var bot: String
    @Option(help: "When the message was written (RFC 3339); now by default.") var at: String?
    @Option(help: "Who wrote it: a roster id.") var from: String?
    @Option(help: "The place code of the chat it was written in.") var group: String?
    @Flag(help: "The input is JSON Lines of messages.") var jsonl = false
    @Flag(help: "Show tokens, candidates and why each field took what it took.") var explain = false
    @Argument(help: "A file, or - for standard input.") var file: String

    func run() async throws {
        let (loaded, bot) = try BotOpening.require(bot)
        let reader = try loaded.reader()
        guard let input = read() else {
            BotOpening.complain("\(file): cannot be read")
            throw ExitCode.failure
        }
        if jsonl {
            try lines(input, reader: reader, calendar: bot.calendar)
        } else {
            try one(input, reader: reader, calendar: bot.calendar)
        }
    }

    private func read() -> [UInt8]? {
        if file == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        return FileManager.default.contents(atPath: file).map { Array($0) }
    }

    /// One message: the whole input, without its last line break.
    private func one(_ input: [UInt8], reader: ReportReader, calendar: BotCalendar) throws {
        var moment = calendar.local(Date())
        if let at {
            guard let instant = Timestamp.read(at) else {
                throw ValidationError("--at \(at): write for example 2022-01-20T09:12:00+08:00")
            }
            moment = calendar.local(instant)
        }
        var text = String(decoding: input, as: UTF8.self)
        if text.hasSuffix("\n") { text.removeLast() }
        let context = ReadingContext(at: moment, sender: from, chatPlace: group)
        if explain { print(reader.explain(text, in: context)) }
        print(try ReadingLine(id: nil, reading: reader.read(text, in: context)).json())
    }

    /// Many messages: a bad line gives a line that says so, and the run goes on.
    private func lines(_ input: [UInt8], reader: ReportReader, calendar: BotCalendar) throws {
        let decoder = JSONDecoder()
        var isGood = true
        var output = ""
        for (index, bytes) in input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated() where bytes.contains(where: { $0 > 0x20 })
        {
            do {
                let message = try decoder.decode(MessageLine.self, from: Data(bytes))
                guard let instant = Timestamp.read(message.at) else {
                    throw MessageLine.Broken(reason: "at: write for example 2022-01-20T09:12:00+08:00")
                }
                let context = ReadingContext(
                    at: calendar.local(instant), sender: message.from, chatPlace: message.group)
                let reading = reader.read(message.text, in: context)
                if explain { output += "\(reader.explain(message.text, in: context))\n" }
                output += try ReadingLine(id: message.id, reading: reading).json() + "\n"
            } catch {
                isGood = false
                output += try BrokenLine(line: index + 1, error: MessageLine.reason(of: error)).json() + "\n"
            }
            if output.utf8.count > 1 << 16 {
                print(output, terminator: "")
                output = ""
            }
        }
        print(output, terminator: "")
        guard isGood else { throw ExitCode.failure }
    }
}
