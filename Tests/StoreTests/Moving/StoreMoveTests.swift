import Foundation
import Model
import Synchronization
import Testing

@testable import Store

/// A store carried from one place to another.
@Suite struct StoreMoveTests {
    /// A filled source that is closed, and a place for the target.
    private func withFilled(_ body: (_ source: String, _ target: String) async throws -> Void) async throws {
        try await Engine.sqlite.withStore { under in
            try await StoreFiller.fill(under.store)
            try under.store.close()
            try await body(under.path, under.path + ".moved")
        }
    }

    private func inspect(_ path: String, _ sql: String, owner: String = "fuqiang") async throws -> [[String?]]
    {
        let store = try GatewayStore(path: path, bot: owner)
        let rows = try await store.inspect(sql)
        try store.close()
        return rows
    }

    private let unfinished = StoreEnd.owner(unfinished: "fuqiang")

    /// Runs a move until it has reported so many pages, or begins to verify, and then as if it were killed.
    private func interrupt(_ source: String, _ target: String, after pages: Int) async {
        let left = Mutex(pages)
        let move = StoreMove(from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang") {
            progress in
            let isOver = left.withLock { left in
                left -= 1
                if case .verifying = progress { return true }
                return left <= 0
            }
            if isOver { withUnsafeCurrentTask { $0?.cancel() } }
        }
        await #expect(throws: CancellationError.self) { try await Task { try await move.run() }.value }
    }

    @Test func `everything is carried, and the source stays byte for byte as it was`() async throws {
        try await withFilled { source, target in
            let before = try Data(contentsOf: URL(filePath: source))
            let summary = try await StoreMove(
                from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang"
            ).run()
            #expect(try Data(contentsOf: URL(filePath: source)) == before)
            #expect(!summary.wasThere && summary.resumedRows == 0)
            for table in StoreTable.all {
                let rows = summary.tables.first { $0.name == table.name }?.rows ?? 0
                #expect(rows >= StoreFiller.rows(of: table), "\(table.name)")
                let sql = "SELECT * FROM \(table.name) ORDER BY 1, 2"
                #expect(try await inspect(source, sql) == inspect(target, sql), "\(table.name)")
            }
            let info = "SELECT name, value FROM store_info ORDER BY name"
            #expect(try await inspect(source, info) == inspect(target, info))
        }
    }

    @Test func `the store lives on in the target: same id, next numbers, known messages`() async throws {
        try await withFilled { source, target in
            let summary = try await StoreMove(
                from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang"
            ).run()
            let store = try GatewayStore(path: target, bot: "fuqiang")
            #expect(store.storeID == summary.storeID)
            #expect(try await store.cursor(of: .town) == "c7")
            let outcome = try await store.receive(
                [.sample("1"), .sample("3")], from: .town, cursor: nil, now: .start)
            #expect(outcome.new == 1 && outcome.duplicates == 1)
            let ids = try await store.inspect(
                "SELECT id FROM inbox WHERE state = 'waiting' AND kind = 'message'")
            #expect(ids == [["3"]], "ids go on where they were")
            try store.close()
        }
    }

    @Test(arguments: [1, 4, 11, 12, 30, .max])
    func `a move that ended midway goes on where it was`(pages: Int) async throws {
        try await withFilled { source, target in
            await interrupt(source, target, after: pages)
            #expect(throws: StoreError.self, "no gateway opens half a store") {
                try GatewayStore(path: target, bot: "fuqiang")
            }
            let carried = Int(
                try await inspect(
                    target, "SELECT count(*) FROM store_info WHERE name LIKE 'move.at.%'", owner: unfinished)[
                        0][0]
                    ?? "")
            let summary = try await StoreMove(
                from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang"
            ).run()
            #expect((summary.resumedRows > 0) == ((carried ?? 0) > 0))
            let whole = try await StoreMove(
                from: .sqlite(path: source), to: .sqlite(path: target + "2"), bot: "fuqiang"
            ).run()
            #expect(summary.tables == whole.tables)
            let left = try await inspect(target, "SELECT name FROM store_info WHERE name LIKE 'move%'")
            #expect(left == [], "a finished move leaves nothing of itself")
        }
    }

    @Test func `a move that is run again finds that all is there and writes nothing`() async throws {
        try await withFilled { source, target in
            let first = try await StoreMove(
                from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang"
            ).run()
            let before = try Data(contentsOf: URL(filePath: target))
            let second = try await StoreMove(
                from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang"
            ).run()
            #expect(second.wasThere && second.tables == first.tables)
            #expect(try Data(contentsOf: URL(filePath: target)) == before)
        }
    }

    @Test func `there and back again gives the same checksums`() async throws {
        try await withFilled { source, target in
            let there = try await StoreMove(
                from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang"
            ).run()
            let back = try await StoreMove(
                from: .sqlite(path: target), to: .sqlite(path: source + ".back"), bot: "fuqiang"
            ).run()
            #expect(there.tables == back.tables && there.storeID == back.storeID)
        }
    }

    @Test(arguments: [
        "UPDATE reports SET content = replace(content, '第110', '第111') WHERE number = 110",
        "UPDATE reports SET at = at + 1 WHERE number = 1100",
        "UPDATE reports SET sender = NULL WHERE number = 101",
        "DELETE FROM said WHERE name LIKE 'name 第105%'",
        "UPDATE lanes SET tokens = tokens * 1.0000001 WHERE name LIKE 'name 第106%'",
    ])
    func `one changed value in the target is found, and no gateway opens it`(damage: String) async throws {
        try await withFilled { source, target in
            await interrupt(source, target, after: .max)
            _ = try await inspect(target, damage, owner: unfinished)
            let error = await #expect(throws: StoreMoveError.self) {
                try await StoreMove(from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang")
                    .run()
            }
            #expect(error?.reason == .differs)
            let table = ["reports", "said", "lanes"].first { damage.contains($0) } ?? ""
            #expect(error?.detail.contains(table) == true, "\(error?.detail ?? "")")
            #expect(throws: StoreError.self) { try GatewayStore(path: target, bot: "fuqiang") }
            let summary = try await StoreMove(
                from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang", afresh: true
            ).run()
            #expect(summary.resumedRows == 0)
        }
    }

    @Test func `a source that went on working while a move lay unfinished is noticed`() async throws {
        try await withFilled { source, target in
            await interrupt(source, target, after: 20)
            _ = try await inspect(source, "UPDATE inbox SET state = 'done' WHERE id = 100")
            let error = await #expect(throws: StoreMoveError.self) {
                try await StoreMove(from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang")
                    .run()
            }
            #expect(error?.reason == .differs && error?.detail.contains("inbox") == true)
        }
    }

    @Test func `a target that has lived on is refused and left alone`() async throws {
        try await withFilled { source, target in
            _ = try await StoreMove(from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang")
                .run()
            let store = try GatewayStore(path: target, bot: "fuqiang")
            _ = try await store.receive([.sample("9")], from: .town, cursor: "c9", now: .start)
            try store.close()
            let before = try Data(contentsOf: URL(filePath: target))
            for afresh in [false, true] {
                let error = await #expect(throws: StoreMoveError.self) {
                    try await StoreMove(
                        from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang", afresh: afresh
                    ).run()
                }
                #expect(error?.reason == .targetTaken && error?.detail.contains("inbox") == true)
            }
            #expect(try Data(contentsOf: URL(filePath: target)) == before)
        }
    }

    @Test func `a target of another bot, another store or another program is refused`() async throws {
        try await withFilled { source, target in
            func refused(_ afresh: Bool = true) async -> StoreMoveError? {
                await #expect(throws: StoreMoveError.self) {
                    try await StoreMove(
                        from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang", afresh: afresh
                    ).run()
                }
            }
            try GatewayStore(path: target, bot: "other").close()
            #expect(await refused()?.reason == .targetTaken)
            try FileManager.default.removeItem(atPath: target)

            let store = try GatewayStore(path: target, bot: "fuqiang")
            _ = try await store.receive([.sample("1")], from: .town, cursor: nil, now: .start)
            try store.close()
            #expect(await refused()?.reason == .targetTaken)
            try FileManager.default.removeItem(atPath: target)

            try Data(repeating: 0x41, count: 8192).write(to: URL(filePath: target))
            #expect(await refused()?.reason == .engine)
            #expect(try Data(contentsOf: URL(filePath: target)).count == 8192)
        }
    }

    @Test func `an empty store that a command has made is taken`() async throws {
        try await withFilled { source, target in
            try GatewayStore(path: target, bot: "fuqiang").close()
            let summary = try await StoreMove(
                from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang"
            ).run()
            #expect(
                try await inspect(target, "SELECT value FROM store_info WHERE name = 'id'") == [
                    [summary.storeID]
                ])
        }
    }

    @Test func `a move that was begun from another store is taken over only when told`() async throws {
        try await withFilled { source, target in
            await interrupt(source, target, after: 30)
            _ = try await inspect(
                source, "UPDATE store_info SET value = '0123456789abcdef' WHERE name = 'id'")
            let error = await #expect(throws: StoreMoveError.self) {
                try await StoreMove(from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang")
                    .run()
            }
            #expect(error?.reason == .targetTaken)
            let summary = try await StoreMove(
                from: .sqlite(path: source), to: .sqlite(path: target), bot: "fuqiang", afresh: true
            ).run()
            #expect(summary.storeID == "0123456789abcdef" && summary.resumedRows == 0)
        }
    }

    @Test func `a source that is not there, not this bot's or not up to date is refused`() async throws {
        try await withFilled { source, target in
            func reason(_ source: String, _ bot: String = "fuqiang") async -> StoreMoveError.Reason? {
                await #expect(throws: StoreMoveError.self) {
                    try await StoreMove(from: .sqlite(path: source), to: .sqlite(path: target), bot: bot)
                        .run()
                }?.reason
            }
            #expect(await reason(source + ".none") == .sourceMissing)
            #expect(await reason(source, "other") == .sourceMissing)
            _ = try await inspect(source, "UPDATE store_info SET value = '1' WHERE name = 'schema'")
            #expect(await reason(source) == .outdated)
            #expect(!FileManager.default.fileExists(atPath: target))
        }
    }
}
