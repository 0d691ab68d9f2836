import ArgumentParser
import Foundation
import Store

/// `lianfang status`: how a bot's queues and channels stand.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows how a bot's queues and channels stand.",
        discussion: """
            Examples:
              lianfang status bots/fuqiang
              lianfang status bots/fuqiang --json
            """)

    @Argument(help: "The bot's folder.") var bot: String
    @Flag(help: "One JSON object.") var json = false

    func run() async throws {
        let (_, bot) = try BotOpening.require(bot)
        let now = Date()
        let status = try await BotOpening.store(of: bot).status(now: now)
        print(json ? try StatusLine(bot, status, now: now).json() : StatusLine(bot, status, now: now).text)
    }
}
