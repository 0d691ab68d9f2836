import Testing

@testable import ChatSim

/// The torture's verdict sees what it is there to see.
@Suite(.timeLimit(.minutes(2)))
struct VerdictTests {
    @Test func `a reply or an alert that stands in a group twice is counted`() async throws {
        try await TortureTown.with { town in
            try town.say(4)
            #expect(await town.settled(timeout: 30))
            #expect(await town.daemon.stop() == 0)
            let whole = try await town.verdict("none", rounds: 0)
            #expect(whole.isClean)
            let asked = town.said[0]
            town.sim.hub.change { state, now in
                guard let chat = state.world.chat("g1") else { return }
                _ = state.post("收到", in: chat, replyTo: asked.id, at: now)
                _ = state.post("缺岗", in: chat, at: now)
            }
            let row = try await town.verdict("doubled by hand", rounds: 0)
            #expect(row.doubledIdempotent == 2)
            #expect(!row.isClean)
        }
    }
}
