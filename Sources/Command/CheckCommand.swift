import ArgumentParser
import Channels
import Settings
import Curl
import Foundation
import Model

/// `lianfang check`: validates bots without starting them.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validates everything in a bot's folder without starting it.",
        discussion: """
            Prints every finding as `file:line: what is wrong, what to write instead`. Warnings leave the exit status 0.

            Examples:
              lianfang check bots/fuqiang
              lianfang check bots/* --probe
            """)

    @Argument(help: "Bot folders.") var bots: [String]
    @Flag(help: "Also log in to each channel.") var probe = false

    func run() async throws {
        var isGood = true
        for folder in bots {
            let loaded = BotOpening.load(folder)
            for finding in loaded.findings { print("\(folder)/\(finding)") }
            guard let bot = loaded.bot else {
                isGood = false
                continue
            }
            if probe { isGood = await probe(bot) && isGood }
            let warnings = loaded.findings.count
            print(
                "\(folder): good" + (warnings > 0 ? ", \(warnings) warning\(warnings == 1 ? "" : "s")" : ""))
        }
        guard isGood else { throw ExitCode.failure }
    }

    /// Logs in to each channel of a bot; prints how it went.
    private func probe(_ bot: BotDefinition) async -> Bool {
        var isGood = true
        let client = BotOpening.client(for: bot)
        defer { client.shutdown() }
        for definition in bot.channels {
            do {
                let channel = try BotOpening.channel(definition, of: bot, client: client, now: { Date() })
                try await channel.open()
                print("\(bot.name): channel \(definition.name.rawValue) answers")
            } catch {
                isGood = false
                print("\(bot.name): channel \(definition.name.rawValue): \(error)")
            }
        }
        return isGood
    }
}
