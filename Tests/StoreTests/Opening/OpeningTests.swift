import Foundation
import Model
import Testing

@testable import Store

@Suite struct OpeningTests {
    @Test func `full durability is set and can be read back`() async throws {
        try await Engine.sqlite.withStore { under in
            let store = under.store
            #expect(try await store.inspect("PRAGMA synchronous") == [["2"]])
            #expect(try await store.inspect("PRAGMA journal_mode") == [["wal"]])
            #expect(try await store.inspect("PRAGMA foreign_keys") == [["1"]])
            // What was committed before counts too: the pool's writer must stay as it was set.
            _ = try await store.receive([.sample("1")], from: .town, cursor: nil, now: .start)
            #expect(try await store.inspect("PRAGMA synchronous") == [["2"]])
        }
    }

    @Test func `the file is its owner's only`() async throws {
        try await Engine.sqlite.withStore { under in
            _ = try await under.store.receive([.sample("1")], from: .town, cursor: nil, now: .start)
            for suffix in ["", "-wal", "-shm"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: under.path + suffix)
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
            }
        }
    }

    @Test func `a closed store's file holds all of it without its log`() async throws {
        try await Engine.sqlite.withStore { under in
            _ = try await under.store.receive([.sample("1")], from: .town, cursor: "c7", now: .start)
            _ = try await under.store.cursor(of: .town)
            try under.store.close()
            let copy = under.path + ".copy"
            try FileManager.default.copyItem(atPath: under.path, toPath: copy)
            let store = try GatewayStore(path: copy, bot: "fuqiang")
            #expect(try await store.cursor(of: .town) == "c7")
            try store.close()
        }
    }

    @Test func `a store whose file was deleted or replaced says so`() async throws {
        try await Engine.sqlite.withStore { under in
            try under.store.requireInPlace()
            try FileManager.default.moveItem(atPath: under.path, toPath: under.path + ".old")
            #expect(throws: StoreError.self) { try under.store.requireInPlace() }
            try Data().write(to: URL(filePath: under.path))
            #expect(throws: StoreError.self) { try under.store.requireInPlace() }
        }
        try GatewayStore(path: ":memory:", bot: "fuqiang").requireInPlace()
    }

    /// As when somebody asks for `status` while the daemon makes the store.
    @Test func `two that open a new store at the same moment both find it whole`() async throws {
        for _ in 0..<20 {
            let path = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
                .path
            let ids = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let store = try GatewayStore(path: path, bot: "fuqiang")
                        defer { try? store.close() }  // what it wrote was committed before
                        return store.storeID
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
                try FileManager.default.removeItem(atPath: path + suffix)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a store opened again has everything that was committed`(engine: Engine) async throws {
        try await engine.withStore { under in
            let id = under.store.storeID
            _ = try await under.store.receive([.sample("1")], from: .town, cursor: "c7", now: .start)
            _ = try await under.store.processInbox(limit: 10, now: .start) { row, _ in
                .make(
                    changes: [.saveReport(.sample(1, message: row.id))], posts: [.sample("reply:1")],
                    timers: [.set(.sample("t1"))])
            }
            try under.reopen()
            #expect(under.store.storeID == id)
            #expect(try await under.store.cursor(of: .town) == "c7")
            let report = try await under.store.read { try $0.report(1) }
            #expect(report == .sample(1))
            #expect(try await under.store.nextWake(now: .start).timers == .start)
            let posts = try await under.store.claimPosts(
                limit: 9, owner: "me", now: .start, busy: [], limits: [:])
            #expect(posts.map(\.post) == [.sample("reply:1")])
            let again = try await under.store.receive([.sample("1")], from: .town, cursor: nil, now: .start)
            #expect(again.duplicates == 1)
        }
    }

    @Test func `a store in memory works and leaves no file`() async throws {
        let store = try GatewayStore(path: ":memory:", bot: "fuqiang")
        let outcome = try await store.receive([.sample("1")], from: .town, cursor: "c", now: .start)
        #expect(outcome.new == 1)
        #expect(try await store.cursor(of: .town) == "c")
        #expect(!FileManager.default.fileExists(atPath: ":memory:"))
        try store.close()
    }

    @Test func `a command beside the daemon reads and writes the same store`() async throws {
        try await Engine.sqlite.withStore { under in
            _ = try await under.store.receive([.sample("1")], from: .town, cursor: nil, now: .start)
            let beside = try GatewayStore(path: under.path, bot: "fuqiang")
            try await beside.addInvitation(
                hash: "h", person: PersonID("P010"), expires: .start + 60, now: .start)
            #expect(try await beside.status(now: .start).inbox.waiting == 1)
            try beside.close()
            let invited = try await under.store.read { try $0.invitation(hash: "h", now: .start) }
            #expect(invited == PersonID("P010"))
        }
    }

    @Test func `a folder that cannot be made is named`() {
        let error = #expect(throws: StoreError.self) {
            _ = try GatewayStore(path: "/dev/null/store/bot.sqlite", bot: "fuqiang")
        }
        #expect(error?.reason == .unreachable)
    }

    @Test func `a newer schema is refused and left alone`() async throws {
        try await Engine.sqlite.withStore { under in
            _ = try await under.store.inspect("UPDATE store_info SET value = '99' WHERE name = 'schema'")
            let error = #expect(throws: StoreError.self) { try under.reopen() }
            #expect(error?.reason == .newerSchema)
            #expect(error?.remedy == .refuse)
        }
    }

    @Test func `another bot's store is refused`() async throws {
        try await Engine.sqlite.withStore { under in
            let error = #expect(throws: StoreError.self) {
                _ = try GatewayStore(path: under.path, bot: "other")
            }
            #expect(error?.reason == .foreign)
        }
    }

    @Test func `another program's database is refused`() async throws {
        try await Engine.sqlite.withStore { under in
            _ = try await under.store.inspect("DROP TABLE store_info")
            let error = #expect(throws: StoreError.self) { try under.reopen() }
            #expect(error?.reason == .foreign)
        }
    }

    @Test func `a file that is no database is refused as corrupt`() async throws {
        try await Engine.sqlite.withStore { under in
            try under.store.close()
            let path = under.path + "2"
            try Data(repeating: 0x41, count: 8192).write(to: URL(filePath: path))
            let error = #expect(throws: StoreError.self) {
                _ = try GatewayStore(path: path, bot: "fuqiang")
            }
            #expect(error?.reason == .corrupt)
            #expect(error?.remedy == .stop)
        }
    }

    @Test func `a damaged page is found when the store is opened`() async throws {
        try await Engine.sqlite.withStore { under in
            let events = (0..<200).map { IncomingEvent.sample("\($0)") }
            _ = try await under.store.receive(events, from: .town, cursor: nil, now: .start)
            let roots = try await under.store.inspect(
                "SELECT rootpage FROM sqlite_master WHERE name = 'inbox'")
            let page = try #require(roots.first?.first.flatMap { $0 }.flatMap { UInt64($0) })
            try under.store.close()
            let file = try FileHandle(forUpdating: URL(filePath: under.path))
            try file.seek(toOffset: (page - 1) * 4096)
            try file.write(contentsOf: Data(repeating: 0xFF, count: 4096))
            try file.close()
            let error = #expect(throws: StoreError.self) { try under.reopen() }
            #expect(error?.reason == .corrupt)
        }
    }

    @Test func `a full disk has a name, and nothing committed is lost`() async throws {
        try await Engine.sqlite.withStore { under in
            let store = under.store
            _ = try await store.receive([.sample("first")], from: .town, cursor: "before", now: .start)
            let size = try await store.inspect("PRAGMA page_count")
            let pages = try #require(size.first?.first.flatMap { $0 }.flatMap { Int($0) })
            _ = try await store.inspect("PRAGMA max_page_count = \(pages + 3)")
            let flood = (0..<500).map {
                IncomingEvent.sample("\($0)", text: String(repeating: "长", count: 200))
            }
            let error = await #expect(throws: StoreError.self) {
                _ = try await store.receive(flood, from: .town, cursor: "after", now: .start)
            }
            #expect(error?.reason == .full)
            #expect(error?.isRetryable == false)
            #expect(try await store.cursor(of: .town) == "before")
            #expect(try await store.inspect("SELECT count(*) FROM inbox") == [["1"]])
            // Room again: the same events are taken.
            _ = try await store.inspect("PRAGMA max_page_count = 1000000")
            let outcome = try await store.receive(flood, from: .town, cursor: "after", now: .start)
            #expect(outcome.new == 500)
        }
    }

    @Test func `a full disk while rules decide takes back the whole batch`() async throws {
        try await Engine.sqlite.withStore { under in
            let store = under.store
            _ = try await store.receive([.sample("1"), .sample("2")], from: .town, cursor: nil, now: .start)
            let size = try await store.inspect("PRAGMA page_count")
            let pages = try #require(size.first?.first.flatMap { $0 }.flatMap { Int($0) })
            _ = try await store.inspect("PRAGMA max_page_count = \(pages)")
            let error = await #expect(throws: StoreError.self) {
                _ = try await store.processInbox(limit: 9, now: .start) { row, _ in
                    .make(posts: [.sample("reply:\(row.id)", text: String(repeating: "长", count: 9000))])
                }
            }
            #expect(error?.reason == .full)
            let states = try await store.inspect("SELECT state, attempt FROM inbox ORDER BY id")
            #expect(states == [["waiting", "0"], ["waiting", "0"]])
        }
    }

    @Test(arguments: Engine.available)
    func `a lease has one holder until it is given back or runs out`(engine: Engine) async throws {
        try await engine.withStore { under in
            let store = under.store
            func take(_ owner: String, after seconds: Double) async throws -> Bool {
                try await store.acquireLease(name: "daemon", owner: owner, now: .start + seconds, for: 10)
            }
            #expect(try await take("a", after: 0))
            #expect(try await !take("b", after: 1))
            #expect(try await take("a", after: 5))
            #expect(try await !take("b", after: 11), "renewed at 5")
            #expect(try await store.leaseHolder(name: "daemon", now: .start + 11)?.owner == "a")
            #expect(try await take("b", after: 15))
            #expect(try await !take("a", after: 16))
            #expect(try await store.leaseHolder(name: "daemon", now: .start + 16)?.term == 2)
            try await store.releaseLease(name: "daemon", owner: "a")
            #expect(try await !take("a", after: 17), "a cannot give back what b holds")
            try await store.releaseLease(name: "daemon", owner: "b")
            #expect(try await take("a", after: 18))
            #expect(try await store.acquireLease(name: "other", owner: "b", now: .start, for: 1))
        }
    }
}
