import Testing

/// Two gateways on one PostgreSQL store, one of which is killed again and again.
@Suite(.enabled(if: Peers.postgres != nil, "LIANFANG_POSTGRES names no server"), .timeLimit(.minutes(10)))
struct TakeoverTests {
    private static let perRound = 10

    @Test func `a gateway that is killed is taken over: nothing is lost, doubled or out of order`()
        async throws
    {
        let kills = TortureSettings.current.isWhole ? 12 : 4
        try await SharedTown.with(try #require(Peers.postgres)) { town in
            for kill in 0..<kills {
                try town.say(Self.perRound)
                _ = await town.replies(kill * Self.perRound + Self.perRound / 2, timeout: 30)
                await town.daemons[kill % 2].kill()
                // The other one alone must take over, whichever of the two held the leases.
                #expect(await town.settled(timeout: 40), "\(town.lastWords)")
                // The last one killed stays away: who has only just been started knows of no signal yet.
                if kill < kills - 1 { try town.restart(kill % 2) }
            }
            try await town.expectClean("two gateways on PostgreSQL, one killed", rounds: kills)
        }
    }
}
