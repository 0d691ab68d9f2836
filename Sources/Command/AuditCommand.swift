import ArgumentParser
import Foundation
import Model
import Store

/// `lianfang audit`: proves the promises on the stored data.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Proves the gateway's promises on a bot's stored rows.",
        discussion: """
            Every message answered or dead with a reason, every timer fired or waiting, no receipt given twice, nothing
            done twice, a next step for whatever is open. Reads only, beside a running daemon. Exit status 1 names
            what broke: the row, the promise, and what to do.

            Examples:
              lianfang audit bots/fuqiang
              lianfang audit bots/fuqiang --json
              lianfang audit bots/fuqiang --every-content
            """)

    @Argument(help: "The bot's folder.") var bot: String
    @Flag(help: "One JSON object.") var json = false
    @Flag(help: "Read all that people wrote back, not a sample of it.") var everyContent = false
    @Option(
        help: "Judge what is late as of this time (RFC 3339), for a store that ran on a simulator's clock.")
    var at: String?

    func validate() throws {
        if let at, Timestamp.read(at) == nil {
            throw ValidationError("--at \(at): write for example 2022-01-28T20:00:00+08:00")
        }
    }

    func run() async throws {
        let (_, bot) = try BotOpening.require(bot)
        if case .sqlite(let path) = bot.store, !FileManager.default.fileExists(atPath: path) {
            BotOpening.complain("\(bot.name): there is no store at \(path) yet; run the bot first")
            throw ExitCode.failure
        }
        let now = at.flatMap { Timestamp.read($0) } ?? Date()
        let store = try BotOpening.store(of: bot)
        let terms = AuditTerms(of: bot, now: now, contents: everyContent ? .all : .sample)
        let started = ContinuousClock.now
        let report = try await store.audit(terms, now: now)
        let sheet = AuditSheet(bot: bot.name, report: report, seconds: (.now - started) / .seconds(1))
        print(json ? try sheet.json() : sheet.text)
        guard report.isClean else { throw ExitCode.failure }
    }
}
