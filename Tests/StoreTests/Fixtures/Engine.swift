import Foundation
import Model
import Testing

@testable import Store

/// The engines that the contract is proved on.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite
    /// The same under a key: the contract holds whether content is sealed or not.
    case sealedSQLite

    /// Those that this machine has.
    static let available: [Engine] = allCases

    var testDescription: String { rawValue }

    /// Runs a test over an empty store in a folder of its own, which goes when the test is over.
    func withStore(_ body: (StoreUnderTest) async throws -> Void) async throws {
        let under = try StoreUnderTest(keys: self == .sealedSQLite ? .sample(1) : .none)
        do {
            try await body(under)
        } catch {
            under.remove()
            throw error
        }
        under.remove()
    }
}

/// A store that a test can close and open again.
final class StoreUnderTest {
    let path: String
    private let folder: URL
    private(set) var store: GatewayStore
    private var keys: StoreKeys

    init(keys: StoreKeys = .none) throws {
        self.keys = keys
        folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
        path = folder.appending(path: "var/bot.sqlite").path
        store = try GatewayStore(path: path, bot: "fuqiang", keys: keys)
    }

    /// Closes the store and opens it again, as a restart does, perhaps with other keys.
    func reopen(keys: StoreKeys? = nil) throws {
        try store.close()
        if let keys { self.keys = keys }
        store = try GatewayStore(path: path, bot: "fuqiang", keys: self.keys)
    }

    func remove() {
        // Best effort: what is left lies in the system's temporary folder.
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }
}
