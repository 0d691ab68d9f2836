import Foundation
import Model
import Synchronization
import Testing

@testable import Gateway
@testable import Store

/// The gateway looks at itself, and says what only people can mend: once, and once more when it is over.
@Suite struct WatchTests {
    @Test func `a channel that is not read for five minutes is told once, and its end once`() async throws {
        let gateway = try await WatchedGateway()
        #expect(try await gateway.pass(minutes: 10) == [])
        gateway.heard = ["town"]
        #expect(try await gateway.pass(minutes: 5) == [])
        #expect(gateway.runtime.watch.health.isWell)
        #expect(
            try await gateway.pass(minutes: 1) == ["【网关】今晚6点10分起读不到 tg 的消息，请管理员查网络和账号。恢复后会补读。"])
        #expect(gateway.runtime.watch.health.outages.map(\.name) == ["pollerSilent:tg"])
        #expect(try await gateway.pass(minutes: 90) == [])
        gateway.heard = ["town", "tg"]
        #expect(try await gateway.pass(minutes: 1) == ["【网关】tg 恢复了，补读完就照常。"])
        #expect(gateway.runtime.watch.health.isWell)
        #expect(try await gateway.pass(minutes: 90) == [])
    }

    @Test func `channels that fall silent together are one message`() async throws {
        let gateway = try await WatchedGateway()
        gateway.heard = []
        let said = try await gateway.pass(minutes: 8)
        #expect(said.count == 1)
        #expect(said.first?.split(separator: "\n").count == 2)
    }

    @Test func `neither a restart nor a second process tells it again, and a restart is no recovery`()
        async throws
    {
        let gateway = try await WatchedGateway()
        gateway.heard = ["town"]
        #expect(try await gateway.pass(minutes: 7).count == 1)
        gateway.restart()
        let second = gateway.another()
        for _ in 0..<10 {
            #expect(try await gateway.pass(minutes: 1) == [])
            await second.watch.look()
            try await second.settle()
            #expect(gateway.take() == [])
        }
        #expect(!second.watch.health.isWell)
        gateway.heard = ["town", "tg"]
        #expect(try await gateway.pass(minutes: 2).count == 1)
        await second.watch.look()
        try await second.settle()
        #expect(gateway.take() == [])
    }

    @Test func `a channel that comes and goes is not told of twice in an hour`() async throws {
        let gateway = try await WatchedGateway()
        var said: [String] = []
        for _ in 0..<4 {
            gateway.heard = ["town"]
            said += try await gateway.pass(minutes: 7)
            gateway.heard = ["town", "tg"]
            said += try await gateway.pass(minutes: 2)
        }
        #expect(said.count == 2)
    }

    @Test func `a clock that jumps makes nobody late`() async throws {
        let gateway = try await WatchedGateway()
        gateway.clock.advance(to: gateway.clock.now.addingTimeInterval(3600))
        await gateway.runtime.watch.look()
        #expect(gateway.runtime.watch.health.isWell)
        gateway.heard = []
        #expect(try await gateway.pass(minutes: 5) == [])
        #expect(try await gateway.pass(minutes: 1).count == 1)
    }

    @Test func `where the broken channel is the only way to say it, the post waits and dies of its expiry`()
        async throws
    {
        let gateway = try await WatchedGateway()
        let town = try #require(gateway.channels.first { $0.name.rawValue == "town" })
        gateway.heard = ["tg"]
        town.isCut.withLock { $0 = true }
        #expect(try await gateway.pass(minutes: 30) == [])
        let waiting = """
            SELECT state, last_error FROM outbox WHERE conversation = 'town:supervisors' AND cause = 'gateway watch'
            """
        #expect(try await gateway.store.inspect(waiting) == [["waiting", "unreachable"]])
        #expect(try await gateway.pass(minutes: 6 * 60) == [])
        #expect(try await gateway.store.inspect(waiting) == [["dead", "expired"]])
        #expect(try await gateway.store.status(now: gateway.clock.now).outbox.dead == 0)
    }

    @Test func `dead letters are told together, those that come later after an hour, and when none is left`()
        async throws
    {
        let gateway = try await WatchedGateway()
        func die(_ key: String) async throws {
            _ = try await gateway.store.inspect(
                """
                INSERT INTO timers (unique_key, kind, subject, step, due_at, state, attempt, retry_at, last_error,
                    created_at, finished_at)
                VALUES ('\(key)', 'draftExpiry', '1', 0, 0, 'dead', 5, 0, 'broken', 0,
                    \(gateway.clock.now.milliseconds))
                """)
        }
        for key in ["a", "b"] { try await die(key) }
        #expect(
            try await gateway.pass(minutes: 3) == ["【网关】有 2 条没处理成或没送出，请管理员用 lianfang dead 看。"])
        #expect(gateway.runtime.watch.health.isWell)
        try await die("c")
        #expect(try await gateway.pass(minutes: 50) == [])
        #expect(
            try await gateway.pass(minutes: 90) == ["【网关】有 3 条没处理成或没送出，请管理员用 lianfang dead 看。"])
        for key in ["a", "b", "c"] {
            #expect(try await gateway.store.drop(.timer(key), now: gateway.clock.now))
        }
        #expect(try await gateway.pass(minutes: 3) == ["【网关】没处理成的已清完。"])
    }

    @Test func `what the audit finds is told, and that it finds nothing more`() async throws {
        let gateway = try await WatchedGateway()
        await gateway.runtime.watch.audit()
        #expect(try await gateway.pass(minutes: 2) == [])
        _ = try await gateway.store.inspect("INSERT INTO counters (name, value) VALUES ('R', 12)")
        await gateway.runtime.watch.audit()
        #expect(
            try await gateway.pass(minutes: 2) == ["【网关】自查有 1 处不对，第一处 R12，请管理员用 lianfang audit 看。"])
        #expect(gateway.runtime.watch.health.isWell, "for people to look at, and no outage")
        _ = try await gateway.store.inspect("DELETE FROM counters WHERE name = 'R'")
        await gateway.runtime.watch.audit()
        #expect(try await gateway.pass(minutes: 2) == ["【网关】自查没有不对的了。"])
    }

    @Test func `a store that takes no writes is an outage with its reason, and its end is seen`() async throws
    {
        let gateway = try await WatchedGateway()
        _ = try await gateway.store.inspect(
            "CREATE TRIGGER refuse BEFORE INSERT ON said BEGIN SELECT RAISE(ABORT, 'refused'); END")
        await gateway.runtime.watch.look()
        let trouble = try #require(gateway.runtime.watch.health.outages.first)
        #expect(trouble.kind == .storeUnwritable && trouble.subject == "conflict")
        _ = try await gateway.store.inspect("DROP TRIGGER refuse")
        await gateway.runtime.watch.look()
        #expect(gateway.runtime.watch.health.isWell)
        #expect(await gateway.runtime.watch.figures().counters.storeErrors["conflict"] == 1)
    }

    @Test func `work that is not done is an outage: messages, timers`() async throws {
        let gateway = try await WatchedGateway()
        _ = try await gateway.pass(minutes: 5)
        let start = gateway.clock.now
        let event = IncomingEvent(
            key: "town:V01:m1", kind: .message, chat: ChatKey(channel: ChannelName("town"), id: "V01"),
            user: "u",
            text: "哦", at: start, messageID: "m1", raw: "")
        _ = try await gateway.store.receive([event], from: ChannelName("town"), cursor: nil, now: start)
        _ = try await gateway.store.commit(now: start) { _ in
            var decision = Decision(.fired)
            decision.timers = [
                .set(DurableTimer(key: "x", kind: .draftExpiry, subject: "1", dueAt: start))
            ]
            return decision
        }
        for _ in 0..<4 {
            gateway.clock.advance(to: gateway.clock.now.addingTimeInterval(60))
            for name in ["town", "tg"] {
                _ = try await gateway.store.receive(
                    [], from: ChannelName(name), cursor: nil, now: gateway.clock.now)
            }
            await gateway.runtime.watch.look()
        }
        #expect(gateway.runtime.watch.health.outages.map(\.kind) == [.timersLate, .inboxLate])
        #expect(gateway.runtime.watch.health.outages.allSatisfy { $0.since == start })
        try await gateway.runtime.settle()
        await gateway.runtime.watch.look()
        #expect(gateway.runtime.watch.health.isWell)
    }

    @Test func `before its first look a gateway does not call itself well`() async throws {
        let gateway = try await WatchedGateway()
        #expect(gateway.another().watch.health.outages.map(\.kind) == [.notLooked])
    }
}
