import Console
import Curl
import Foundation
import Gateway
import Logging
import Model
import ServiceLifecycle

/// Wires what shows a gateway's health to others: the console's listener and the dead man's switch.
struct Watching {
    /// The address did not take the call.
    private struct NotTaken: Error {}

    let bot: BotDefinition
    let watch: HealthWatch
    let client: CurlClient
    let logger: Logger

    /// How long a call of the dead man's switch may take: less than any sensible interval.
    private static let patience = Duration.seconds(20)

    /// One listener an address, one switch a bot that names one.
    static func services(of all: [Watching], logger: Logger) -> [any Service] {
        var order: [ConsoleSettings] = []
        var bots: [ConsoleSettings: [ConsoleBot]] = [:]
        for one in all {
            guard let settings = one.bot.console else { continue }
            if bots[settings] == nil { order.append(settings) }
            let watch = one.watch
            bots[settings, default: []].append(
                ConsoleBot(name: one.bot.name, health: { watch.health }, figures: { await watch.figures() }))
        }
        let consoles = order.map { Console($0, bots: bots[$0] ?? [], logger: logger) }
        return consoles + all.compactMap(\.deadMan)
    }

    private var deadMan: DeadMan? {
        guard let settings = bot.deadMan else { return nil }
        var logger = logger
        logger[metadataKey: LogKeys.bot] = "\(bot.name)"
        let (watch, client) = (watch, client)
        return DeadMan(
            every: settings.every, isWell: { watch.health.isWell },
            call: {
                var request = CurlRequest(.get, settings.url)
                request.timeout = Self.patience
                let response = try await client.send(request)
                guard (200..<300).contains(response.status) else { throw NotTaken() }
            }, logger: logger)
    }
}
