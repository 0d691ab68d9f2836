import ArgumentParser
import Channels
import Console
import Curl
import Foundation
import Gateway
import Logging
import Model
import Rules
import ServiceLifecycle
import Settings
import Store

/// One life of the daemon: from a loaded configuration to a stop or a reload.
struct Daemon {
    /// Why a life ended.
    enum End {
        case stopped
        /// The folders were loaded anew and are good.
        case reload(Daemon)
    }

    private let folders: [String]
    private let clockURL: String?
    private let logger: Logger
    private let signals: DaemonSignals
    private let seenReloads: Int
    private let bots: [(loaded: LoadedBot, bot: BotDefinition)]

    /// Loads all folders; prints what is wrong and exits with status 1 when any is broken or a secret is missing.
    init(
        folders: [String], clock: String?, signals: DaemonSignals, logger: Logger
    ) async throws {
        self.folders = folders
        self.signals = signals
        // What is asked for from here on may find the folders changed again.
        seenReloads = signals.reloads
        clockURL = clock
        self.logger = logger
        bots = try folders.map { try BotOpening.require($0) }
        try requireSecrets()
    }

    /// Runs until SIGTERM, SIGINT or a good reload.
    func run() async throws -> End {
        let clients = bots.map { BotOpening.client(for: $0.bot) }
        defer { clients.forEach { $0.shutdown() } }
        let (clock, following) = try await makeClock(clients[0])
        var services: [any Service] = following.map { [$0] } ?? []
        var stores: [(GatewayStore, InstanceLock)] = []
        var watched: [Watching] = []
        for ((loaded, bot), client) in zip(bots, clients) {
            let lock = try BotOpening.lock(bot)
            let store = try BotOpening.store(of: bot)
            try Self.requireSame(store, bot)
            lock.remember(store.storeID)
            stores.append((store, lock))
            let runtime = try await runtime(loaded, bot, store: store, client: client, clock: clock)
            services += runtime.services
            watched.append(Watching(bot: bot, watch: runtime.watch, client: client, logger: logger))
        }
        services += Watching.services(of: watched, logger: logger)
        let group = ServiceGroup(configuration: .init(services: services, logger: logger))
        let next = try await Self.reloading(self, group)
        for (store, lock) in stores {
            try store.close()
            lock.release()
        }
        logger.notice("stopped")
        return next.map { .reload($0) } ?? .stopped
    }

    /// What happens while a group runs.
    private enum Event {
        case ended
        case reload(Daemon)
        case stop
    }

    /// Runs the group, and beside it waits for signals; returns the next life after a good reload.
    ///
    /// A stop that comes while a reload is under way wins.
    private static func reloading(_ daemon: Daemon, _ group: ServiceGroup) async throws -> Daemon? {
        try await withThrowingTaskGroup(of: Event.self) { tasks in
            tasks.addTask {
                try await group.run()
                return .ended
            }
            tasks.addTask { await daemon.request() }
            var next: Daemon?
            events: while let event = try await tasks.next() {
                switch event {
                case .ended: break events
                case .reload(let daemon): next = daemon
                case .stop: break
                }
                await group.triggerGracefulShutdown()
            }
            tasks.cancelAll()
            return daemon.signals.isStopping ? nil : next
        }
    }

    /// Waits until a signal asks for a stop, or for a reload of folders that are good.
    private func request() async -> Event {
        var seen = seenReloads
        while let request = await signals.next(after: seen) {
            guard case .reload(let count) = request else { return .stop }
            seen = count
            do {
                let next = try await Daemon(
                    folders: folders, clock: clockURL, signals: signals, logger: logger)
                logger.notice("configuration loaded anew")
                return .reload(next)
            } catch {
                logger.error("the new configuration is broken; the old one stays")
            }
        }
        return .ended
    }

    private func runtime(
        _ loaded: LoadedBot, _ bot: BotDefinition, store: GatewayStore, client: CurlClient,
        clock: any GatewayClock
    ) async throws -> BotRuntime {
        var logger = logger
        logger[metadataKey: LogKeys.bot] = "\(bot.name)"
        let channels = try bot.channels.map {
            try BotOpening.channel($0, of: bot, client: client, now: { Date() })
        }
        try await store.synchronise(bot, now: clock.now)
        // In a container every daemon has the same process number.
        let owner = "\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...UInt32.max))"
        if !store.isShared {
            // The lock beside the file proves that whoever holds the lease by its row is dead.
            if let holder = try await store.leaseHolder(name: Upkeep.lease, now: clock.now) {
                try await store.releaseLease(name: Upkeep.lease, owner: holder.owner)
            }
            _ = try await store.acquireLease(
                name: Upkeep.lease, owner: owner, now: clock.now, for: Upkeep.term)
        }
        _ = try await store.recoverClaims(owner: owner, now: clock.now)
        logger.notice("running", metadata: [LogKeys.count: "\(channels.count)"])
        return BotRuntime(
            bot: bot, rules: try BotOpening.rules(loaded, bot), store: store, channels: channels,
            clock: clock,
            owner: owner, isAlone: !store.isShared, logger: logger)
    }

    private func makeClock(_ client: CurlClient) async throws -> (any GatewayClock, FollowedClock?) {
        guard let clockURL else { return (SystemClock(), nil) }
        let followed = try await SimulatorClock.follow(clockURL, client: client)
        return (followed, followed)
    }

    /// Refuses a store that is another than the one that the last gateway here worked on: what it had promised is not in it.
    private static func requireSame(_ store: GatewayStore, _ bot: BotDefinition) throws {
        guard case .sqlite(let path) = bot.store, let id = InstanceLock.remembered(beside: path),
            id != store.storeID
        else { return }
        BotOpening.complain(
            "\(bot.name): \(path) is another store than the one that ran here last; put that one back, "
                + "or remove \(path).lock to go on with this one")
        throw ExitCode.failure
    }

    private func requireSecrets() throws {
        var isComplete = true
        for (_, bot) in bots {
            _ = try BotOpening.keys(of: bot)
            for channel in bot.channels {
                guard let source = channel.credential else { continue }
                do {
                    _ = try Secrets.resolve(source, environment: ProcessInfo.processInfo.environment)
                } catch {
                    isComplete = false
                    BotOpening.complain("\(bot.name): channel \(channel.name.rawValue): \(error)")
                }
            }
        }
        guard isComplete else { throw ExitCode.failure }
    }
}
