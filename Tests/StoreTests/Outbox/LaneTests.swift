import Foundation
import Model
import Testing

@testable import Store

@Suite struct LaneTests {
    @Test(arguments: Engine.available)
    func `each chat has one post in flight, the most urgent and oldest first`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await under.post(
                .sample("broadcast", priority: .broadcast), .sample("reminder", priority: .reminder),
                .sample("reply#1"), .sample("reply#2"), .sample("alert", priority: .escalation),
                .sample("elsewhere", chat: .other, priority: .broadcast))
            #expect(try await under.claimedKeys() == ["reply#1", "elsewhere"])
            #expect(try await under.claimedKeys() == [], "both chats are being posted to")
            for expected in ["reply#2", "alert", "reminder", "broadcast"] {
                try await under.settleRunning(.posted(receipt: "m"))
                #expect(try await under.claimedKeys() == [expected])
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a post comes to the dispatcher as the rule made it`(engine: Engine) async throws {
        try await engine.withStore { under in
            let post = Post.sample("loud", delivery: .atMostOnce, notBefore: .start + 0.5)
            try await under.post(post, .sample("plain", chat: .other))
            let rows = try await under.claim(at: .start + 1)
            #expect(rows.map(\.post) == [post, .sample("plain", chat: .other)])
            #expect(rows.map(\.attempt) == [0, 0])
            #expect(rows.map(\.createdAt) == [.start, .start])
            let keys = rows.map(\.idempotencyKey)
            #expect(Set(keys).count == 2)
            #expect(keys.allSatisfy { $0.hasPrefix(under.store.storeID + "-") })
        }
    }

    @Test(arguments: Engine.available)
    func `the idempotency key is the same at each attempt, and another store's differs`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            try await under.post(.sample("a"))
            let first = try await under.claim()
            try await under.settleRunning(
                .retry(at: .start, reason: "x", pauseLaneUntil: nil, pauseChannelUntil: nil))
            try under.reopen()
            let second = try await under.claim()
            #expect(first.map(\.idempotencyKey) == second.map(\.idempotencyKey))
            try await engine.withStore { other in
                try await other.post(.sample("a"))
                #expect(try await other.claim().map(\.idempotencyKey) != first.map(\.idempotencyKey))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `busy chats and more than the limit are left for later, the oldest go first`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            let chats = (0..<5).map { ChatKey(channel: .town, id: "c\($0)") }
            for (index, chat) in chats.enumerated().reversed() {
                try await under.post(.sample("p\(index)", chat: chat))
            }
            let rows = try await under.store.claimPosts(
                limit: 2, owner: "me", now: .start, busy: [chats[4]], limits: [:])
            #expect(rows.map(\.post.key) == ["p3", "p2"])
            #expect(
                try await under.store.claimPosts(limit: 0, owner: "me", now: .start, busy: [], limits: [:])
                    == [])
        }
    }

    @Test(arguments: Engine.available)
    func `a post that is tried again holds back what follows it, but nothing more urgent`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            try await under.post(.sample("a#1", priority: .reminder), .sample("a#2", priority: .reminder))
            _ = try await under.claim()
            try await under.settleRunning(
                .retry(at: .start + 5, reason: "x", pauseLaneUntil: nil, pauseChannelUntil: nil))
            #expect(try await under.claimedKeys(at: .start + 1) == [])
            #expect(try await under.store.nextWake(now: .start + 1).outbox == .start + 5)
            try await under.post(.sample("reply"))
            #expect(try await under.claimedKeys(at: .start + 1) == ["reply"])
            try await under.settleRunning(.posted(receipt: "m"))
            #expect(try await under.claimedKeys(at: .start + 5) == ["a#1"])
            try await under.settleRunning(.posted(receipt: "m"))
            #expect(try await under.claimedKeys(at: .start + 5) == ["a#2"])
        }
    }

    @Test(arguments: Engine.available)
    func `a post for later holds back nothing and comes at its time`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await under.post(
                .sample("later", notBefore: .start + 60), .sample("now", priority: .broadcast))
            #expect(try await under.claimedKeys() == ["now"])
            try await under.settleRunning(.posted(receipt: "m"))
            #expect(try await under.claimedKeys(at: .start + 59) == [])
            #expect(try await under.store.nextWake(now: .start + 59).outbox == .start + 60)
            #expect(try await under.claimedKeys(at: .start + 60) == ["later"])
        }
    }

    @Test(arguments: Engine.available)
    func `what is past its time is dead and on record, and what follows goes on`(engine: Engine) async throws
    {
        try await engine.withStore { under in
            try await under.post(.sample("old", expiresAt: .start + 10), .sample("new"))
            #expect(try await under.claimedKeys(at: .start + 10) == ["new"])
            let letters = try await under.store.deadLetters(limit: 9)
            #expect(letters.map(\.key) == ["old"] && letters.map(\.reason) == ["expired"])
            let status = try await under.store.status(now: .start + 10)
            #expect(status.outbox.dead == 0 && status.outbox.expired == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a second post of a key is dropped, and posts that are of no use now are taken back`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            try await under.post(.sample("escalate:E5:1", chat: .other))
            #expect(try await under.claimedKeys() == ["escalate:E5:1"])
            let batch = try await under.post(
                .sample("escalate:E5:1", text: "again"), .sample("escalate:E5:2"), .sample("escalate:E50:1"))
            #expect(batch.posts == 2)
            _ = try await under.store.commit(now: .start) { _ in
                .make(changes: [.cancelPosts(prefix: "escalate:E5:")])
            }
            let states = try await under.store.inspect("SELECT unique_key, state FROM outbox ORDER BY id")
            #expect(
                states == [
                    ["escalate:E5:1", "running"], ["escalate:E5:2", "cancelled"],
                    ["escalate:E50:1", "waiting"],
                ])
        }
    }

    @Test(arguments: Engine.available)
    func `nothing is to do while the only chat is being posted to`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await under.post(.sample("a"), .sample("b"))
            #expect(try await under.store.nextWake(now: .start).outbox == .start)
            _ = try await under.claim()
            #expect(try await under.store.nextWake(now: .start).outbox == nil)
            try await under.settleRunning(.posted(receipt: "m"))
            #expect(try await under.store.nextWake(now: .start).outbox == .start)
        }
    }
}

extension StoreUnderTest {
    @discardableResult
    func post(_ posts: Post...) async throws -> BatchOutcome {
        try await store.commit(now: .start) { _ in .make(posts: posts) }
    }

    func claim(
        at now: Date = .start, owner: String = "me", limits: [ChannelName: ChannelLimits] = [:]
    ) async throws -> [OutboxRow] {
        try await store.claimPosts(limit: 99, owner: owner, now: now, busy: [], limits: limits)
    }

    func claimedKeys(
        at now: Date = .start, limits: [ChannelName: ChannelLimits] = [:]
    ) async throws -> [String] {
        try await claim(at: now, limits: limits).map(\.post.key)
    }

    /// Gives every post in flight the same fate.
    func settleRunning(_ verdict: Settlement.Verdict, at now: Date = .start) async throws {
        let rows = try await store.inspect("SELECT id FROM outbox WHERE state = 'running'")
        let ids = rows.compactMap { $0[0].flatMap { Int64($0) } }
        try await store.settle(ids.map { Settlement(id: $0, verdict: verdict) }, now: now)
    }
}
