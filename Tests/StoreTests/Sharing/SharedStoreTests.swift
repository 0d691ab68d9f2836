import Foundation
import Model
import ReportLanguage
import Testing

@testable import Store

/// Several processes on one store: each `GatewayStore` here stands for one.
@Suite(.enabled(if: Engine.server != nil, "LIANFANG_POSTGRES names no server"))
struct SharedStoreTests {
    @Test func `a stale holder cannot write`() async throws {
        try await Engine.postgres.withStore { under in
            let (first, second) = (under.store, try under.beside())
            let old = try #require(
                try await first.takeLease(name: "poll:town", owner: "a", now: .start, for: 10))
            _ = try await first.receive(
                [.sample("1")], from: .town, cursor: "c1", now: .start + 1, under: old)
            let new = try #require(
                try await second.takeLease(name: "poll:town", owner: "b", now: .start + 11, for: 10))
            #expect(new.term == old.term + 1)
            let error = await #expect(throws: StoreError.self) {
                _ = try await first.receive(
                    [.sample("2")], from: .town, cursor: "c2", now: .start + 12, under: old)
            }
            #expect(error?.reason == .superseded)
            #expect(error?.remedy == .giveWay)
            #expect(try await second.cursor(of: .town) == "c1")
            #expect(try await second.inspect("SELECT count(*) FROM inbox") == [["1"]])
            let fired = await #expect(throws: StoreError.self) {
                _ = try await first.fireTimers(limit: 9, now: .start + 12, under: old) { _, _ in .make() }
            }
            #expect(fired?.reason == .superseded)
            try second.close()
        }
    }

    @Test func `a lease that ran out is no proof even when nobody else has taken it`() async throws {
        try await Engine.postgres.withStore { under in
            let lease = try #require(
                try await under.store.takeLease(name: "timekeeper", owner: "a", now: .start, for: 10))
            let error = await #expect(throws: StoreError.self) {
                _ = try await under.store.commit(now: .start + 10, under: lease) { _ in .make() }
            }
            #expect(error?.reason == .superseded)
        }
    }

    @Test func `each event is decided once and in order whoever decides it`() async throws {
        try await Engine.postgres.withStore { under in
            let (first, second) = (under.store, try under.beside())
            let events = (0..<200).map { IncomingEvent.sample("\($0)") }
            _ = try await first.receive(events, from: .town, cursor: nil, now: .start)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for store in [first, second] {
                    group.addTask {
                        while true {
                            let batch = try await store.processInbox(limit: 7, now: .start) { row, facts in
                                let number = try facts.nextNumber(.report)
                                return .make(
                                    changes: [.saveReport(.sample(number, message: row.id))],
                                    posts: [.sample("reply:\(row.id)")])
                            }
                            if batch.taken == 0 { return }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let wrong = try await first.inspect("SELECT number FROM reports WHERE number <> message")
            #expect(wrong.isEmpty, "receipt numbers follow the order of arrival")
            #expect(try await first.inspect("SELECT count(*) FROM reports") == [["200"]])
            let said = try await first.inspect(
                "SELECT count(*), count(DISTINCT message) FROM outbox")
            #expect(said == [["200", "200"]])
            try second.close()
        }
    }

    @Test func `two that claim at once never send two posts to one chat`() async throws {
        try await Engine.postgres.withStore { under in
            let (first, second) = (under.store, try under.beside())
            _ = try await first.commit(now: .start) { _ in
                .make(
                    posts: (0..<60).map {
                        .sample("p\($0)", chat: ChatKey(channel: .town, id: "!\($0 % 6):localhost"))
                    })
            }
            let claimed = try await withThrowingTaskGroup(of: [OutboxRow].self) { group in
                for (owner, store) in [("a", first), ("b", second), ("a", first), ("b", second)] {
                    group.addTask {
                        try await store.claimPosts(
                            limit: 64, owner: owner, now: .start, busy: [], limits: [:])
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.count == 6)
            #expect(Set(claimed.map(\.post.chat)).count == 6)
            try second.close()
        }
    }

    @Test func `a budget is spent once by all processes together`() async throws {
        try await Engine.postgres.withStore { under in
            let stores = [under.store, try under.beside()]
            _ = try await stores[0].commit(now: .start) { _ in
                .make(
                    posts: (0..<40).map {
                        .sample("p\($0)", chat: ChatKey(channel: .town, id: "!\($0):localhost"))
                    })
            }
            let limits = [ChannelName.town: ChannelLimits(total: RateLimit(5, perSeconds: 50))]
            let claimed = try await withThrowingTaskGroup(of: Int.self) { group in
                for store in stores + stores {
                    group.addTask {
                        try await store.claimPosts(
                            limit: 64, owner: "x", now: .start, busy: [], limits: limits
                        ).count
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(claimed == 5)
            try stores[1].close()
        }
    }

    @Test func `only the claims of a process that shows no life are freed`() async throws {
        try await Engine.postgres.withStore { under in
            let store = under.store
            for owner in ["alive", "dead"] {
                _ = try await store.acquireLease(
                    name: GatewayStore.presence(of: owner), owner: owner, now: .start, for: 10)
            }
            _ = try await store.commit(now: .start) { _ in
                .make(posts: [
                    .sample("p1", chat: .village), .sample("p2", chat: .checkpoints),
                    .sample("p3", chat: .other, delivery: .atMostOnce),
                ])
            }
            func claim(_ owner: String, busy: Set<ChatKey>) async throws -> [OutboxRow] {
                try await store.claimPosts(limit: 9, owner: owner, now: .start, busy: busy, limits: [:])
            }
            let living = try await claim("alive", busy: [.checkpoints, .other])
            let lost = try await claim("dead", busy: [])
            #expect((living.count, lost.count) == (1, 2))
            #expect(try await store.recoverClaims(owner: "third", now: .start + 5) == 0)
            _ = try await store.acquireLease(
                name: GatewayStore.presence(of: "alive"), owner: "alive", now: .start + 9, for: 10)
            #expect(try await store.recoverClaims(owner: "third", now: .start + 11) == 2)
            let rows = try await store.inspect("SELECT state, last_error FROM outbox ORDER BY id")
            #expect(rows == [["running", nil], ["waiting", nil], ["dead", "fateUnknown"]])
            // What the dead one says later of a row that is another's does not count, but what was sent was sent.
            _ = try await claim("third", busy: [])
            let retry = Settlement.Verdict.retry(
                at: .start + 60, reason: "late", pauseLaneUntil: nil, pauseChannelUntil: nil)
            try await store.settle(
                [Settlement(id: 2, verdict: retry), Settlement(id: 3, verdict: .posted(receipt: "m3"))],
                owner: "dead", now: .start + 12)
            let states = try await store.inspect("SELECT state FROM outbox ORDER BY id")
            #expect(states == [["running"], ["running"], ["done"]])
        }
    }

    @Test func `a claim that its owner does not know of is given back unspent`() async throws {
        try await Engine.postgres.withStore { under in
            let store = under.store
            _ = try await store.commit(now: .start) { _ in
                .make(posts: [
                    .sample("p1", chat: .village), .sample("p2", chat: .other, delivery: .atMostOnce),
                ])
            }
            _ = try await store.claimPosts(limit: 9, owner: "a", now: .start, busy: [], limits: [:])
            try await store.releaseClaims(owner: "a", except: [.village], now: .start)
            let rows = try await store.inspect("SELECT state, attempt FROM outbox ORDER BY id")
            #expect(rows == [["running", "0"], ["waiting", "0"]])
        }
    }

    @Test func `what one process leaves to do wakes another and not itself`() async throws {
        try await Engine.postgres.withStore { under in
            let (teller, hearer) = (under.store, try under.beside())
            let (own, others) = (try #require(teller.wakes()), try #require(hearer.wakes()))
            var (mine, theirs) = (own.makeAsyncIterator(), others.makeAsyncIterator())
            // A new connection tells that anything may be waiting: from then on it listens.
            for _ in StoreWake.allCases {
                _ = await mine.next()
                _ = await theirs.next()
            }
            _ = try await teller.receive([.sample("1")], from: .town, cursor: nil, now: .start)
            #expect(await theirs.next() == .inbox)
            _ = try await teller.processInbox(limit: 9, now: .start) { _, _ in
                .make(posts: [.sample("p1")], timers: [.set(.sample("t1"))])
            }
            #expect(Set([await theirs.next(), await theirs.next()]) == [.outbox, .timers])
            // The first that the teller hears is what the other one does, not its own.
            _ = try await hearer.commit(now: .start) { _ in .make(timers: [.set(.sample("t2"))]) }
            #expect(await mine.next() == .timers)
            try hearer.close()
        }
    }
}
