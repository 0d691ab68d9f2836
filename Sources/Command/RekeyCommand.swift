import ArgumentParser
import Foundation
import Gateway
import Model
import Store

/// `lianfang rekey`: brings every row of a store under the configured key.
struct RekeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rekey",
        abstract: "Brings every row of the store under the key of privacy.key.",
        discussion: """
            The gateway does the same by itself, a few rows at a time beside its work; this is for doing it at once while
            the gateway is stopped. It can be ended at any moment and goes on where it was.

            A new key: set privacy.key to it, name the one before under privacy.oldKeys, start again. Encryption on: set
            privacy.key. Encryption off: privacy: {key: none, oldKeys: [{file: …}]}. When all rows are under the new key
            it is said, and oldKeys can go. The file is compacted at the end, so that nothing of before is left in it.

            Example:
              lianfang rekey bots/fuqiang
            """)

    @Argument(help: "The bot's folder.") var bot: String

    /// How many rows are looked at in one transaction.
    private static let batch = 1000

    func run() async throws {
        let (_, bot) = try BotOpening.require(bot)
        let lock = try BotOpening.lock(bot)
        defer { lock.release() }
        let store = try BotOpening.store(of: bot)
        var changed = 0
        while true {
            let progress = try await store.reseal(limit: Self.batch, now: Date())
            changed += progress.changed
            if progress.isDone { break }
        }
        try await store.compact()
        let ids = try await store.keyIDs()
        try store.close()
        let under = ids == ["plain"] ? "unencrypted" : "under key \(ids.joined(separator: ", "))"
        print("\(changed) rows changed; all rows lie \(under)" + (bot.oldKeysCanGo ? "; oldKeys can go" : ""))
    }
}

extension BotDefinition {
    /// Whether keys are configured that no row needs once all are resealed.
    fileprivate var oldKeysCanGo: Bool { privacy?.oldKeys.isEmpty == false }
}
