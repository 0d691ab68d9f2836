import Channels
import Foundation
import Logging
import Model
import Rules
import ServiceLifecycle
import Store

/// One bot, wired: the loops of the flow over one store.
package struct BotRuntime: Sendable {
    private let bot: BotDefinition
    private let store: GatewayStore
    private let channels: [any Channel]
    private let clock: any GatewayClock
    private let owner: String
    private let logger: Logger
    /// One for each channel that is polled.
    private let polling: [ChannelName: Tenure]
    private let presence: Tenure
    private let bells = Bells()
    package let pipeline: Pipeline
    package let timekeeper: Timekeeper
    package let dispatcher: Dispatcher
    package let watch: HealthWatch
    private let meters = Meters()

    /// Wires a bot.
    ///
    /// - Parameters:
    ///   - owner: names this process in claims and in leases.
    ///   - isAlone: whether no other process works on the store, so that no lease is needed.
    package init(
        bot: BotDefinition, rules: RuleBook, store: GatewayStore, channels: [any Channel],
        clock: any GatewayClock,
        owner: String, isAlone: Bool, logger: Logger
    ) {
        self.bot = bot
        self.store = store
        self.channels = channels
        self.clock = clock
        self.owner = owner
        self.logger = logger
        let parts = PostParts(channels)
        let limits = Dictionary(uniqueKeysWithValues: channels.map { ($0.name, $0.traits.limits) })
        let tenure = { (name: String) in isAlone ? Tenure.sole : Tenure.leased(name) }
        polling = Dictionary(
            uniqueKeysWithValues: channels.map { ($0.name, tenure("poll:" + $0.name.rawValue)) })
        presence = tenure(GatewayStore.presence(of: owner))
        timekeeper = Timekeeper(
            store: store, rules: rules, parts: parts, clock: clock, tenure: tenure("timekeeper"),
            bells: bells, meters: meters, logger: logger)
        dispatcher = Dispatcher(
            store: store, channels: channels, limits: limits, owner: owner,
            clock: clock, presence: presence, bells: bells, meters: meters, logger: logger)
        pipeline = Pipeline(
            store: store, rules: rules, parts: parts, dispatcher: dispatcher, clock: clock, bells: bells,
            meters: meters, logger: logger)
        watch = HealthWatch(
            bot: bot, rules: rules, store: store,
            polled: channels.filter(\.traits.canPoll).map(\.name), limits: limits, clock: clock,
            meters: meters,
            bells: bells, logger: logger)
    }

    /// The loops in the order in which they start; they stop in the reverse order, so that intake stops first.
    package var services: [any Service] {
        let intakes = channels.filter(\.traits.canPoll).map { channel in
            Intake(
                channel: channel, store: store, pipeline: pipeline, clock: clock,
                tenure: polling[channel.name] ?? .sole, meters: meters, logger: logger)
        }
        // Presence first: whoever wins anything else must be taken for alive.
        let upkeep = Upkeep(
            store: store, owner: owner, clock: clock,
            tenures: [presence, timekeeper.tenure] + intakes.map(\.tenure), bells: bells.all,
            meters: meters, logger: logger)
        let keys = KeyTurning(store: store, clock: clock, logger: logger)
        let retention = Retention(bot: bot, store: store, clock: clock, logger: logger)
        let relays =
            store.isShared
            ? store.wakes().map { [WakeRelay(wakes: $0, bells: bells)] } ?? [] : []
        return [upkeep, watch, keys, retention, dispatcher, timekeeper, pipeline] + relays + intakes
    }

    /// Works until nothing is due at the clock's present moment: for rehearsals and tests, which move the clock by hand.
    package func settle() async throws(StoreError) {
        while true {
            let messages = try await pipeline.drain()
            let timers = try await timekeeper.drain()
            let posts = try await dispatcher.drain()
            if messages + timers + posts == 0 { return }
        }
    }

    /// When the next row of any queue comes due; nil when nothing waits.
    package func nextWake() async throws(StoreError) -> Date? {
        let wakes = try await store.nextWake(now: clock.now)
        return [wakes.inbox, wakes.timers, wakes.outbox].compactMap { $0 }.min()
    }
}
