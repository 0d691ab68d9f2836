import ArgumentParser
import Channels
import Settings
import Crypto
import Curl
import Foundation
import Gateway
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
        do {
            switch bot.store {
            case .sqlite(let path):
                try requireContent(path, of: bot)
                return try GatewayStore(path: path, bot: bot.name, keys: try keys(of: bot))
            case .postgres(let url, let password):
                let secret = try password.map {
                    try Secrets.resolve($0, environment: ProcessInfo.processInfo.environment)
                }
                return try GatewayStore(
                    .postgres(url: url, password: secret?.revealed), bot: bot.name, keys: try keys(of: bot))
            }
        } catch let error as StoreError {
            complain("\(bot.name): the store \(bot.store.shown) cannot be used: \(advice(on: error))")
            throw ExitCode.failure
        }
    }

    /// Refuses an empty or missing file where a gateway has worked before: the engine would take it for a new store, throw
    /// away the log beside it, and nobody would notice that everything is gone.
    private static func requireContent(_ path: String, of bot: BotDefinition) throws {
        guard size(path) == 0, InstanceLock.remembered(beside: path) != nil || size(path + "-wal") > 0 else {
            return
        }
        complain(
            "\(bot.name): the store \(path) is empty or gone, but a gateway has worked on it; put back a copy of it and leave "
                + "\(path)-wal beside it, or remove \(path)-wal and \(path).lock to begin with an empty store"
        )
        throw ExitCode.failure
    }

    private static func size(_ path: String) -> Int {
        // What is not there or cannot be looked at holds nothing that could be read.
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    }

    /// What is wrong with a store, and what an operator can do about it.
    private static func advice(on error: StoreError) -> String {
        switch error.reason {
        case .corrupt: "it is damaged (\(error.detail)); put back a copy, nothing was changed in this one"
        case .full: "the disk is full (\(error.detail)); make room and start again"
        case .readOnly: "it may not be written (\(error.detail)); check its file system and who owns it"
        case .unreachable: "it cannot be opened (\(error.detail)); check the folder and the disk"
        case .newerSchema: "a newer lianfang has written it (\(error.detail)); run that one"
        case .busy: "another process holds it (\(error.detail)); try again"
        case .sealed, .superseded, .foreign, .unsafe, .conflict, .failed: error.detail
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

    /// What the store keeps of a token: SHA-256 in lower-case hex, over the upper-case token.
    ///
    /// The rules hash the keys of reports with it too, several for each: what has no case is not looked up in the tables
    /// of Unicode.
    static func hash(_ token: String) -> String {
        let digest = SHA256.hash(data: capitals(token) ?? Array(token.uppercased().utf8))
        return String(unsafeUninitializedCapacity: 2 * SHA256.byteCount) { text in
            for (index, byte) in digest.enumerated() {
                text[2 * index] = digit(byte >> 4)
                text[2 * index + 1] = digit(byte & 15)
            }
            return 2 * SHA256.byteCount
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The upper-case text's bytes where it is of ASCII and of U+3000…U+9FFF, in which nothing has a case; else nil.
    private static func capitals(_ token: String) -> [UInt8]? {
        var bytes = Array(token.utf8)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                bytes[index] -= 32
                index += 1
            case ..<0x80: index += 1
            case 0xE3...0xE9: index += 3
            default: return nil
            }
        }
        return bytes
    }
}
