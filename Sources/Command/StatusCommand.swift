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
        let status = try await BotOpening.store(of: bot).status(now: Date())
        let channels = bot.channels.map { channel in
            StatusLine.Channel(
                name: channel.name.rawValue, platform: channel.platform.rawValue,
                poll: status.polls[channel.name])
        }
        let line = StatusLine(bot: bot.name, status: status, channels: channels)
        print(json ? try line.json() : line.text)
    }
}
