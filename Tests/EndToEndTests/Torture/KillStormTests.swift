import ChatSim
import FailPoints
import Foundation
import Testing

/// kill -9 at every fail point and at random moments, under load.
@Suite(.timeLimit(.minutes(10)))
struct KillStormTests {
    private static let perRound = 8

    @Test
    func `kills at every fail point and at random moments lose nothing and double only what was in flight`()
        async throws
    {
        let settings = TortureSettings.current
        try await TortureTown.with { town in
            var dice = settings.dice(1)
            let deadline = Date().addingTimeInterval(settings.seconds)
            var plan = FailPoint.allCases.shuffled(using: &dice)
            var visited: Set<FailPoint> = []
            var (round, random) = (0, 0)
            try await town.kill()
            while town.kills < settings.kills, Date() < deadline {
                try Task.checkCancellation()
                // Every other life ends at a fail point, each in turn.
                round += 1
                if !round.isMultiple(of: 2) {
                    if plan.isEmpty { plan = FailPoint.allCases.shuffled(using: &dice) }
                    let point = plan.removeLast()
                    try await die(at: point, pass: Int.random(in: 1...3, using: &dice), town)
                    visited.insert(point)
                } else {
                    try town.restart()
                    try await die(after: Int.random(in: 0...Self.perRound, using: &dice), town)
                    random += 1
                }
                if round.isMultiple(of: 20) {
                    try town.restart()
                    #expect(await town.settled(timeout: 60), "\(town.daemon.ownOutput.suffix(2000))")
                    try await town.expectCleanAudit()
                    try await town.kill()
                }
            }
            try town.restart()
            #expect(await town.settled(timeout: 60), "\(town.daemon.ownOutput.suffix(2000))")
            #expect(await town.daemon.stop() == 0, "\(town.daemon.ownOutput.suffix(2000))")
            #expect(town.kills >= settings.kills, "the time was over before all kills were done")
            if round >= 2 * FailPoint.allCases.count {
                #expect(visited == Set(FailPoint.allCases))
            }
            try await town.expectClean(
                try await town.verdict(
                    "kill -9", rounds: town.kills,
                    note: "\(visited.count) fail points, \(random) random moments, seed \(settings.seed)"))
        }
    }

    /// Kills the running daemon once it has said so many replies of this round.
    private func die(after replies: Int, _ town: TortureTown) async throws {
        let before = town.sim.messages(after: town.start).filter(\.isBot).count
        try town.say(Self.perRound)
        town.sim.advance(600)
        _ = await town.sim.botMessages(before + replies, after: town.start, timeout: 20)
        try await town.kill()
    }

    /// Restarts the daemon with a fail point and gives it work until it is dead.
    private func die(at point: FailPoint, pass: Int, _ town: TortureTown) async throws {
        // The plan is laid out once a life.
        let pass = point.rawValue.hasPrefix("start.") ? 1 : pass
        try town.restart(failPoint: "\(point.rawValue):\(pass)")
        for _ in 0..<20 {
            try town.say(Self.perRound)
            town.sim.advance(600)
            guard let status = await town.daemon.end(within: 3) else { continue }
            #expect(status == SIGKILL, "\(town.daemon.ownOutput.suffix(2000))")
            #expect(town.daemon.ownOutput.contains("fail point \(point.rawValue)"))
            return try await town.noteCrash()
        }
        Issue.record("\(point.rawValue) was not passed \(pass) times: \(town.daemon.ownOutput.suffix(2000))")
        try await town.kill()
    }
}
