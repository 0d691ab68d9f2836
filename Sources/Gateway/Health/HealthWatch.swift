import Foundation
import Logging
import Model
import Rules
import ServiceLifecycle
import Store
import Synchronization

/// Looks at the gateway itself: is the store written, are the channels read, is anything late; audits the stored rows now and
/// then; has the supervisors told of what only people can mend.
///
/// Each look writes a row, which proves that the store takes writes. What was told is in the store, so neither a restart nor a
/// second process tells it again.
package final class HealthWatch: Service, CustomStringConvertible {
    private struct State {
        /// When silence begins to count: the start, or the last jump of the clock.
        var grace: Date
        /// The last look, by the gateway's clock and by a steady one.
        var looked: (at: Date, steady: ContinuousClock.Instant)?
        var troubles: [Trouble] = []
        var audit: (report: AuditReport, seconds: Double, at: Date)?
    }

    private let bot: BotDefinition
    private let rules: RuleBook
    private let store: GatewayStore
    private let polled: [ChannelName]
    private let limits: [ChannelName: ChannelLimits]
    private let clock: any GatewayClock
    private let meters: Meters
    private let bells: Bells
    private let logger: Logger
    private let state: Mutex<State>

    init(
        bot: BotDefinition, rules: RuleBook, store: GatewayStore, polled: [ChannelName],
        limits: [ChannelName: ChannelLimits], clock: any GatewayClock, meters: Meters, bells: Bells,
        logger: Logger
    ) {
        self.bot = bot
        self.rules = rules
        self.store = store
        self.polled = polled
        self.limits = limits
        self.clock = clock
        self.meters = meters
        self.bells = bells
        self.logger = logger
        state = Mutex(State(grace: clock.now))
    }

    /// Its name alone: whoever logs services must not log rosters.
    package var description: String { "HealthWatch" }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.repeating(every: HealthBounds.lookEvery) { await self.look() } }
                group.addTask {
                    // Cancelled only by shutdown, which the loop's head sees.
                    try? await Task.sleep(for: .seconds(HealthBounds.firstAudit))
                    await self.repeating(every: HealthBounds.auditEvery) { await self.audit() }
                }
            }
        }
    }

    private func repeating(every seconds: Double, _ body: () async -> Void) async {
        while !Task.isCancelled {
            await body()
            // Cancelled only by shutdown, which the loop's head sees.
            try? await Task.sleep(for: .seconds(seconds))
        }
    }

    // MARK: - What others ask

    /// How the gateway is, by its last look.
    package var health: HealthSnapshot {
        state.withLock { state in
            guard let looked = state.looked else {
                return HealthSnapshot(
                    bot: bot.name, at: nil, troubles: [Trouble(.notLooked, since: state.grace)])
            }
            let isOld = ContinuousClock.now - looked.steady > .seconds(HealthBounds.lookOld)
            let old = isOld ? [Trouble(.notLooked, since: looked.at)] : []
            return HealthSnapshot(bot: bot.name, at: looked.at, troubles: old + state.troubles)
        }
    }

    /// What is counted and measured, at this moment.
    package func figures() async -> GatewayFigures {
        var stored: GatewayFigures.Stored?
        do {
            stored = try await store.figures(now: clock.now, limits: limits, chats: bot.chats.map(\.key))
        } catch {
            meters.storeFailed(error.reason)
        }
        let audit = state.withLock { state in state.audit.map { (seconds: $0.seconds, at: $0.at) } }
        return GatewayFigures(counters: meters.counters, stored: stored, health: health, audit: audit)
    }

    // MARK: - Looking

    /// Looks once, and has told what is news.
    package func look() async {
        let now = clock.now
        let before = state.withLock { state in
            if let last = state.looked?.at, now < last || now.timeIntervalSince(last) > HealthBounds.jump {
                state.grace = now
            }
            return (grace: state.grace, troubles: state.troubles)
        }
        var troubles: [Trouble]
        do {
            let (known, wellAt) = try await judge(at: now, grace: before.grace)
            troubles = known
            let batch = try await store.commit(now: now) { [rules] facts in
                try rules.watch(known, wellAt: wellAt, facts: facts, now: now)
            }
            bells.ring(after: batch)
        } catch {
            meters.storeFailed(error.reason)
            let known = before.troubles.first { $0.kind == .storeUnwritable }
            troubles =
                [Trouble(.storeUnwritable, subject: error.reason.rawValue, since: known?.since ?? now)]
                + before.troubles.filter { $0.kind != .storeUnwritable }
        }
        for trouble in troubles where !before.troubles.contains(where: { $0.name == trouble.name }) {
            logger.warning(
                "gateway is in trouble",
                metadata: [
                    LogKeys.reason: "\(trouble.kind.rawValue)", LogKeys.subject: "\(trouble.subject)",
                    LogKeys.count: "\(trouble.count)",
                ])
        }
        for trouble in before.troubles where !troubles.contains(where: { $0.name == trouble.name }) {
            logger.notice(
                "trouble is over",
                metadata: [
                    LogKeys.reason: "\(trouble.kind.rawValue)", LogKeys.subject: "\(trouble.subject)",
                ])
        }
        meters.forget(before: now.addingTimeInterval(-600))
        state.withLock { state in
            state.looked = (now, .now)
            state.troubles = troubles
        }
    }

    /// What is wrong, and when what was proved well.
    private func judge(
        at now: Date, grace: Date
    ) async throws(StoreError) -> (troubles: [Trouble], wellAt: [String: Date]) {
        var wellAt: [String: Date] = [:]
        let status = try await store.status(now: now)
        var troubles: [Trouble] = []
        for channel in polled {
            wellAt[Trouble.name(.pollerSilent, channel.rawValue)] = status.polls[channel]?.at
            let last = max(status.polls[channel]?.at ?? grace, grace)
            if now.timeIntervalSince(last) > HealthBounds.pollerSilent {
                troubles.append(Trouble(.pollerSilent, subject: channel.rawValue, since: last))
            }
        }
        let inGrace = now.timeIntervalSince(grace)
        let ages: [(Trouble.Kind, Double, Double)] = [
            (.timersLate, status.timers.lateSeconds, HealthBounds.timersLate),
            (.inboxLate, status.inbox.oldestSeconds, HealthBounds.inboxLate),
            (.outboxLate, status.outbox.oldestSeconds, HealthBounds.outboxLate),
        ]
        for (kind, age, bound) in ages where min(age, inGrace) > bound {
            troubles.append(Trouble(kind, since: now.addingTimeInterval(-age)))
        }
        let dead = status.inbox.dead + status.outbox.dead + status.timers.dead
        if dead == 0 {
            wellAt[Trouble.name(.deadLetters)] = now
        } else {
            let newest = try await store.newestDeadLetter()
            troubles.append(Trouble(.deadLetters, since: newest ?? now, count: dead, newest: newest))
        }
        if let audit = state.withLock({ $0.audit }) {
            if let first = audit.report.findings.first {
                troubles.append(
                    Trouble(
                        .auditFindings, subject: first.row, since: audit.at,
                        count: audit.report.findings.count))
            } else {
                wellAt[Trouble.name(.auditFindings)] = audit.at
            }
        }
        return (troubles, wellAt)
    }

    /// Audits the stored rows beside the work; the next look tells what it found.
    package func audit() async {
        let now = clock.now
        let started = ContinuousClock.now
        do {
            let report = try await store.audit(AuditTerms(of: bot, now: now), now: now)
            let seconds = (ContinuousClock.now - started) / .seconds(1)
            for finding in report.findings {
                logger.error(
                    "a promise is broken",
                    metadata: [
                        LogKeys.subject: "\(finding.row)", LogKeys.reason: "\(finding.rule.rawValue)",
                    ])
            }
            state.withLock { $0.audit = (report, seconds, now) }
        } catch {
            meters.storeFailed(error.reason)
            logger.warning("rows not audited", metadata: [LogKeys.reason: "\(error)"])
        }
    }
}
