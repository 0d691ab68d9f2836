import ArgumentParser
import Channels
import Settings
import Crypto
import Curl
import Foundation
import Model
import Rules
import Store

/// From a bot's folder to the pieces that a command works with.
enum BotOpening {
    /// Loads a folder; findings are the caller's to show.
    static func load(_ folder: String) -> LoadedBot {
        BotFolder.load(folder, environment: ProcessInfo.processInfo.environment)
    }

    /// Loads a folder or prints what is wrong with it and exits with status 1.
    ///
    /// Warnings are for `check` to show.
    static func require(_ folder: String) throws -> (loaded: LoadedBot, bot: BotDefinition) {
        let loaded = load(folder)
        guard let bot = loaded.bot else {
            for finding in loaded.findings where finding.severity == .error {
                complain("\(folder)/\(finding)")
            }
            throw ExitCode.failure
        }
        return (loaded, bot)
    }

    /// The rules of a loaded bot.
    static func rules(_ loaded: LoadedBot, _ bot: BotDefinition) throws -> RuleBook {
        RuleBook(
            bot: bot, phrases: try loaded.phrasebook(), reader: try loaded.reader(),
            hash: InvitationToken.hash)
    }

    /// Opens the bot's store for a command that looks or mends beside the daemon.
    static func store(of bot: BotDefinition) throws -> GatewayStore {
        switch bot.store {
        case .sqlite(let path): return try GatewayStore(path: path, bot: bot.name)
        case .postgres(let url, let password):
            let secret = try password.map {
                try Secrets.resolve($0, environment: ProcessInfo.processInfo.environment)
            }
            return try GatewayStore(.postgres(url: url, password: secret?.revealed), bot: bot.name)
        }
    }

    /// The HTTP client of one bot.
    static func client(for bot: BotDefinition) -> CurlClient {
        var configuration = CurlConfiguration()
        configuration.extraCAFile = bot.caFile
        return CurlClient(configuration)
    }

    /// One channel of a bot, with its secret resolved.
    static func channel(
        _ definition: ChannelDefinition, of bot: BotDefinition, client: CurlClient,
        now: @escaping @Sendable () -> Date
    ) throws -> any Channel {
        let secret = try definition.credential.map {
            try Secrets.resolve($0, environment: ProcessInfo.processInfo.environment)
        }
        return try ChannelFactory.make(
            definition, secret: secret, client: client,
            chats: bot.chats.filter { $0.key.channel == definition.name }, now: now)
    }

    /// Writes a line to standard error.
    static func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}

/// The token with which an account is bound to a person.
enum InvitationToken {
    /// Letters and digits that nobody confuses when reading them aloud.
    private static let alphabet = Array("ABCDEFGHJKMNPQRSTUVWXYZ23456789")

    /// A fresh token of 10 characters (about 49 bits).
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return String((0..<10).map { _ in alphabet.randomElement(using: &generator) ?? "A" })
    }

    /// What the store keeps of a token: SHA-256 in hex, over the upper-case token.
    static func hash(_ token: String) -> String {
        SHA256.hash(data: Data(token.uppercased().utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }
}
