import Foundation
import Model
import ReportLanguage
import Testing

@testable import Store

@Suite struct TraceTests {
    /// A message that became a report, was asked about, answered, replied to, and escalated.
    private func live(_ under: StoreUnderTest) async throws {
        let store = under.store
        _ = try await store.receive([.sample("m1")], from: .town, cursor: nil, now: .start)
        _ = try await store.processInbox(limit: 9, now: .start + 1) { row, _ in
            .make(
                changes: [.saveReport(.sample(12, state: .incomplete, message: row.id, at: .start))],
                posts: [.sample("reply:1", text: "还缺电话", cause: "message 1")],
                timers: [
                    .set(.sample("draft:12", kind: .draftExpiry, subject: "12", dueAt: .start + 600))
                ],
                audit: [AuditEntry(actor: "P010", action: "report.received", subject: "R12", detail: "新报")])
        }
        _ = try await under.claim(at: .start + 2)
        try await under.settleRunning(.posted(receipt: "$ev1"), at: .start + 3)
        _ = try await store.receive(
            [.sample("m2", text: "13800001234")], from: .town, cursor: nil, now: .start + 4)
        _ = try await store.processInbox(limit: 9, now: .start + 5) { row, _ in
            .make(
                .answered,
                changes: [.saveReport(.sample(12, version: 2, message: row.id, at: .start + 4))],
                posts: [.sample("reply:2", text: "齐了 R12", cause: "message 2")],
                timers: [.cancel(key: "draft:12")],
                audit: [AuditEntry(actor: "P010", action: "report.completed", subject: "R12")])
        }
        _ = try await under.post(.sample("escalate:E5:1", chat: .other, text: "缺岗", cause: "E5 step 1"))
    }

    @Test(arguments: Engine.available)
    func `a receipt tells the whole life of its report`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await live(under)
            let trace = try await under.store.trace(.ref(Ref(.report, 12)))
            #expect(trace.messages.map(\.row.event.messageID) == ["m1", "m2"])
            #expect(trace.messages.map(\.outcome) == [.reported, .answered])
            #expect(trace.reports.map(\.version) == [1, 2])
            #expect(trace.posts.map(\.row.post.key) == ["reply:1", "reply:2"])
            #expect(trace.posts.map(\.state) == [.done, .waiting])
            #expect(trace.posts.first?.receipt == "$ev1")
            #expect(trace.timers.map(\.state) == [.cancelled])
            #expect(trace.audit.map(\.entry.action) == ["report.received", "report.completed"])
            #expect(trace.audit.first?.entry.detail == "新报")
            let times = trace.entries.map(\.at)
            #expect(times == times.sorted())
            let words = trace.entries.map(\.what)
            #expect(words.first?.hasPrefix("received in:1 ") == true)
            #expect(words.contains { $0.contains("out:1 posted as $ev1") })
            #expect(words.contains { $0.contains("understood R12 version 2 as returnee, complete") })
        }
    }

    @Test(arguments: Engine.available)
    func `a message is found by its key, its platform's id and its row`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await live(under)
            for name in ["in:1", "1", "m1", IncomingEvent.sample("m1").key] {
                let trace = try await under.store.trace(.message(name))
                #expect(trace.messages.map(\.row.id) == [1], "\(name)")
                #expect(trace.reports.map(\.number) == [12, 12])
                #expect(trace.audit.count == 2)
            }
            #expect(try await under.store.trace(.message("nothing")).entries == [])
        }
    }

    @Test(arguments: Engine.available)
    func `an escalation is traced by what it caused`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await live(under)
            _ = try await under.post(.sample("escalate:E50:1", chat: .checkpoints, cause: "E50 step 1"))
            _ = try await under.post(.sample("group", chat: .checkpoints, cause: "E4 step 2, E5 step 2"))
            let trace = try await under.store.trace(.ref(Ref(.escalation, 5)))
            #expect(trace.posts.map(\.row.post.key) == ["escalate:E5:1", "group"])
        }
    }

    @Test(arguments: Engine.available)
    func `the status counts what waits and since when`(engine: Engine) async throws {
        try await engine.withStore { under in
            let store = under.store
            _ = try await store.receive([.sample("1"), .sample("2")], from: .town, cursor: nil, now: .start)
            try await under.post(.sample("a"), .sample("later", notBefore: .start + 500))
            _ = try await store.commit(now: .start) { _ in
                .make(timers: [.set(.sample("t")), .set(.sample("u", dueAt: .start + 999))])
            }
            try await store.notePoll(channel: .tg, at: .start + 2, error: nil)
            try await store.notePoll(channel: .tg, at: .start + 3, error: "unreachable")
            let status = try await store.status(now: .start + 10)
            #expect(status.inbox == .init(waiting: 2, oldestSeconds: 10, dead: 0, expired: 0))
            #expect(status.outbox == .init(waiting: 2, oldestSeconds: 10, dead: 0, expired: 0))
            #expect(status.timers == .init(waiting: 2, overdue: 1, lateSeconds: 10, dead: 0))
            #expect(status.polls[.tg] == .init(at: .start + 2, error: "unreachable", lagSeconds: nil))
            #expect(status.polls[.town]?.at == .start)
        }
    }
}
