import Foundation
import Model
import Synchronization
import Testing

@testable import Store

@Suite struct InboxFairnessTests {
    /// Decides batch after batch and tells which messages each of them took.
    private func batches(
        _ store: GatewayStore, limit: Int, within: Duration? = nil, at now: Date = .start,
        failing: Set<String> = []
    ) async throws -> [[String]] {
        var all: [[String]] = []
        while true {
            let taken = Mutex<[String]>([])
            let batch = try await store.processInbox(limit: limit, within: within, now: now) { row, _ in
                taken.withLock { $0.append(row.event.messageID) }
                if failing.contains(row.event.messageID) { throw RuleBroken() }
                return Decision(.chatter)
            }
            guard batch.taken > 0 else { return all }
            all.append(taken.withLock { $0 })
        }
    }

    @Test(arguments: Engine.available)
    func `an emergency is in the first batch although two thousand messages came before it in another chat`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            let flood = (0..<2000).map { IncomingEvent.sample("f\($0)") }
            _ = try await under.store.receive(flood, from: .town, cursor: nil, now: .start)
            _ = try await under.store.receive(
                [.sample("fire", chat: .checkpoints)], from: .town, cursor: nil, now: .start)
            let batches = try await batches(under.store, limit: 256)
            #expect(batches[0].prefix(2) == ["f0", "fire"], "the second of the first round")
            #expect(batches.flatMap { $0 }.filter { $0 != "fire" } == (0..<2000).map { "f\($0)" })
            #expect(batches.count == 9, "the flood itself still goes in whole batches")
        }
    }

    @Test(arguments: Engine.available)
    func `chats take turns, each in its own order`(engine: Engine) async throws {
        try await engine.withStore { under in
            let events =
                (0..<40).map { IncomingEvent.sample("a\($0)") }
                + (0..<5).map { IncomingEvent.sample("b\($0)", chat: .checkpoints) }
                + (0..<2).map { IncomingEvent.sample("c\($0)", chat: .other) }
            _ = try await under.store.receive(events, from: .town, cursor: nil, now: .start)
            let batches = try await batches(under.store, limit: 9)
            #expect(batches[0] == ["a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2"])
            #expect(batches[1].prefix(4) == ["a3", "b3", "a4", "b4"])
            #expect(batches.flatMap { $0 }.filter { $0.hasPrefix("a") } == (0..<40).map { "a\($0)" })
        }
    }

    @Test(arguments: Engine.available)
    func `a long queue behind a message that is tried again neither goes on nor holds up others`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            let events =
                (0..<30).map { IncomingEvent.sample("a\($0)") }
                + (0..<30).map { IncomingEvent.sample("b\($0)", chat: .checkpoints) }
            _ = try await under.store.receive(events, from: .town, cursor: nil, now: .start)
            let first = try await batches(under.store, limit: 8, failing: ["a0"])
            #expect(first.flatMap { $0 }.filter { $0.hasPrefix("a") } == ["a0"])
            #expect(first.flatMap { $0 }.count { $0.hasPrefix("b") } == 30)
            #expect(try await under.store.nextWake(now: .start).inbox == .start + 1)
            let second = try await batches(under.store, limit: 8, at: .start + 1)
            #expect(second.flatMap { $0 } == (0..<30).map { "a\($0)" })
            #expect(try await under.store.nextWake(now: .start + 1).inbox == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `of more chats than fit into a batch the oldest go first, one message each`(engine: Engine)
        async throws
    {
        try await engine.withStore { under in
            let events = (0..<10).reversed().flatMap { chat in
                (0..<2).map {
                    IncomingEvent.sample("\(chat).\($0)", chat: ChatKey(channel: .town, id: "c\(chat)"))
                }
            }
            _ = try await under.store.receive(events, from: .town, cursor: nil, now: .start)
            let batches = try await batches(under.store, limit: 4)
            #expect(batches[0] == ["9.0", "8.0", "7.0", "6.0"])
            #expect(batches.flatMap { $0 }.count == 20)
        }
    }

    @Test(arguments: Engine.available)
    func `a batch whose time is over commits what it has, and that is at least one message`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            let events = (0..<5).map { IncomingEvent.sample("\($0)") }
            _ = try await under.store.receive(events, from: .town, cursor: nil, now: .start)
            let batches = try await batches(under.store, limit: 99, within: .zero)
            #expect(batches == [["0"], ["1"], ["2"], ["3"], ["4"]])
        }
    }

    @Test(arguments: Engine.available.filter { $0 == .sqlite || $0 == .sealedSQLite })
    func `whose turn it is is looked up on an index, however long the queues are`(engine: Engine) async throws
    {
        try await engine.withStore { under in
            let plans = try await under.store.inspect(
                """
                EXPLAIN QUERY PLAN SELECT id FROM inbox WHERE state = 'waiting' AND conversation = 'town:x'
                ORDER BY id LIMIT 9
                """)
            let words = plans.compactMap { $0.last ?? nil }.joined(separator: " ")
            #expect(words.contains("inbox_queue"))
            #expect(!words.contains("TEMP B-TREE") && !words.contains("SCAN"))
        }
    }
}
