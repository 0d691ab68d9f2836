import ArgumentParser

/// The executable: one subcommand a file.
@main
struct Lianfang: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lianfang",
        abstract: "A message-bot gateway for a township's public-health work.",
        discussion: """
            Start here:
              lianfang check bots/fuqiang        what is wrong with a bot's folder, and what to write instead
              lianfang run bots/fuqiang          the daemon
              lianfang sim bots/fuqiang          a simulated group chat in the browser to try it with

            Exit status: 0 good, 1 a problem was found, 64 the command was not understood.
            """,
        subcommands: [
            RunCommand.self, CheckCommand.self, InviteCommand.self, ParseCommand.self, RehearseCommand.self,
            TraceCommand.self, StatusCommand.self, AuditCommand.self, DeadCommand.self, ExportCommand.self,
            BenchCommand.self, RekeyCommand.self, MigrateStoreCommand.self, SimCommand.self,
        ])

    static func main() async {
        ProcessGuard.begin()
        await main(nil)
    }
}
