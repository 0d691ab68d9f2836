import Foundation
import Model
import ReportLanguage
import Synchronization
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(1))) struct InboxTests {
    @Test(arguments: Engine.available)
    func `a second copy of a message is dropped`(engine: Engine) async throws {
        try await engine.withStore { under in
            let store = under.store
            let first = try await store.receive(
                [.sample("1"), .sample("2")], from: .town, cursor: "c1", now: .start)
            let second = try await store.receive(
                [.sample("2"), .sample("3")], from: .town, cursor: "c2", now: .start)
            #expect(first.new == 2 && first.waiting == 2 && first.duplicates == 0)
            #expect(second.new == 1 && second.duplicates == 1)
            #expect(try await store.inspect("SELECT id FROM inbox ORDER BY id") == [["1"], ["2"], ["3"]])
            #expect(try await store.cursor(of: .town) == "c2")
        }
    }

    @Test(arguments: Engine.available)
    func `an event reaches its rule as it came`(engine: Engine) async throws {
        try await engine.withStore { under in
            let event = IncomingEvent.sample("1", at: .start - 2.5, replyTo: "m0")
            _ = try await under.store.receive([event], from: .town, cursor: nil, now: .start)
            _ = try await under.store.processInbox(limit: 9, now: .start) { row, _ in
                guard row == InboxRow(id: 1, event: event, attempt: 0, receivedAt: .start) else {
                    throw RuleBroken()
                }
                return Decision(.chatter)
            }
            #expect(try await under.store.inspect("SELECT outcome FROM inbox") == [["chatter"]])
            #expect(try await under.store.status(now: .start).polls[.town]?.lagSeconds == 2.5)
        }
    }

    @Test(arguments: Engine.available)
    func `an event without meaning is kept and waits for nobody`(engine: Engine) async throws {
        try await engine.withStore { under in
            let outcome = try await under.store.receive(
                [.sample("1", kind: .other)], from: .town, cursor: "c", now: .start)
            #expect(outcome.new == 1 && outcome.waiting == 0)
            let batch = try await under.store.processInbox(limit: 9, now: .start) { _, _ in Decision(.chatter)
            }
            #expect(batch.taken == 0)
            let rows = try await under.store.inspect("SELECT state, outcome FROM inbox")
            #expect(rows == [["done", "ignored"]])
            let kept = try await under.store.trace(.message("1")).messages
            #expect(kept.map(\.row.event.raw) == [#"{"body":"报备 张三"}"#])
        }
    }

    @Test(arguments: Engine.available)
    func `a conversation waits behind a message that is tried again, others do not`(engine: Engine)
        async throws
    {
        try await engine.withStore { under in
            let store = under.store
            _ = try await store.receive(
                [.sample("1"), .sample("2"), .sample("3", chat: .other), .sample("4")], from: .town,
                cursor: nil,
                now: .start)
            let first = try await store.processInbox(limit: 9, now: .start) { row, _ in
                if row.event.messageID == "1" { throw RuleBroken() }
                return Decision(.reported)
            }
            #expect(first.taken == 2)
            #expect(first.outcomes == [.reported: 1])
            let key = IncomingEvent.sample("1").key
            #expect(
                first.failures == [
                    .init(key: key, attempt: 1, reason: "the rule is broken", isDead: false)
                ])
            // Still held, also for what arrives meanwhile.
            _ = try await store.receive([.sample("5")], from: .town, cursor: nil, now: .start + 0.5)
            let held = try await store.processInbox(limit: 9, now: .start + 0.5) { _, _ in Decision(.reported)
            }
            #expect(held.taken == 0)
            #expect(try await store.nextWake(now: .start + 0.5).inbox == .start + 1)
            let order = Mutex<[String]>([])
            let second = try await store.processInbox(limit: 9, now: .start + 1) { row, _ in
                order.withLock { $0.append("\(row.event.messageID)/\(row.attempt)") }
                return Decision(.reported)
            }
            #expect(second.taken == 4)
            #expect(order.withLock { $0 } == ["1/1", "2/0", "4/0", "5/0"])
        }
    }

    @Test(arguments: Engine.available)
    func `a message that cannot be decided is dead at the fifth failure, and the conversation goes on`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            let store = under.store
            _ = try await store.receive([.sample("1"), .sample("2")], from: .town, cursor: nil, now: .start)
            var waits: [TimeInterval] = []
            var now = Date.start
            for attempt in 1...5 {
                let batch = try await store.processInbox(limit: 9, now: now) { row, _ in
                    if row.event.messageID == "1" { throw RuleBroken() }
                    return Decision(.reported)
                }
                #expect(batch.failures.map(\.attempt) == [attempt])
                #expect(batch.failures.map(\.isDead) == [attempt == 5])
                #expect(batch.outcomes[.reported] == (attempt == 5 ? 1 : nil), "the second goes on at once")
                guard attempt < 5 else { break }
                let wake = try #require(try await store.nextWake(now: now).inbox)
                waits.append(wake.timeIntervalSince(now))
                now = wake
            }
            #expect(waits == [1, 5, 30, 30])
            let letters = try await store.deadLetters(limit: 9)
            #expect(letters.map(\.id.description) == ["in:1"])
            #expect(letters.first?.reason == "the rule is broken")
            #expect(letters.first?.attempts == 5)
            #expect(try await store.nextWake(now: now).inbox == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `a failed message takes back its own effects only`(engine: Engine) async throws {
        try await engine.withStore { under in
            let store = under.store
            _ = try await store.receive(
                [.sample("1"), .sample("2", chat: .checkpoints), .sample("3", chat: .other)], from: .town,
                cursor: nil, now: .start)
            let batch = try await store.processInbox(limit: 9, now: .start) { row, facts in
                let number = try facts.nextNumber(.report)
                // The second one's last change breaks: a draft of a report that does not exist.
                let broken: [Change] =
                    row.id == 2
                    ? [
                        .saveDraft(
                            Draft(
                                report: 99, chat: .village, account: .leader, lacking: ["phone"],
                                askedAt: .start,
                                expiresAt: .start))
                    ] : []
                return .make(
                    changes: [.saveReport(.sample(number, message: row.id))] + broken,
                    posts: [.sample("reply:\(row.id)")], timers: [.set(.sample("timer:\(row.id)"))],
                    audit: [AuditEntry(actor: "bot", action: "report.received", subject: "R\(number)")])
            }
            #expect(batch.outcomes == [.reported: 2])
            #expect(batch.failures.count == 1)
            #expect(batch.posts == 2 && batch.timersSet)
            #expect(
                try await store.inspect("SELECT number, message FROM reports") == [["1", "1"], ["2", "3"]])
            let others = try await store.inspect(
                """
                SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM timers), (SELECT count(*) FROM audit),
                    (SELECT count(*) FROM drafts)
                """)
            #expect(others == [["2", "2", "2", "0"]])
        }
    }

    @Test(arguments: Engine.available)
    func `a failed message is not counted among the posts and timers`(engine: Engine) async throws {
        try await engine.withStore { under in
            _ = try await under.store.receive([.sample("1")], from: .town, cursor: nil, now: .start)
            let batch = try await under.store.processInbox(limit: 9, now: .start) { _, _ in
                .make(
                    changes: [.saveReport(.sample(1))], posts: [.sample("reply:1")],
                    timers: [.set(.sample("t"))],
                    audit: [AuditEntry(actor: "bot", action: "x", subject: "R1")]
                ).breaking()
            }
            #expect(batch.failures.count == 1)
            #expect(batch.posts == 0 && !batch.timersSet)
        }
    }

    @Test(arguments: Engine.available)
    func `when an account wrote so many messages ago is known, whatever came in after it`(engine: Engine)
        async throws
    {
        try await engine.withStore { under in
            let store = under.store
            let events: [IncomingEvent] = [
                .sample("1", at: .start - 9), .sample("2", at: .start - 5),
                .sample("3", user: "@else:localhost"), .sample("4", kind: .other), .sample("5"), .sample("6"),
            ]
            _ = try await store.receive(events, from: .town, cursor: nil, now: .start)
            let dates = try await store.read { facts in
                try (0...3).map { try facts.written(by: .leader, upTo: 5, back: $0) }
            }
            #expect(dates == [.start, .start - 5, .start - 9, nil])
        }
    }

    @Test(arguments: Engine.available)
    func `only what an account said in this chat and was answered there counts as an exchange`(engine: Engine)
        async throws
    {
        try await engine.withStore { under in
            let store = under.store
            let events: [IncomingEvent] = [
                .sample("1", text: "a"), .sample("2", text: "talk"),
                .sample("3", chat: .checkpoints, text: "b"),
                .sample("4", user: "@else:localhost"), .sample("5", text: "c"), .sample("6", text: "d"),
            ]
            _ = try await store.receive(events, from: .town, cursor: nil, now: .start)
            _ = try await store.processInbox(limit: 9, now: .start + 1) { row, _ in
                .make(
                    posts: row.event.text == "talk"
                        ? [] : [.sample("reply:\(row.id)", chat: row.event.chat)])
            }
            let found = try await store.read {
                try $0.exchanges(with: .leader, in: .village, before: 6, newest: 9)
            }
            #expect(found.map(\.text) == ["c", "a"])
            #expect(found.allSatisfy { $0.receivedAt == .start && $0.answeredAt == .start + 1 })
        }
    }

    @Test(arguments: Engine.available)
    func `a batch takes no more than it may, oldest first`(engine: Engine) async throws {
        try await engine.withStore { under in
            let events = (1...5).map { IncomingEvent.sample("\($0)") }
            _ = try await under.store.receive(events, from: .town, cursor: nil, now: .start)
            let first = try await under.store.processInbox(limit: 2, now: .start) { _, _ in Decision(.chatter)
            }
            #expect(first.taken == 2)
            let left = try await under.store.inspect(
                "SELECT id FROM inbox WHERE state = 'waiting' ORDER BY id")
            #expect(left == [["3"], ["4"], ["5"]])
        }
    }

    @Test(arguments: Engine.available)
    func `a clock put back holds no message up`(engine: Engine) async throws {
        try await engine.withStore { under in
            _ = try await under.store.receive([.sample("1")], from: .town, cursor: nil, now: .start)
            let batch = try await under.store.processInbox(limit: 9, now: .start - 3600) { _, _ in
                .make(posts: [.sample("reply:1")])
            }
            #expect(batch.taken == 1)
            let posts = try await under.store.claimPosts(
                limit: 9, owner: "me", now: .start - 7200, busy: [], limits: [:])
            #expect(posts.count == 1)
        }
    }
}

extension Decision {
    /// The same, with a last change that the store cannot keep.
    fileprivate func breaking() -> Decision {
        var decision = self
        decision.changes.append(.spendInvitation(hash: "none", by: .leader))
        return decision
    }
}
