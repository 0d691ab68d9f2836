import Foundation
import Model
import ReportLanguage
import Testing

@testable import Store

/// A robot over its budget says in one post what waits for one chat.
@Suite struct BundleTests {
    private let limits: [ChannelName: ChannelLimits] = [
        .town: ChannelLimits(perChat: RateLimit(20, perSeconds: 60))
    ]

    /// Posts what may be posted at a moment and returns it.
    private func drain(
        _ under: StoreUnderTest, at now: Date, limits: [ChannelName: ChannelLimits],
        fits: @escaping @Sendable (String, ChatKey) -> Bool = { _, _ in true }
    ) async throws -> [OutboxRow] {
        var all: [OutboxRow] = []
        while true {
            let rows = try await under.store.claimPosts(
                limit: 99, owner: "me", now: now, busy: [], limits: limits, fits: fits)
            guard !rows.isEmpty else { return all }
            all += rows
            try await under.store.settle(
                rows.map { Settlement(id: $0.id, bundle: $0.bundle, verdict: .posted(receipt: "m\($0.id)")) },
                now: now)
        }
    }

    /// Spends the budget of the village's chat, so that what comes next has to wait; returns when it may go on.
    private func spend(_ under: StoreUnderTest, _ posts: [Post]) async throws -> Date {
        for number in 0..<20 { try await under.post(.sample("spent\(number)")) }
        #expect(try await drain(under, at: .start, limits: limits).count == 20)
        for post in posts { try await under.post(post) }
        #expect(try await drain(under, at: .start, limits: limits).isEmpty)
        return try #require(try await under.store.nextWake(now: .start).outbox)
    }

    private func receipt(_ number: Int) -> Post {
        var post = Post.sample("reply:\(number)", text: "已登记 R\(number)", cause: "message \(number)")
        post.replyTo = nil
        post.mentions = []
        return post
    }

    private func states(_ under: StoreUnderTest, like pattern: String) async throws -> [[String?]] {
        try await under.store.inspect(
            "SELECT unique_key, state, receipt FROM outbox WHERE unique_key LIKE '\(pattern)' ORDER BY id")
    }

    @Test(arguments: Engine.available)
    func
        `two hundred receipts on a budget of twenty a minute are twenty posts and three bundles, nothing lost`(
            engine: Engine
        ) async throws
    {
        try await engine.withStore { under in
            let posts = (1...200).map(receipt)
            _ = try await under.store.commit(now: .start) { _ in .make(posts: posts) }
            var said: [OutboxRow] = []
            var now = Date.start
            repeat {
                said += try await drain(under, at: now, limits: limits)
                guard let next = try await under.store.nextWake(now: now).outbox else { break }
                now = next
            } while now < .start + 600
            #expect(said.count == 22, "\(said.count)")
            #expect(now == .start + 6, "the last of them six seconds later instead of nine minutes")
            let texts = said.flatMap { $0.post.text.components(separatedBy: "\n\n") }
            #expect(texts == posts.map(\.text), "each text whole, in order, once")
            let left = try await under.store.inspect("SELECT count(*) FROM outbox WHERE state <> 'done'")
            #expect(left == [["0"]])
        }
    }

    @Test(arguments: Engine.available)
    func `a bundle is no longer than one post may be`(engine: Engine) async throws {
        try await engine.withStore { under in
            let now = try await spend(under, (1...10).map(receipt))
            let said = try await drain(under, at: now, limits: limits) { text, _ in text.count <= 40 }
            #expect(said.map(\.post.text) == [(1...5).map { "已登记 R\($0)" }.joined(separator: "\n\n")])
            #expect(try await states(under, like: "reply:%").count { $0[1] == "waiting" } == 5)
        }
    }

    @Test(arguments: Engine.available)
    func `the urgent stand first, and whoever was to be called is called`(engine: Engine) async throws {
        try await engine.withStore { under in
            var reminder = Post.sample("remind", text: "提醒 @方平", priority: .reminder, expiresAt: .start + 900)
            reminder.mentions = [Mention(user: "u1", name: "方平")]
            reminder.replyTo = nil
            var alert = Post.sample("escalate:E5:1", text: "缺岗 @贾桂 @方平", priority: .escalation)
            alert.mentions = [Mention(user: "u2", name: "贾桂"), Mention(user: "u1", name: "方平")]
            alert.replyTo = nil
            let now = try await spend(under, [reminder, alert, receipt(1)])
            let row = try #require(try await drain(under, at: now, limits: limits).first)
            #expect(row.post.text == "已登记 R1\n\n缺岗 @贾桂 @方平\n\n提醒 @方平")
            #expect(row.post.mentions.map(\.user) == ["u2", "u1"])
            #expect(row.post.expiresAt == .start + 900)
            #expect(row.post.replyTo == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `each answer in a bundle names whom it answers`(engine: Engine) async throws {
        try await engine.withStore { under in
            let store = under.store
            let leader = Person(
                id: PersonID("P010"), name: "方平", phone: nil, role: .unitLeader, place: PlaceCode("V03-01"),
                accounts: [])
            _ = try await store.commit(now: .start) { _ in
                .make(changes: [.bind(.leader, leader.id)])
            }
            _ = try await store.inspect(
                "INSERT INTO people (id, name, role, place) VALUES ('P010', '方平', 'unitLeader', 'V03-01')")
            for number in 0..<20 { try await under.post(.sample("spent\(number)")) }
            _ = try await drain(under, at: .start, limits: limits)
            _ = try await store.receive(
                [.sample("m1"), .sample("m2", user: "@else:localhost")], from: .town, cursor: nil, now: .start
            )
            _ = try await store.processInbox(limit: 9, now: .start) { row, _ in
                var post = Post.sample("reply:\(row.id)", text: "已登记 R\(row.id)")
                post.mentions = []
                post.replyTo = row.event.messageID
                return .make(posts: [post])
            }
            #expect(try await drain(under, at: .start, limits: limits).isEmpty)
            let row = try #require(try await drain(under, at: .start + 3, limits: limits).first)
            #expect(row.post.text == "@方平 已登记 R1\n\n李四: 已登记 R2", "a stranger's name calls nobody")
            #expect(row.post.mentions == [Mention(user: "@p010:localhost", name: "方平")])
        }
    }

    @Test(arguments: Engine.available)
    func `what a loudspeaker plays and what was tried alone stay alone`(engine: Engine) async throws {
        try await engine.withStore { under in
            var loud = receipt(2)
            loud.delivery = .atMostOnce
            let now = try await spend(under, [receipt(1), loud, receipt(3), receipt(4)])
            #expect(try await drain(under, at: now, limits: limits).map(\.post.text) == ["已登记 R1"])
            #expect(try await drain(under, at: now + 3, limits: limits).map(\.post.text) == ["已登记 R2"])
            let tried = try await under.claim(at: now + 6, limits: limits)
            #expect(tried.map(\.post.text) == ["已登记 R3\n\n已登记 R4"])
        }
    }

    @Test(arguments: Engine.available)
    func `what was held back to the same moment is one post, without any budget`(engine: Engine) async throws
    {
        try await engine.withStore { under in
            let later = Date.start + 60
            func held(_ number: Int, _ moment: Date) -> Post {
                var post = receipt(number)
                post.notBefore = moment
                return post
            }
            try await under.post(held(1, later), held(2, later), held(3, later + 1), receipt(4))
            #expect(try await drain(under, at: .start, limits: [:]).map(\.post.text) == ["已登记 R4"])
            let texts = try await drain(under, at: later, limits: [:]).map(\.post.text)
            #expect(texts == ["已登记 R1\n\n已登记 R2"])
            #expect(try await drain(under, at: later + 1, limits: [:]).map(\.post.text) == ["已登记 R3"])
        }
    }

    @Test(arguments: Engine.available)
    func `without limits nothing is bundled`(engine: Engine) async throws {
        try await engine.withStore { under in
            for number in 1...30 { try await under.post(receipt(number)) }
            #expect(try await drain(under, at: .start, limits: [:]).count == 30)
        }
    }

    @Test(arguments: Engine.available)
    func `a trace tells that a post was said with others`(engine: Engine) async throws {
        try await engine.withStore { under in
            let now = try await spend(
                under, [receipt(1), .sample("escalate:E5:1", text: "缺岗", cause: "E5 step 1")])
            _ = try await drain(under, at: now, limits: limits)
            let entries = try await under.store.trace(.ref(Ref(.escalation, 5))).entries
            #expect(
                entries.contains { $0.what.contains("posted as m21 in one post with others (bundle 21)") })
        }
    }
}
