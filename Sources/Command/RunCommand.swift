import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle

/// `lianfang run`: the daemon.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs the gateway for one or more bots.",
        discussion: """
            SIGTERM finishes what is in hand and stops. SIGHUP reloads the folders; a broken one is refused and the old
            configuration stays.

            Examples:
              lianfang run bots/fuqiang
              lianfang run bots/fuqiang --clock http://127.0.0.1:9090
            """)

    @Argument(help: "Bot folders.") var bots: [String]
    @Option(help: "Take the time from a simulator on loopback.") var clock: String?
    @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel: Logger.Level =
        .info

    func run() async throws {
        let signals = await DaemonSignals.listen()
        let level = logLevel
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        let logger = Logger(label: "lianfang")
        var daemon = try await Daemon(folders: bots, clock: clock, signals: signals, logger: logger)
        while case .reload(let next) = try await daemon.run() { daemon = next }
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
