import ChatSim
import Foundation
import Testing

/// The clock jumps an hour forward and back; the system's own is never touched.
@Suite(.timeLimit(.minutes(5)))
struct ClockFaultTests {
    @Test
    func `an hour forward and back under load doubles nothing, alarms twice for nothing and mutes nobody`()
        async throws
    {
        try await TortureTown.with { town in
            let rounds = TortureSettings.current.isWhole ? 5 : 2
            for _ in 0..<rounds {
                try town.say(12)
                town.sim.advance(3600)
                try town.say(12)
                #expect(await town.settled(timeout: 30), "\(town.daemon.ownOutput.suffix(2000))")
                town.sim.advance(-3600)
                try town.say(12)
                #expect(await town.settled(timeout: 30), "\(town.daemon.ownOutput.suffix(2000))")
            }
            #expect(await town.daemon.stop() == 0)
            try await town.expectClean(try await town.verdict("clock ±1 h", rounds: 2 * rounds))
        }
    }

    @Test(.enabled(if: TortureSettings.current.isWhole))
    func `a post that failed in the hour ahead is not put off for an hour when the clock comes back`()
        async throws
    {
        try await TortureTown.with { town in
            // The robot is asked to wait, and a post fails, while the clock is ahead.
            try town.sim.fault("telegram.sendMessage:hang=2*2,relay.post:hang=2*2,relay.post:429=20*2")
            try town.say(4)
            let isUnderWay = await town.sim.hub.wait(seconds: 20) { state, _ -> Bool? in
                state.faults.rules.reduce(0) { $0 + $1.hits } >= 4 ? true : nil
            }
            #expect(isUnderWay == true)
            town.sim.advance(3600)
            #expect(await town.logged("post is tried again", timeout: 20))
            let isTried = await town.sim.until(20) {
                town.daemon.ownOutput.components(separatedBy: "post is tried again").count > 4
            }
            #expect(isTried, "\(town.daemon.ownOutput.suffix(2000))")
            town.sim.clearFaults()
            town.sim.advance(-3600)
            // Well under the hour: the bell that rings each minute is the last to notice.
            #expect(await town.settled(timeout: 90), "\(town.daemon.ownOutput.suffix(2000))")
            #expect(await town.daemon.stop() == 0)
            try await town.expectClean(try await town.verdict("clock back over a retry", rounds: 1))
        }
    }
}
