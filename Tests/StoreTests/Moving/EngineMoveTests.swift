import Foundation
import Model
import Testing

@testable import Store

/// A store carried from SQLite to PostgreSQL and back.
@Suite(.enabled(if: Engine.server != nil, "LIANFANG_POSTGRES names no server")) struct EngineMoveTests {
    /// A filled SQLite store, a schema of a server for the same bot, and a file that is not there yet.
    private struct Places {
        let bot: String
        let file: StoreAddress
        let server: StoreAddress
        let back: StoreAddress
    }

    private func withFilled(_ body: (Places) async throws -> Void) async throws {
        let bot = "fuqiang-\(UUID().uuidString.lowercased())"
        let folder = FileManager.default.temporaryDirectory.appending(path: "move-\(bot)")
        let url = try #require(Engine.server)
        let places = Places(
            bot: bot, file: .sqlite(path: folder.appending(path: "bot.sqlite").path),
            server: .postgres(url: url, password: nil),
            back: .sqlite(path: folder.appending(path: "back.sqlite").path))
        let store = try GatewayStore(places.file, bot: bot)
        try await StoreFiller.fill(store)
        try store.close()
        try await body(places)
        // Through a store of another name, so that whoever the schema belongs to does not matter.
        let other = try GatewayStore(places.server, bot: "cleaner")
        _ = try await other.inspect("DROP SCHEMA IF EXISTS \"lianfang_\(bot)\" CASCADE")
        try other.close()
        try FileManager.default.removeItem(at: folder)
    }

    private func inspect(_ places: Places, _ sql: String) async throws {
        let other = try GatewayStore(places.server, bot: "cleaner")
        _ = try await other.inspect(sql.replacing("{}", with: "\"lianfang_\(places.bot)\""))
        try other.close()
    }

    private func interrupt(_ from: StoreAddress, _ to: StoreAddress, _ bot: String, at table: String) async {
        let move = StoreMove(from: from, to: to, bot: bot) { progress in
            if case .copying(table, 1000..., _) = progress { withUnsafeCurrentTask { $0?.cancel() } }
        }
        await #expect(throws: CancellationError.self) { try await Task { try await move.run() }.value }
    }

    @Test func `there and back again gives the same checksums, and the store lives on in both`() async throws
    {
        try await withFilled { places in
            let there = try await StoreMove(from: places.file, to: places.server, bot: places.bot).run()
            let back = try await StoreMove(from: places.server, to: places.back, bot: places.bot).run()
            #expect(there.tables == back.tables && there.storeID == back.storeID)
            for address in [places.server, places.back] {
                let store = try GatewayStore(address, bot: places.bot)
                #expect(store.storeID == there.storeID)
                let outcome = try await store.receive(
                    [.sample("1"), .sample("3")], from: .town, cursor: nil, now: .start)
                #expect(outcome.new == 1 && outcome.duplicates == 1)
                let ids = try await store.inspect(
                    "SELECT id FROM inbox WHERE state = 'waiting' AND kind = 'message'")
                #expect(ids == [["3"]], "ids go on where they were")
                _ = try await store.processInbox(limit: 10, now: .start) { _, _ in
                    .make(posts: [.sample("x")])
                }
                try store.close()
            }
        }
    }

    @Test(arguments: ["inbox", "said", "report_versions", "check_ins"])
    func `a move that ended midway goes on where it was, either way`(table: String) async throws {
        try await withFilled { places in
            await interrupt(places.file, places.server, places.bot, at: table)
            #expect(throws: StoreError.self, "no gateway opens half a store") {
                try GatewayStore(places.server, bot: places.bot)
            }
            let there = try await StoreMove(from: places.file, to: places.server, bot: places.bot).run()
            await interrupt(places.server, places.back, places.bot, at: table)
            let back = try await StoreMove(from: places.server, to: places.back, bot: places.bot).run()
            #expect(there.resumedRows >= 1000 && back.resumedRows == there.resumedRows)
            #expect(there.tables == back.tables)
            let again = try await StoreMove(from: places.file, to: places.server, bot: places.bot).run()
            #expect(again.wasThere && again.tables == there.tables)
        }
    }

    @Test func `one changed value on the server is found`() async throws {
        try await withFilled { places in
            await interrupt(places.file, places.server, places.bot, at: "check_ins")
            try await inspect(places, "UPDATE {}.reports SET content = content || ' ' WHERE number = 110")
            let error = await #expect(throws: StoreMoveError.self) {
                try await StoreMove(from: places.file, to: places.server, bot: places.bot).run()
            }
            #expect(error?.reason == .differs && error?.detail.contains("reports has other contents") == true)
            let summary = try await StoreMove(
                from: places.file, to: places.server, bot: places.bot, afresh: true
            ).run()
            #expect(summary.resumedRows == 0)
        }
    }

    @Test func `a server's store on which a gateway works is neither source nor target`() async throws {
        try await withFilled { places in
            let store = try GatewayStore(places.server, bot: places.bot)
            try await inspect(
                places, "INSERT INTO {}.leases VALUES ('gateway', 'somebody', 99999999999999, 1)")
            try store.close()
            for (from, to) in [(places.file, places.server), (places.server, places.back)] {
                let error = await #expect(throws: StoreMoveError.self) {
                    try await StoreMove(from: from, to: to, bot: places.bot).run()
                }
                #expect(error?.reason == .inUse)
            }
        }
    }

    @Test func `a NUL that PostgreSQL cannot hold is told and stands there as its picture`() async throws {
        try await withFilled { places in
            let store = try GatewayStore(places.file, bot: places.bot)
            _ = try await store.inspect(
                "UPDATE inbox SET content = 'a' || char(0) || 'b' WHERE id IN (101, 102)")
            try store.close()
            let summary = try await StoreMove(from: places.file, to: places.server, bot: places.bot).run()
            #expect(summary.replacedTexts == 2)
            let moved = try GatewayStore(places.server, bot: places.bot)
            #expect(try await moved.inspect("SELECT content FROM inbox WHERE id = 101") == [["a\u{2400}b"]])
            try moved.close()
        }
    }
}
