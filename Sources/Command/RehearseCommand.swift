import ArgumentParser
import Settings
import Foundation
import Gateway
import Model
import ReportLanguage

/// `lianfang rehearse`: a stretch of time through the real rules, on a clock that does not wait.
struct RehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract:
            "Plays time through the real rules and prints who would have been told what, when, and why.",
        discussion: """
            A scenario is lines as for `parse --jsonl`: {"id","text","at","from","group"}.

            Examples:
              lianfang rehearse bots/fuqiang --from 2022-01-28T18:00 --for 12h
              lianfang rehearse bots/fuqiang --from 2022-01-28T18:00 --for 12h --scenario night.jsonl --json
            """)

    @Argument(help: "The bot's folder.") var bot: String
    @Option(help: "Where it starts, on the bot's wall clock: 2022-01-28T18:00.") var from: String
    @Option(name: .customLong("for"), help: "How long: 90m, 12h, 2d.") var length: String
    @Option(help: "Messages that people send meanwhile.") var scenario: String?
    @Flag(help: "One JSON object a line: at, chat, to, text, cause.") var json = false

    func run() async throws {
        let (loaded, bot) = try BotOpening.require(bot)
        guard let moment = LocalMoment(iso: from) else {
            throw ValidationError("--from \(from): write for example 2022-01-28T18:00")
        }
        guard let seconds = Span.seconds(length) else {
            throw ValidationError("--for \(length): write for example 90m, 12h or 2d")
        }
        let start = bot.calendar.instant(moment)
        let reader = try loaded.reader()
        let phrases = try loaded.phrasebook()
        let rehearsal = try await Rehearsal(
            bot: bot, reader: reader, phrases: phrases, hash: InvitationToken.hash, from: start)
        for line in try scenario.map({ try lines($0, of: rehearsal) }) ?? [] {
            guard line.at >= start, line.at <= start.addingTimeInterval(seconds) else {
                BotOpening.complain("\(line.id): outside the time that is played; left out")
                continue
            }
            try show(try await rehearsal.say(line), of: rehearsal)
        }
        try show(try await rehearsal.advance(to: start.addingTimeInterval(seconds)), of: rehearsal)
    }

    private func lines(_ path: String, of rehearsal: Rehearsal) throws -> [Rehearsal.Line] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path): cannot be read")
        }
        var lines: [Rehearsal.Line] = []
        for (index, bytes) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
        where bytes.contains(where: { $0 > 0x20 }) {
            do {
                lines.append(
                    try line(JSONDecoder().decode(MessageLine.self, from: Data(bytes)), of: rehearsal))
            } catch {
                BotOpening.complain("\(path):\(index + 1): \(MessageLine.reason(of: error))")
                throw ExitCode.failure
            }
        }
        return lines.sorted { $0.at < $1.at }
    }

    private func line(_ message: MessageLine, of rehearsal: Rehearsal) throws -> Rehearsal.Line {
        guard let at = Timestamp.read(message.at) else {
            throw MessageLine.Broken(reason: "at: write for example 2022-01-20T09:12:00+08:00")
        }
        guard let chat = rehearsal.chat(of: PlaceCode(message.group ?? rehearsal.bot.township.code.rawValue))
        else {
            throw MessageLine.Broken(
                reason: "group: no chat of bot.yaml has the place \(message.group ?? "of the township")")
        }
        return Rehearsal.Line(
            id: message.id, at: at, text: message.text,
            speaker: message.from.map { .person(PersonID($0)) } ?? .stranger(message.id), chat: chat)
    }

    private func show(_ said: [RecordingChannel.Said], of rehearsal: Rehearsal) throws {
        let calendar = rehearsal.bot.calendar
        for post in said {
            let chat = post.chat.text
            guard json else {
                let moment = calendar.local(post.at).iso.replacing("T", with: " ")
                let text = post.text.replacing("\n", with: "\n" + String(repeating: " ", count: 18))
                print("\(moment)  \(chat)\n                  \(text)\n                  (\(post.cause))")
                continue
            }
            let line = SaidLine(
                at: Timestamp.write(post.at, in: rehearsal.bot.timeZone), chat: chat,
                to: post.mentions.map(\.name),
                text: post.text, cause: post.cause)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(line), as: UTF8.self))
        }
    }
}

/// A line of `rehearse --json`.
private struct SaidLine: Encodable {
    var at: String
    var chat: String
    var to: [String]
    var text: String
    var cause: String
}

/// Spans of time as the command line takes them.
enum Span {
    /// Reads `90m`, `12h`, `2d`, `45s` into seconds; nil for anything else or for nothing.
    static func seconds(_ text: String) -> Double? {
        guard let unit = text.last, let number = Double(text.dropLast()), number > 0 else { return nil }
        switch unit {
        case "s": return number
        case "m": return number * 60
        case "h": return number * 3600
        case "d": return number * 86_400
        default: return nil
        }
    }
}
