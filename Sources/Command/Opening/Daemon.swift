import ArgumentParser
import Channels
import Settings
import Curl
import Foundation
import Gateway
import Logging
import Model
import Rules
import ServiceLifecycle
import Store
import UnixSignals

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
    private let bots: [(loaded: LoadedBot, bot: BotDefinition)]

    /// Loads all folders; prints what is wrong and exits with status 1 when any is broken or a secret is missing.
    init(folders: [String], clock: String?, logger: Logger) async throws {
        self.folders = folders
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
        for ((loaded, bot), client) in zip(bots, clients) {
            let lock = try Self.lock(bot)
            let store = try BotOpening.store(of: bot)
            stores.append((store, lock))
            services += try await runtime(loaded, bot, store: store, client: client, clock: clock).services
        }
        let group = ServiceGroup(
            configuration: .init(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        let next = try await Self.reloading(self, group)
        for (store, lock) in stores {
            try store.close()
            lock.release()
        }
        logger.notice("stopped")
        return next.map { .reload($0) } ?? .stopped
    }

    /// Runs the group, and beside it waits for SIGHUP; returns the next life after a good reload.
    private static func reloading(_ daemon: Daemon, _ group: ServiceGroup) async throws -> Daemon? {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        return try await withThrowingTaskGroup(of: Daemon?.self) { tasks in
            tasks.addTask {
                try await group.run()
                return nil
            }
            tasks.addTask {
                for await _ in signals {
                    do {
                        let next = try await Daemon(
                            folders: daemon.folders, clock: daemon.clockURL, logger: daemon.logger)
                        daemon.logger.notice("configuration loaded anew")
                        return next
                    } catch {
                        daemon.logger.error("the new configuration is broken; the old one stays")
                    }
                }
                return nil
            }
            let first = try await tasks.next() ?? nil
            if first != nil {
                await group.triggerGracefulShutdown()
                _ = try await tasks.next()
            }
            tasks.cancelAll()
            return first
        }
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

    private static func lock(_ bot: BotDefinition) throws -> InstanceLock {
        guard case .sqlite(let path) = bot.store else { return InstanceLock.none }
        do {
            return try InstanceLock(beside: path)
        } catch {
            switch error {
            case .held(let process):
                BotOpening.complain(
                    "\(bot.name): another gateway (process \(process)) runs on \(path); stop it first")
            case .cannotCreate:
                BotOpening.complain(
                    "\(bot.name): \(path) cannot be written there; check the folder and who owns it")
            }
            throw ExitCode.failure
        }
    }

    private func requireSecrets() throws {
        var isComplete = true
        for (_, bot) in bots {
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
