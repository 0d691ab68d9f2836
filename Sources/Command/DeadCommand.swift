import ArgumentParser
import Foundation
import Model
import ReportLanguage
import Store

/// `lianfang dead`: what could not be worked on or posted.
struct DeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead",
        abstract: "Lists, shows, replays or drops dead letters of inbox and outbox.",
        discussion: """
            Examples:
              lianfang dead bots/fuqiang list
              lianfang dead bots/fuqiang show in:17
              lianfang dead bots/fuqiang replay out:42
              lianfang dead bots/fuqiang drop out:42
            """)

    enum Verb: String, ExpressibleByArgument, CaseIterable { case list, show, replay, drop }

    @Argument(help: "The bot's folder.") var bot: String
    @Argument(help: "list, show, replay or drop.") var verb: Verb
    @Argument(help: "Which letters, as `list` names them.") var letters: [String] = []

    func validate() throws {
        if verb == .list, !letters.isEmpty { throw ValidationError("`list` takes no letters") }
        if verb != .list, letters.isEmpty {
            throw ValidationError("`\(verb.rawValue)` needs a letter, for example out:42")
        }
    }

    func run() async throws {
        let (_, bot) = try BotOpening.require(bot)
        let store = try BotOpening.store(of: bot)
        guard verb != .list else {
            let dead = try await store.deadLetters(limit: 1000)
            for letter in dead {
                print("\(letter.id)\t\(bot.calendar.local(letter.at).iso)\t\(letter.reason)\t\(letter.key)")
            }
            if dead.isEmpty { BotOpening.complain("no dead letters") }
            return
        }
        var isGood = true
        for word in letters {
            guard let id = DeadLetterID(word) else {
                BotOpening.complain("\(word): not a letter; write for example in:17 or out:42")
                isGood = false
                continue
            }
            isGood = try await handle(id, in: store) && isGood
        }
        guard isGood else { throw ExitCode.failure }
    }

    private func handle(_ id: DeadLetterID, in store: GatewayStore) async throws -> Bool {
        let found: Bool
        switch verb {
        case .list: return true
        case .show:
            let letter = try await store.deadLetter(id)
            if let letter {
                try await OperatorLook("dead", "\(letter.id)").note(in: store)
                print("\(letter.id)\nkey: \(letter.key)\nreason: \(letter.reason)\n\n\(letter.content)")
            }
            found = letter != nil
        case .replay: found = try await store.replay(id, now: Date())
        case .drop: found = try await store.drop(id, now: Date())
        }
        if !found { BotOpening.complain("\(id): no such dead letter") }
        return found
    }
}
