import Foundation
import Model
import ReportLanguage
import Testing

@testable import Store

/// What PostgreSQL alone can do to a store.
@Suite(.enabled(if: Engine.server != nil, "LIANFANG_POSTGRES names no server"))
struct LostConnectionTests {
    @Test func `a lost connection has a name and the next transaction has a new one`() async throws {
        try await Engine.postgres.withStore { under in
            let (store, beside) = (under.store, try under.beside())
            _ = try await store.receive([.sample("1")], from: .town, cursor: "c1", now: .start)
            let pid = try await store.inspect("SELECT pg_backend_pid()")
            let number = try #require(pid.first?.first.flatMap { $0 })
            // Waits until the session is gone: a signal alone is not an end.
            _ = try await beside.inspect("SELECT pg_terminate_backend(\(number), 10000)")
            let error = await #expect(throws: StoreError.self) {
                _ = try await store.receive([.sample("2")], from: .town, cursor: "c2", now: .start)
            }
            #expect(error?.reason == .unreachable)
            #expect(try await store.cursor(of: .town) == "c1")
            let again = try await store.receive([.sample("2")], from: .town, cursor: "c2", now: .start)
            #expect(again.new == 1)
            try beside.close()
        }
    }

    @Test func `an error of a write that nobody waited for takes back its own row only`() async throws {
        try await Engine.postgres.withStore { under in
            let store = under.store
            _ = try await store.receive(
                [.sample("1", chat: .village), .sample("2", chat: .checkpoints), .sample("3", chat: .other)],
                from: .town, cursor: nil, now: .start)
            let batch = try await store.processInbox(limit: 9, now: .start) { row, _ in
                // A draft of a report that does not exist breaks a foreign key, in a write that is sent without waiting.
                let draft = Draft(
                    report: 99, chat: .village, account: .leader, lacking: [], askedAt: .start,
                    expiresAt: .start)
                return .make(
                    changes: row.id == 2 ? [.saveDraft(draft)] : [.saveReport(.sample(Int(row.id)))],
                    posts: [.sample("reply:\(row.id)")])
            }
            #expect(batch.failures.map(\.key) == [IncomingEvent.sample("2", chat: .checkpoints).key])
            let states = try await store.inspect("SELECT state, attempt FROM inbox ORDER BY id")
            #expect(states == [["done", "0"], ["waiting", "1"], ["done", "0"]])
            #expect(try await store.inspect("SELECT number FROM reports ORDER BY number") == [["1"], ["3"]])
        }
    }

    @Test func `a text with NUL is kept with its picture`() async throws {
        try await Engine.postgres.withStore { under in
            _ = try await under.store.receive(
                [.sample("1", text: "报备\u{0}张三")], from: .town, cursor: nil, now: .start)
            _ = try await under.store.processInbox(limit: 1, now: .start) { row, _ in
                #expect(row.event.text == "报备\u{2400}张三")
                return .make(.chatter)
            }
        }
    }

    @Test func `another bot's schema and a newer one are refused`() async throws {
        for (change, reason) in [
            ("UPDATE store_info SET value = 'other' WHERE name = 'bot'", StoreError.Reason.foreign),
            ("UPDATE store_info SET value = '99' WHERE name = 'schema'", .newerSchema),
            ("DROP TABLE store_info", .foreign),
        ] {
            try await Engine.postgres.withStore { under in
                _ = try await under.store.inspect(change)
                let error = #expect(throws: StoreError.self) { _ = try under.beside() }
                #expect(error?.reason == reason)
            }
        }
    }

    @Test func `a server that does not answer is named`() {
        let error = #expect(throws: StoreError.self) {
            _ = try GatewayStore(
                .postgres(url: "postgres://nobody@127.0.0.1:1/nothing", password: "secret"), bot: "fuqiang")
        }
        #expect(error?.reason == .unreachable)
        #expect(error?.detail.contains("secret") == false)
    }

    @Test func `several that make a store at the same moment all find it whole`() async throws {
        try await Engine.postgres.withStore { under in
            _ = try await under.store.inspect("DROP SCHEMA \"lianfang_\(under.bot)\" CASCADE")
            let (address, bot) = (under.address, under.bot)
            let ids = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let store = try GatewayStore(address, bot: bot)
                        defer { try? store.close() }  // what it wrote was committed before
                        return store.storeID
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
        }
    }
}
