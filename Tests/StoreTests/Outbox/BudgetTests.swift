import Foundation
import Model
import Testing

@testable import Store

@Suite struct BudgetTests {
    private let perChat: [ChannelName: ChannelLimits] = [
        .town: ChannelLimits(perChat: RateLimit(2, perSeconds: 60))
    ]
    private let total: [ChannelName: ChannelLimits] = [
        .town: ChannelLimits(perChat: RateLimit(2, perSeconds: 60), total: RateLimit(3, perSeconds: 60))
    ]

    /// Posts what may be posted at a moment, one after the other, and tells how many.
    private func drain(
        _ under: StoreUnderTest, at now: Date, _ limits: [ChannelName: ChannelLimits]
    ) async throws -> Int {
        var count = 0
        while true {
            let rows = try await under.claim(at: now, limits: limits)
            guard !rows.isEmpty else { return count }
            count += rows.count
            try await under.settleRunning(.posted(receipt: "m"), at: now)
        }
    }

    @Test(arguments: Engine.available)
    func `a chat's budget is kept, also over a restart, and refills with time`(engine: Engine) async throws {
        try await engine.withStore { under in
            for number in 0..<6 { try await under.post(.sample("p\(number)")) }
            #expect(try await drain(under, at: .start, perChat) == 2)
            #expect(try await under.store.nextWake(now: .start).outbox == .start + 30)
            try under.reopen()
            #expect(try await drain(under, at: .start + 29, perChat) == 0)
            #expect(try await drain(under, at: .start + 30, perChat) == 1)
            for number in 6..<10 { try await under.post(.sample("p\(number)")) }
            #expect(try await drain(under, at: .start + 300, perChat) == 2, "no more than the bucket holds")
        }
    }

    @Test(arguments: Engine.available)
    func `a channel's budget is shared by its chats and spares other channels`(engine: Engine) async throws {
        try await engine.withStore { under in
            for number in 0..<3 {
                try await under.post(
                    .sample("v\(number)"), .sample("k\(number)", chat: .checkpoints),
                    .sample("o\(number)", chat: .other))
            }
            #expect(try await drain(under, at: .start, total) == 3 + 3)
            let left = try await under.store.inspect(
                "SELECT unique_key FROM outbox WHERE state = 'waiting' ORDER BY id")
            #expect(left == [["k1"], ["v2"], ["k2"]])
            #expect(try await under.store.nextWake(now: .start).outbox == .start + 20)
            #expect(try await drain(under, at: .start + 20, total) == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a chat without budget takes none of its channel's`(engine: Engine) async throws {
        try await engine.withStore { under in
            for number in 0..<3 { try await under.post(.sample("v\(number)")) }
            #expect(try await drain(under, at: .start, total) == 2)
            #expect(try await drain(under, at: .start, total) == 0)
            try await under.post(.sample("k", chat: .checkpoints))
            #expect(try await drain(under, at: .start, total) == 1, "one token of the channel is left")
        }
    }

    @Test(arguments: Engine.available)
    func `a clock put back does not close a lane`(engine: Engine) async throws {
        try await engine.withStore { under in
            for number in 0..<4 { try await under.post(.sample("p\(number)")) }
            #expect(try await drain(under, at: .start, perChat) == 2)
            let back = Date.start - 3600
            #expect(try await drain(under, at: back, perChat) == 0)
            #expect(try await under.store.nextWake(now: back).outbox == back + 30)
            #expect(try await drain(under, at: back + 30, perChat) == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a clock put back ends pauses and waits for a retry`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await under.post(.sample("v"))
            let id = try #require(await under.claim().first?.id)
            let verdict = Settlement.Verdict.retry(
                at: .start + 4, reason: "platformDown", pauseLaneUntil: .start + 4,
                pauseChannelUntil: .start + 4)
            try await under.store.settle([Settlement(id: id, verdict: verdict)], now: .start)
            let back = Date.start - 86_400
            #expect(try await under.store.nextWake(now: back).outbox == back)
            #expect(try await under.claimedKeys(at: back) == ["v"])
        }
    }

    @Test(arguments: Engine.available)
    func `without limits nothing is counted`(engine: Engine) async throws {
        try await engine.withStore { under in
            for number in 0..<50 { try await under.post(.sample("p\(number)")) }
            #expect(try await drain(under, at: .start, [.town: .none]) == 50)
            #expect(try await under.store.inspect("SELECT count(*) FROM lanes") == [["0"]])
        }
    }

    @Test(arguments: Engine.available)
    func `a pause stops the chat or the whole channel, over a restart too`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await under.post(
                .sample("v"), .sample("k", chat: .checkpoints), .sample("o", chat: .other))
            _ = try await under.claim()
            let rows = try await under.store.inspect("SELECT id, unique_key FROM outbox")
            let ids = Dictionary(uniqueKeysWithValues: rows.map { ($0[1], $0[0].flatMap { Int64($0) }) })
            func retry(_ key: String, lane: Date?, channel: Date?) async throws {
                let id = try #require(ids[key].flatMap { $0 })
                let verdict = Settlement.Verdict.retry(
                    at: .start + 1, reason: "throttled", pauseLaneUntil: lane, pauseChannelUntil: channel)
                try await under.store.settle([Settlement(id: id, verdict: verdict)], now: .start)
            }
            try await retry("v", lane: .start + 40, channel: nil)
            try await retry("k", lane: nil, channel: .start + 20)
            try await retry("o", lane: nil, channel: nil)
            try under.reopen()
            #expect(try await under.claimedKeys(at: .start + 19) == ["o"])
            #expect(try await under.store.nextWake(now: .start + 19).outbox == .start + 20)
            #expect(try await under.claimedKeys(at: .start + 20) == ["k"])
            #expect(try await under.store.nextWake(now: .start + 20).outbox == .start + 40)
            #expect(try await under.claimedKeys(at: .start + 40) == ["v"])
        }
    }
}
