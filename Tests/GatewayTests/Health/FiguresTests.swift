import Foundation
import Model
import Synchronization
import Testing

@testable import Gateway
@testable import Store

/// What the gateway counts while it works.
@Suite struct FiguresTests {
    @Test func `a report that is answered is counted from its coming in to its reply's being out`()
        async throws
    {
        let gateway = try await WatchedGateway()
        let start = gateway.clock.now
        let leader = try #require(gateway.bot.roster.people.first { $0.role == .unitLeader })
        let account = try #require(leader.accounts.first { $0.channel.rawValue == "town" })
        let event = IncomingEvent(
            key: "town:V01:m1", kind: .message, chat: ChatKey(channel: ChannelName("town"), id: "V01"),
            user: account.user, text: "报备 赵燕 13800001234 1月29日从哈尔滨道里区回来 没打疫苗", at: start, messageID: "m1",
            raw: "")
        _ = try await gateway.store.receive([event], from: ChannelName("town"), cursor: nil, now: start)
        gateway.clock.advance(to: start.addingTimeInterval(2))
        try await gateway.runtime.settle()
        let figures = await gateway.runtime.watch.figures()
        #expect(figures.counters.outcomes[.reported] == 1)
        #expect(figures.counters.posts == [.init(channel: "town", verdict: "posted"): 1])
        #expect(figures.counters.replies.count == 1 && figures.counters.replies.sum == 2)
        #expect(figures.counters.decisions.count == 1 && figures.counters.decisions.sum == 2)
        #expect(figures.counters.batches.count >= 1)
        let stored = try #require(figures.stored)
        #expect(stored.inbox.waiting == 0 && stored.outbox.waiting == 0 && stored.outbox.dead == 0)
        #expect(Set(stored.lanes.map(\.chat)).isSubset(of: Set(gateway.bot.chats.map(\.key.id) + [""])))
    }

    @Test func `a post that fails is counted under its reason, a timer by how late it was`() async throws {
        let gateway = try await WatchedGateway()
        gateway.channels.forEach { $0.isCut.withLock { $0 = true } }
        gateway.heard = ["town"]
        _ = try await gateway.pass(minutes: 7)
        let counters = await gateway.runtime.watch.figures().counters
        #expect(counters.posts[.init(channel: "town", verdict: "unreachable")] ?? 0 >= 1)
        gateway.clock.advance(to: gateway.clock.now.addingTimeInterval(7 * 3600))
        try await gateway.runtime.settle()
        let timers = await gateway.runtime.watch.figures().counters.timers
        #expect(timers.count >= 1 && timers.sum > 0)
    }

    @Test func `a histogram puts a value into the first range that holds it`() {
        var histogram = Histogram(bounds: [1, 2])
        for value in [0.5, 1, 1.5, 2, 9] { histogram.observe(value) }
        #expect(histogram.counts == [2, 2, 1] && histogram.count == 5 && histogram.sum == 14)
    }
}
