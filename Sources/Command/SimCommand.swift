import ArgumentParser
import ChatSim
import Foundation
import Logging
import Model
import ReportLanguage
import ServiceLifecycle
import UnixSignals

/// `lianfang sim`: simulated platforms with a browser page to type as anyone.
struct SimCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sim",
        abstract: "Simulates the platforms of a bot's channels on loopback, with a page to type as anyone.",
        discussion: """
            The channels' secrets are taken from where the bot's folder says, so that `run` finds the same.

            Examples:
              lianfang sim bots/fuqiang
              lianfang sim bots/fuqiang --listen 127.0.0.1:9191 --faults 'relay.post:429=3@0.1'
            """)

    @Argument(help: "The bot's folder.") var bot = "bots/fuqiang"
    @Option(help: "Host and port; loopback only.") var listen = "127.0.0.1:9090"
    @Option(help: "What the simulated clock shows at the start, on the bot's wall clock: 2022-01-28T19:00.")
    var start: String?
    @Option(help: "TARGET:KIND[=VALUE][@PROBABILITY|*COUNT], several by spaces.") var faults: String?
    @Option(help: "What the faults' dice start from.") var seed: UInt64 = 1
    @Flag(help: "Do not enforce the platforms' rate limits.") var unlimited = false

    func run() async throws {
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        let (_, bot) = try BotOpening.require(bot)
        var configuration = SimConfiguration(world: SimulatedTownship.world(of: bot))
        (configuration.host, configuration.port) = try address()
        if let start {
            guard let moment = LocalMoment(iso: start) else {
                throw ValidationError("--start \(start): write for example 2022-01-28T19:00")
            }
            configuration.start = bot.calendar.instant(moment)
        }
        configuration.seed = seed
        configuration.limits = !unlimited
        configuration.faults = try FaultRule.rules(faults ?? "")
        let host = configuration.host
        let server = SimServer(configuration) { port in
            BotOpening.complain("simulating \(bot.name); open http://\(host):\(port)")
        }
        try await ServiceGroup(
            configuration: .init(
                services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "sim")
            )
        ).run()
    }

    private func address() throws -> (String, Int) {
        guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[listen.index(after: colon)...]),
            (0...65_535).contains(port)
        else { throw ValidationError("--listen \(listen): write for example 127.0.0.1:9090") }
        return (String(listen[..<colon]), port)
    }
}
