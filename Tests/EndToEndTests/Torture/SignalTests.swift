import ChatSim
import Foundation
import Testing

/// Asked to stop or to reload in the middle of anything, the daemon finishes what is in hand and doubles nothing.
@Suite(.timeLimit(.minutes(5)))
struct SignalTests {
    /// How long a stop may take: a post's own deadline and the last commits.
    private static let bound = 60.0

    @Test func `stops under load end with status 0 and neither lose nor double`() async throws {
        let settings = TortureSettings.current
        try await TortureTown.with { town in
            var dice = settings.dice(2)
            let rounds = settings.isWhole ? 20 : 6
            for round in 0..<rounds {
                let before = town.sim.messages(after: town.start).filter(\.isBot).count
                if round.isMultiple(of: 3) {
                    try town.sim.fault("relay.post:hang=1,telegram.sendMessage:hang=1")
                }
                try town.say(12)
                town.sim.advance(600)
                _ = await town.sim.botMessages(
                    before + Int.random(in: 0...12, using: &dice), after: town.start, timeout: 20)
                try await expectStop(town)
                try town.restart()
            }
            #expect(await town.settled(timeout: 60))
            try await expectStop(town)
            try await town.expectClean(try await town.verdict("SIGTERM", rounds: rounds))
        }
    }

    @Test func `reloads under load neither lose nor double, and a stop in the middle of one is obeyed`()
        async throws
    {
        try await TortureTown.with { town in
            #expect(await town.logged("running", timeout: 20))
            for round in 1...5 {
                try town.say(12)
                town.daemon.hangUp()
                let isLoaded = await town.sim.until(20) {
                    town.daemon.ownOutput.components(separatedBy: "configuration loaded anew").count > round
                }
                #expect(isLoaded, "\(town.daemon.ownOutput.suffix(2000))")
                #expect(await town.settled(timeout: 30), "\(town.daemon.ownOutput.suffix(2000))")
            }
            try town.say(12)
            town.daemon.hangUp()
            _ = await town.sim.until(20) {
                town.daemon.ownOutput.components(separatedBy: "configuration loaded anew").count > 6
            }
            try await expectStop(town)
            try town.restart()
            #expect(await town.settled(timeout: 60))
            try await expectStop(town)
            try await town.expectClean(try await town.verdict("SIGHUP", rounds: 6))
        }
    }

    private func expectStop(_ town: TortureTown) async throws {
        town.daemon.signal(SIGTERM)
        let status = await town.daemon.end(within: Self.bound)
        // Before the first line there is no program yet that could listen.
        #expect(status == 0 || town.daemon.ownOutput.isEmpty, "\(town.daemon.ownOutput.suffix(2000))")
        if status == nil { await town.daemon.kill() }
    }
}
