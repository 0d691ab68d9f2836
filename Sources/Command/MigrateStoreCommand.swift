import ArgumentParser
import Foundation
import Gateway
import Model
import Settings
import Store

/// `lianfang migrate-store`: moves a bot's rows from one store to another.
struct MigrateStoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate-store",
        abstract: "Moves a bot's store to another place, verified row by row.",
        discussion: """
            FROM and TO are written as in bot.yaml. Stop the gateway first: a store that one works on is refused.

            Every table is carried in pages, each durable before the next. Killed at any moment, the same command goes on
            where it was; until all is there and proved equal by counts and checksums, no gateway opens the target. Ids,
            receipt numbers and the store's own id stay; what is sealed stays sealed, under the same keys. The source is
            never written: keep it until the bot has run on the target, and let no gateway run on it again.

            Exit status 0: all of it is in the target, and bot.yaml may name it. 1: it is not, and why.

            Examples:
              lianfang migrate-store bots/fuqiang sqlite:var/fuqiang.sqlite postgres://lianfang@127.0.0.1/lianfang
              lianfang migrate-store bots/fuqiang postgres://lianfang@127.0.0.1/lianfang sqlite:var/fuqiang.sqlite

            A server's password is the one that bot.yaml names for the same url, else the variable PGPASSWORD.
            """)

    @Argument(help: "The bot's folder.") var bot: String
    @Argument(help: "The store as it is, for example sqlite:var/fuqiang.sqlite.") var from: String
    @Argument(help: "Where it is to be; what is there must be nothing, or this move begun.") var to: String
    @Flag(help: "Forget what an unfinished move has carried to the target, and begin anew.") var afresh =
        false

    func run() async throws {
        let (loaded, bot) = try BotOpening.require(bot)
        let places = try [from, to].map { try location($0, bot, loaded.folder) }
        guard places[0] != places[1] else { throw ValidationError("FROM and TO are the same place") }
        let locks = try [lock(places[0], isSource: true), lock(places[1], isSource: false)]
        defer { locks.forEach { $0.release() } }
        let addresses = try places.map { try address($0) }
        let progress = MoveProgress()
        let started = ContinuousClock.now
        do {
            let summary = try await StoreMove(
                from: addresses[0], to: addresses[1], bot: bot.name, afresh: afresh,
                report: { progress.show($0) }
            ).run()
            progress.end()
            print(MoveSheet(from: from, to: to, folder: self.bot, summary, .now - started).text)
        } catch let error as StoreMoveError {
            progress.end()
            BotOpening.complain("\(bot.name): \(error)")
            throw ExitCode.failure
        }
    }

    private func location(_ text: String, _ bot: BotDefinition, _ folder: String) throws -> StoreLocation {
        let place: StoreLocation
        do {
            place = try StoreText.location(text, password: nil, in: folder)
        } catch {
            switch error {
            case .unknown: throw ValidationError("\(text) names no store; \(error.remedy)")
            case .secret:
                throw ValidationError("a password must not stand here; put it into the variable PGPASSWORD")
            }
        }
        switch place {
        case .sqlite(":memory:"): throw ValidationError("what lies in memory cannot be moved")
        case .sqlite(let path):
            return .sqlite(path: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        case .postgres(let url, _):
            // Without a source of its own, the library reads PGPASSWORD.
            guard case .postgres(url, let password) = bot.store else { return place }
            return .postgres(url: url, password: password)
        }
    }

    private func address(_ place: StoreLocation) throws -> StoreAddress {
        switch place {
        case .sqlite(let path): return .sqlite(path: path)
        case .postgres(let url, let source):
            let secret = try source.map {
                try Secrets.resolve($0, environment: ProcessInfo.processInfo.environment)
            }
            return .postgres(url: url, password: secret?.revealed)
        }
    }

    private func lock(_ place: StoreLocation, isSource: Bool) throws -> InstanceLock {
        guard case .sqlite(let path) = place else { return .none }
        guard !isSource || FileManager.default.fileExists(atPath: path) else {
            BotOpening.complain("there is no store at \(path)")
            throw ExitCode.failure
        }
        do {
            return try InstanceLock(beside: path)
        } catch {
            switch error {
            case .held(let process):
                BotOpening.complain(
                    "a gateway or a move (process \(process)) works on \(path); stop it first")
            case .cannotCreate:
                BotOpening.complain("\(path) cannot be written there; check the folder and who owns it")
            }
            throw ExitCode.failure
        }
    }
}
