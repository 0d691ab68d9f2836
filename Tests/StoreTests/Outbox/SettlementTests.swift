import Foundation
import Model
import Testing

@testable import Store

@Suite struct SettlementTests {
    @Test(arguments: Engine.available)
    func `each verdict leaves its post as it says`(engine: Engine) async throws {
        try await engine.withStore { under in
            let store = under.store
            let keys = ["posted", "retry", "released", "dead"]
            for key in keys { try await under.post(.sample(key, chat: ChatKey(channel: .town, id: key))) }
            let ids = Dictionary(
                uniqueKeysWithValues: try await under.claim().map { ($0.post.key, $0.id) })
            try await store.settle(
                [
                    Settlement(id: try #require(ids["posted"]), verdict: .posted(receipt: "$ev1")),
                    Settlement(
                        id: try #require(ids["retry"]),
                        verdict: .retry(
                            at: .start + 2, reason: "unreachable", pauseLaneUntil: nil, pauseChannelUntil: nil
                        )),
                    Settlement(id: try #require(ids["released"]), verdict: .released),
                    Settlement(id: try #require(ids["dead"]), verdict: .dead(reason: "tooLong")),
                ], now: .start + 1)
            let rows = try await store.inspect(
                "SELECT unique_key, state, attempt, receipt, last_error, claimed_by FROM outbox ORDER BY id")
            let opened = try rows.map { row in
                try row.enumerated().map { column, value in
                    column == 4 ? try value.map { try store.content.open($0, .failure) } : value
                }
            }
            #expect(
                opened == [
                    ["posted", "done", "0", "$ev1", nil, nil],
                    ["retry", "waiting", "1", nil, "unreachable", nil],
                    ["released", "waiting", "0", nil, nil, nil],
                    ["dead", "dead", "1", nil, "tooLong", nil],
                ])
            #expect(try await under.claimedKeys(at: .start + 1) == ["released"])
            #expect(try await under.claim(at: .start + 2).map(\.attempt) == [1])
        }
    }

    @Test(arguments: Engine.available)
    func `after a crash, what may be said twice waits again and the rest is given up`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            try await under.post(
                .sample("receipt"), .sample("loudspeaker", chat: .other, delivery: .atMostOnce))
            _ = try await under.claim(owner: "before the crash")
            try under.reopen()
            #expect(try await under.claimedKeys() == [])
            #expect(try await under.store.recoverClaims(owner: "after", now: .start + 1) == 2)
            #expect(try await under.claimedKeys(at: .start + 1) == ["receipt"])
            let letters = try await under.store.deadLetters(limit: 9)
            #expect(letters.map(\.key) == ["loudspeaker"])
            #expect(letters.map(\.reason) == ["fateUnknown"])
        }
    }

    @Test(arguments: Engine.available)
    func `one's own claims are left alone until they run out`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await under.post(.sample("a"))
            _ = try await under.claim()
            let end = Date.start + GatewayStore.claimSeconds
            #expect(try await under.store.recoverClaims(owner: "me", now: end - 1) == 0)
            #expect(try await under.store.recoverClaims(owner: "me", now: end) == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `what turns out to be posted after its claim ran out is not posted again`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            try await under.post(.sample("a"))
            let id = try #require(try await under.claim().first?.id)
            _ = try await under.store.recoverClaims(owner: "me", now: .start + 999)
            try await under.store.settle(
                [Settlement(id: id, verdict: .posted(receipt: "m"))], now: .start + 999)
            #expect(try await under.claimedKeys(at: .start + 999) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `a dead letter can be shown, replayed and dropped`(engine: Engine) async throws {
        try await engine.withStore { under in
            let store = under.store
            try await under.post(.sample("a", expiresAt: .start + 5), .sample("b", chat: .other))
            _ = try await under.claim()
            try await under.settleRunning(.dead(reason: "refused"))
            let letter = try #require(try await store.deadLetter(.outbox(1)))
            #expect(letter.key == "a" && letter.reason == "refused" && letter.content == "已收到 R1")
            #expect(try await store.replay(.outbox(1), now: .start + 60))
            #expect(try await store.deadLetter(.outbox(1)) == nil)
            #expect(try await under.claimedKeys(at: .start + 60) == ["a"], "with time to be posted")
            #expect(try await store.drop(.outbox(2), now: .start + 60))
            #expect(try await store.deadLetters(limit: 9) == [])
            #expect(try await !store.drop(.outbox(2), now: .start + 60))
            #expect(try await !store.replay(.inbox(77), now: .start + 60))
        }
    }

    @Test func `a dead letter's name reads back`() {
        for id in [DeadLetterID.inbox(17), .outbox(42), .timer("shift-reminder:K07@2022-01-28T20:00")] {
            #expect(DeadLetterID(id.description) == id)
        }
        for text in ["", "in", "in:", "in:x", "17", "other:1", "timer:"] {
            #expect(DeadLetterID(text) == nil)
        }
    }
}
