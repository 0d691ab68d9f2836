import Foundation
import Model
import ReportLanguage
import Synchronization
import Testing

@testable import Store

/// What comes in is kept and decided, and its answers are claimed, in one commit.
@Suite(.timeLimit(.minutes(1))) struct OneCommitTests {
    /// Decides what comes in as a gateway that is alone does: an answer to each message, in its own chat.
    private func take(
        _ events: [IncomingEvent], _ under: StoreUnderTest, offering exchange: PostExchange,
        decide: @escaping @Sendable (InboxRow) throws -> Decision = { row in
            .make(posts: [.sample("reply:\(row.id)", chat: row.event.chat)])
        }
    ) async throws -> BatchOutcome {
        try await under.store.processInbox(
            limit: 9, receiving: Arrival(events: events, channel: .town, cursor: "c1"),
            posting: { exchange }, now: .start
        ) { row, _ in try decide(row) }
    }

    private func states(_ under: StoreUnderTest) async throws -> [[String?]] {
        try await under.store.inspect("SELECT unique_key, state FROM outbox ORDER BY id")
    }

    @Test(arguments: Engine.available)
    func `a new message leaves with its answer claimed, the most urgent first, and nothing to look for`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            let batch = try await take(
                [.sample("1"), .sample("2", chat: .other)], under,
                offering: PostExchange(limit: 9, owner: "me")
            ) { row in
                let priority: PostPriority = row.id == 1 ? .broadcast : .reply
                return .make(posts: [
                    .sample("reply:\(row.id)", chat: row.event.chat, priority: priority)
                ])
            }
            #expect(batch.received.new == 2 && batch.taken == 2 && batch.isAllClaimed)
            #expect(batch.claimed.map(\.post.key) == ["reply:2", "reply:1"])
            #expect(try await under.store.cursor(of: .town) == "c1")
            #expect(try await states(under) == [["reply:1", "running"], ["reply:2", "running"]])
            let left = try await under.store.claimPosts(
                limit: 9, owner: "me", now: .start, busy: [], limits: [:])
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `a chat that is spoken to waits, and is free once its post has ended in the same commit`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            let first = try await take([.sample("1")], under, offering: PostExchange(limit: 9, owner: "me"))
            let sent = try #require(first.claimed.first)
            let second = try await take([.sample("2")], under, offering: PostExchange(limit: 9, owner: "me"))
            #expect(second.claimed.isEmpty && !second.isAllClaimed, "one post of a chat at a time")
            let ended = Settlement(id: sent.id, verdict: .posted(receipt: "m7"))
            let third = try await take(
                [.sample("3")], under,
                offering: PostExchange(ended: [(chat: .village, settlement: ended)], limit: 9, owner: "me"))
            #expect(third.claimed.map(\.post.key) == ["reply:2"], "in the order of the lane")
            // The third answer waits behind it, and the end of that post looks at the lane again.
            #expect(third.isAllClaimed)
            #expect(
                try await states(under) == [
                    ["reply:1", "done"], ["reply:2", "running"], ["reply:3", "waiting"],
                ])
        }
    }

    @Test(arguments: Engine.available)
    func `what shares a budget, must wait or finds no room is left to the look at all lanes`(engine: Engine)
        async throws
    {
        try await engine.withStore { under in
            let shared = try await take(
                [.sample("1")], under,
                offering: PostExchange(
                    limit: 9, owner: "me",
                    limits: [.town: ChannelLimits(total: RateLimit(30, perSeconds: 1))]))
            #expect(shared.claimed.isEmpty && !shared.isAllClaimed)
            let full = try await take(
                [.sample("2", chat: .other)], under, offering: PostExchange(limit: 0, owner: "me"))
            #expect(full.claimed.isEmpty && !full.isAllClaimed)
            let later = try await take(
                [.sample("3", chat: .checkpoints)], under, offering: PostExchange(limit: 9, owner: "me")
            ) { row in
                .make(posts: [
                    .sample("reply:\(row.id)", chat: row.event.chat, notBefore: .start + 60)
                ])
            }
            #expect(later.claimed.isEmpty && !later.isAllClaimed)
            let retried = Settlement(
                id: 1,
                verdict: .retry(
                    at: .start + 5, reason: "unreachable", pauseLaneUntil: .start + 5, pauseChannelUntil: nil)
            )
            let after = try await take(
                [], under,
                offering: PostExchange(ended: [(chat: .village, settlement: retried)], limit: 9, owner: "me"))
            #expect(!after.isAllClaimed, "a lane that opens later must be known of")
            let all = try await under.store.claimPosts(
                limit: 9, owner: "me", now: .start + 61, busy: [], limits: [:])
            #expect(all.map(\.post.key).sorted() == ["reply:1", "reply:2", "reply:3"])
        }
    }

    @Test(arguments: Engine.available)
    func `an event that cannot be kept takes nothing of the others with it, and no number is left out`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            let attempts = Mutex(0)
            let batch = try await under.store.processInbox(
                limit: 9,
                receiving: Arrival(
                    events: [.sample("1"), .sample("2"), .sample("3", chat: .other)], channel: .town,
                    cursor: "c1"),
                posting: {
                    attempts.withLock { $0 += 1 }
                    return PostExchange(limit: 9, owner: "me")
                }, now: .start
            ) { row, facts in
                let number = try facts.nextNumber(.report)
                var changes: [Change] = [.saveReport(.sample(number, message: row.id))]
                // Nobody has this invitation: the store refuses the change, after the report.
                if row.id == 1 { changes.append(.spendInvitation(hash: "none", by: .leader)) }
                return .make(changes: changes, posts: [.sample("reply:\(row.id)", chat: row.event.chat)])
            }
            #expect(batch.received.new == 3 && batch.failures.map(\.key) == ["\(ChatKey.village.text):1"])
            // Its conversation waits behind it; the other one goes on.
            #expect(batch.claimed.map(\.post.key) == ["reply:3"])
            #expect(attempts.withLock { $0 } == 1, "the offer is asked for when the batch is decided")
            #expect(try await under.store.cursor(of: .town) == "c1")
            let (next, report) = try await under.store.read {
                (try $0.nextNumber(.report), try $0.report(1)?.message)
            }
            #expect(next == 2 && report == 3)
            #expect(try await states(under) == [["reply:3", "running"]])
        }
    }
}
