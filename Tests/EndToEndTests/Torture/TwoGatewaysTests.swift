import ChatSim
import Foundation
import Testing

/// A second gateway on one SQLite file.
@Suite(.timeLimit(.minutes(5)))
struct TwoGatewaysTests {
    @Test func `the second refuses and says who runs, and takes over once the first is dead`() async throws {
        try await TortureTown.with { town in
            let rounds = TortureSettings.current.isWhole ? 10 : 3
            for _ in 0..<rounds {
                #expect(await town.logged("running", timeout: 20))
                try town.say(12)
                let second = try town.second()
                #expect(await second.end(within: 30) == 1)
                #expect(
                    second.ownOutput.contains(
                        "another gateway (process \(town.daemon.number)) runs on"), "\(second.ownOutput)")
                try await town.kill()
                try town.restart()
            }
            #expect(await town.settled(timeout: 60))
            #expect(await town.daemon.stop() == 0)
            try await town.expectClean(try await town.verdict("two gateways", rounds: rounds))
        }
    }
}
