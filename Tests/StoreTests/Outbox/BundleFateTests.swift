import Foundation
import Model
import Testing

@testable import Store

/// What becomes of several posts that are said as one: over retries, crashes, refusals, cancellations.
@Suite struct BundleFateTests {
    private let limits: [ChannelName: ChannelLimits] = [
        .town: ChannelLimits(perChat: RateLimit(1, perSeconds: 3))
    ]

    /// Three posts that have waited for a token and are being sent as one.
    private func sending(_ under: StoreUnderTest) async throws -> OutboxRow {
        try await under.post(.sample("first"))
        _ = try await under.claim(limits: limits)
        try await under.settleRunning(.posted(receipt: "m"))
        for number in 1...3 {
            var post = Post.sample(
                "escalate:E\(number):1", text: "E\(number)", expiresAt: .start + Double(1000 * number))
            post.replyTo = nil
            try await under.post(post)
        }
        #expect(try await under.claim(limits: limits).isEmpty, "no token is left")
        let row = try #require(try await under.claim(at: .start + 3, limits: limits).first)
        #expect(row.post.text == "E1\n\nE2\n\nE3")
        return row
    }

    private func settle(_ under: StoreUnderTest, _ row: OutboxRow, _ verdict: Settlement.Verdict, at: Date)
        async throws
    {
        try await under.store.settle([Settlement(id: row.id, bundle: row.bundle, verdict: verdict)], now: at)
    }

    private func fates(_ under: StoreUnderTest) async throws -> [[String?]] {
        try await under.store.inspect(
            "SELECT state, receipt FROM outbox WHERE unique_key LIKE 'escalate%' ORDER BY id")
    }

    @Test(arguments: Engine.available)
    func `all of it is done with the receipt of the one post`(engine: Engine) async throws {
        try await engine.withStore { under in
            let row = try await sending(under)
            try await settle(under, row, .posted(receipt: "m9"), at: .start + 4)
            #expect(try await fates(under) == Array(repeating: ["done", "m9"], count: 3))
        }
    }

    @Test(arguments: Engine.available)
    func `killed between claim and settlement it is said again under the same key, and nothing else joins it`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            let row = try await sending(under)
            try under.reopen()
            try await under.post(.sample("escalate:E4:1", text: "E4"))
            #expect(try await under.store.recoverClaims(owner: "next", now: .start + 5) == 3)
            let again = try #require(
                try await under.claim(at: .start + 6, owner: "next", limits: limits).first)
            #expect(again.idempotencyKey == row.idempotencyKey)
            #expect(again.post.text == row.post.text)
            try await settle(under, again, .posted(receipt: "m9"), at: .start + 6)
            let last = try #require(
                try await under.claim(at: .start + 9, owner: "next", limits: limits).first)
            #expect(last.post.text == "E4")
            #expect(last.idempotencyKey != row.idempotencyKey)
        }
    }

    @Test(arguments: Engine.available)
    func `on a platform that knows its keys a kill at either point doubles and loses nothing`(
        engine: Engine
    ) async throws {
        for isBeforePost in [true, false] {
            try await engine.withStore { under in
                var platform: [String: String] = [:]
                let row = try await sending(under)
                if !isBeforePost { platform[row.idempotencyKey] = row.post.text }
                try under.reopen()
                _ = try await under.store.recoverClaims(owner: "next", now: .start + 5)
                var now = Date.start + 6
                while let next = try await under.claim(at: now, owner: "next", limits: limits).first {
                    platform[next.idempotencyKey] = platform[next.idempotencyKey] ?? next.post.text
                    try await settle(under, next, .posted(receipt: "m"), at: now)
                    now += 3
                }
                let said = platform.values.flatMap { $0.components(separatedBy: "\n\n") }
                #expect(said.sorted() == ["E1", "E2", "E3"])
                #expect(try await fates(under).allSatisfy { $0[0] == "done" })
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what is taken back or expires before the next attempt is not in it`(engine: Engine) async throws {
        try await engine.withStore { under in
            let row = try await sending(under)
            try await settle(
                under, row,
                .retry(at: .start + 9, reason: "throttled", pauseLaneUntil: nil, pauseChannelUntil: nil),
                at: .start + 4)
            _ = try await under.store.commit(now: .start + 5) { _ in
                .make(changes: [.cancelPosts(prefix: "escalate:E2:")])
            }
            let again = try #require(try await under.claim(at: .start + 1000, limits: limits).first)
            #expect(again.post.text == "E3")
            #expect(again.idempotencyKey == row.idempotencyKey)
            #expect(try await fates(under).map { $0[0] } == ["dead", "cancelled", "running"])
        }
    }

    @Test(arguments: Engine.available)
    func `what the platform refuses as one is tried part by part`(engine: Engine) async throws {
        try await engine.withStore { under in
            let row = try await sending(under)
            try await settle(under, row, .dead(reason: "refused"), at: .start + 4)
            var said: [String] = []
            var now = Date.start + 6
            while let next = try await under.claim(at: now, limits: limits).first {
                said.append(next.post.text)
                #expect(next.bundle == nil)
                let isBad = next.post.text == "E2"
                try await settle(
                    under, next, isBad ? .dead(reason: "refused") : .posted(receipt: "m"), at: now)
                now += 3
            }
            #expect(said == ["E1", "E2", "E3"])
            #expect(try await fates(under).map { $0[0] } == ["done", "dead", "done"])
        }
    }

    @Test(arguments: Engine.available)
    func `a dead letter that was part of a bundle comes back under a key of its own`(engine: Engine)
        async throws
    {
        try await engine.withStore { under in
            let row = try await sending(under)
            try await settle(
                under, row, .retry(at: .start + 9, reason: "x", pauseLaneUntil: nil, pauseChannelUntil: nil),
                at: .start + 4)
            let rest = try #require(try await under.claim(at: .start + 1000, limits: limits).first)
            try await settle(under, rest, .posted(receipt: "m"), at: .start + 1000)
            #expect(try await under.store.replay(.outbox(row.id), now: .start + 1001))
            let back = try #require(try await under.claim(at: .start + 1010, limits: limits).first)
            #expect(back.post.text == "E1" && back.idempotencyKey != row.idempotencyKey)
        }
    }

    @Test(arguments: Engine.available)
    func `among chats of one budget the urgent go first, then whoever was served longest ago`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            let shared: [ChannelName: ChannelLimits] = [
                .town: ChannelLimits(total: RateLimit(1, perSeconds: 3))
            ]
            let chats = (0..<40).map { ChatKey(channel: .town, id: "c\($0 + 10)") }
            for chat in chats {
                for number in 1...2 {
                    // At most once, so that each is a post of its own.
                    try await under.post(
                        .sample(
                            "b\(number):\(chat.id)", chat: chat, priority: .broadcast, delivery: .atMostOnce))
                }
            }
            var said: [String] = []
            for turn in 0..<42 {
                let now = Date.start + Double(3 * turn)
                if turn == 5 { try await under.post(.sample("reply", chat: .checkpoints)) }
                said += try await under.claimedKeys(at: now, limits: shared)
                try await under.settleRunning(.posted(receipt: "m"), at: now)
            }
            #expect(said[5] == "reply", "forty broadcasts do not make a reply wait")
            #expect(
                said.filter { $0.hasPrefix("b1") } == chats.map { "b1:\($0.id)" }, "each chat has its turn")
            #expect(said.last == "b2:c10", "before any has its second")
        }
    }
}
