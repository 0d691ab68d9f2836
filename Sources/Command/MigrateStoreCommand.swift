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
              lianfang migrate-store bots/fuqiang sqlite:var/fuqiang.sqlite sqlite:/srv/fuqiang.sqlite
            """)

    @Argument(help: "The bot's folder.") var bot: String
    @Argument(help: "The store as it is, for example sqlite:var/fuqiang.sqlite.") var from: String
    @Argument(help: "Where it is to be; what is there must be nothing, or this move begun.") var to: String
    @Flag(help: "Forget what an unfinished move has carried to the target, and begin anew.") var afresh =
        false

    func run() async throws {
        let (loaded, bot) = try BotOpening.require(bot)
        let source = try location(from, loaded.folder)
        let target = try location(to, loaded.folder)
        guard source != target else { throw ValidationError("FROM and TO are the same file") }
        let locks = try [source, target].map { try lock($0, isSource: $0 == source) }
        defer { locks.forEach { $0.release() } }
        let progress = MoveProgress()
        let started = ContinuousClock.now
        do {
            let summary = try await StoreMove(
                from: source, to: target, bot: bot.name, afresh: afresh, report: { progress.show($0) }
            ).run()
            progress.end()
            print(MoveSheet(from: from, to: to, folder: self.bot, summary, .now - started).text)
        } catch let error as StoreMoveError {
            progress.end()
            BotOpening.complain("\(bot.name): \(error)")
            throw ExitCode.failure
        }
    }

    private func location(_ text: String, _ folder: String) throws -> String {
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
        guard case .sqlite(let path) = place, path != ":memory:" else {
            throw ValidationError("\(text): this build keeps rows in SQLite files only")
        }
        return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    private func lock(_ path: String, isSource: Bool) throws -> InstanceLock {
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
