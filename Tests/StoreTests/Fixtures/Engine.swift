import Foundation
import Model
import Testing

@testable import Store

/// The engines that the contract is proved on.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres
    /// The same under a key: the contract holds whether content is sealed or not.
    case sealedSQLite, sealedPostgres

    /// The server that `script/postgres up` has started; nil where there is none.
    static let server = ProcessInfo.processInfo.environment["LIANFANG_POSTGRES"]

    var isSealed: Bool { self == .sealedSQLite || self == .sealedPostgres }

    /// Those that this machine has.
    static let available: [Engine] = {
        if server != nil { return allCases }
        print("LIANFANG_POSTGRES names no server: the store is tested on SQLite only (see script/test)")
        return [.sqlite, .sealedSQLite]
    }()

    var testDescription: String { rawValue }

    /// Runs a test over an empty store of its own, which goes when the test is over.
    func withStore(_ body: (StoreUnderTest) async throws -> Void) async throws {
        let under = try StoreUnderTest(self, keys: isSealed ? .sample(1) : .none)
        do {
            try await body(under)
        } catch {
            await under.remove()
            throw error
        }
        await under.remove()
    }
}

/// A store that a test can close and open again.
final class StoreUnderTest {
    /// The SQLite file; unused on PostgreSQL.
    let path: String
    let bot: String
    let address: StoreAddress
    private let engine: Engine
    private let folder: URL
    private(set) var store: GatewayStore
    private var keys: StoreKeys

    init(_ engine: Engine, keys: StoreKeys = .none) throws {
        self.engine = engine
        self.keys = keys
        let name = UUID().uuidString.lowercased()
        folder = FileManager.default.temporaryDirectory.appending(path: "store-\(name)")
        path = folder.appending(path: "var/bot.sqlite").path
        switch engine {
        case .sqlite, .sealedSQLite: (bot, address) = ("fuqiang", .sqlite(path: path))
        case .postgres, .sealedPostgres:
            let url = try #require(Engine.server)
            (bot, address) = ("fuqiang-\(name)", .postgres(url: url, password: nil))
        }
        store = try GatewayStore(address, bot: bot, keys: keys)
    }

    /// Closes the store and opens it again, as a restart does, perhaps with other keys.
    func reopen(keys: StoreKeys? = nil) throws {
        try store.close()
        if let keys { self.keys = keys }
        store = try GatewayStore(address, bot: bot, keys: self.keys)
    }

    /// Another process's view of the same store.
    func beside() throws -> GatewayStore { try GatewayStore(address, bot: bot, keys: keys) }

    /// Closes a store in a file and deletes it; what is left lies in the system's temporary folder.
    func removeFile() {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    func remove() async {
        // Best effort: what is left lies in the system's temporary folder, or in the tests' own server.
        switch engine {
        case .sqlite, .sealedSQLite: removeFile()
        case .postgres, .sealedPostgres:
            _ = try? await store.inspect("DROP SCHEMA \"lianfang_\(bot)\" CASCADE")
            try? store.close()
        }
    }
}
