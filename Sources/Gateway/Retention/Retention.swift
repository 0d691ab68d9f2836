import Foundation
import Logging
import Model
import ReportLanguage
import ServiceLifecycle
import Store

/// Forgets what the bot's `privacy.retention` says is no longer needed: at start, and once a day of the clock.
package struct Retention: Service, CustomStringConvertible {
    let bot: BotDefinition
    let store: GatewayStore
    let clock: any GatewayClock
    let logger: Logger

    /// How many rows are looked at in one transaction: about a millisecond, so that no message waits for it.
    private static let batch = 100
    /// Real time between two transactions, so that the work comes first.
    private static let pause = Duration.milliseconds(20)
    /// A day (seconds).
    private static let interval = 86_400.0

    package init(bot: BotDefinition, store: GatewayStore, clock: any GatewayClock, logger: Logger) {
        self.bot = bot
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    /// Its name alone: whoever logs services must not log rosters.
    package var description: String { "Retention" }

    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let forgotten = try await round()
                if let forgotten, forgotten > 0 {
                    logger.notice("forgotten by retention", metadata: [LogKeys.count: "\(forgotten)"])
                }
                // Cancelled only by shutdown, which the loop's head sees.
                try? await clock.sleep(until: clock.now + Self.interval)
            }
        }
    }

    /// One whole purge; returns how many rows were forgotten, nil when it was cancelled.
    package func round() async throws -> Int? {
        guard let privacy = bot.privacy, privacy.messages != nil || privacy.persons != nil else { return 0 }
        let now = clock.now
        var purge = Purge(
            messagesBefore: privacy.messages.map { now - $0 },
            personsBefore: privacy.persons.map { now - $0 })
        let forms = Dictionary(bot.forms.map { ($0.name, $0) }) { first, _ in first }
        while !purge.isDone {
            guard !Task.isCancelled else { return nil }
            let position = purge
            let next = try await retrying(logger, "retention") {
                try await store.purge(position, limit: Self.batch, now: now) {
                    $0.forgettingPersons(forms[$0.form])
                }
            }
            guard let next else { return nil }
            purge = next
            // Cancelled only by shutdown, which the loop's head sees.
            try? await Task.sleep(for: Self.pause)
        }
        return purge.count
    }
}
