import Foundation
import Model
import Testing

@testable import Store

/// The engines that the contract is proved on.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres

    /// The server that `script/postgres up` has started; nil where there is none.
    static let server = ProcessInfo.processInfo.environment["LIANFANG_POSTGRES"]

    /// Those that this machine has.
    static let available: [Engine] = {
        if server != nil { return allCases }
        print("LIANFANG_POSTGRES names no server: the store is tested on SQLite only (see script/test)")
        return [.sqlite]
    }()

    var testDescription: String { rawValue }

    /// Runs a test over an empty store of its own, which goes when the test is over.
    func withStore(_ body: (StoreUnderTest) async throws -> Void) async throws {
        let under = try StoreUnderTest(self)
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

    init(_ engine: Engine) throws {
        self.engine = engine
        let name = UUID().uuidString.lowercased()
        folder = FileManager.default.temporaryDirectory.appending(path: "store-\(name)")
        path = folder.appending(path: "var/bot.sqlite").path
        switch engine {
        case .sqlite: (bot, address) = ("fuqiang", .sqlite(path: path))
        case .postgres:
            let url = try #require(Engine.server)
            (bot, address) = ("fuqiang-\(name)", .postgres(url: url, password: nil))
        }
        store = try GatewayStore(address, bot: bot)
    }

    /// Closes the store and opens it again, as a restart does.
    func reopen() throws {
        try store.close()
        store = try GatewayStore(address, bot: bot)
    }

    /// Another process's view of the same store.
    func beside() throws -> GatewayStore { try GatewayStore(address, bot: bot) }

    func remove() async {
        // Best effort: what is left lies in the system's temporary folder, or in the tests' own server.
        switch engine {
        case .sqlite:
            try? store.close()
            try? FileManager.default.removeItem(at: folder)
        case .postgres:
            _ = try? await store.inspect("DROP SCHEMA \"lianfang_\(bot)\" CASCADE")
            try? store.close()
        }
    }
}
