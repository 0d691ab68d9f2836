import ChatSim
import Foundation
import Testing

/// Platforms that answer late, twice, never, by halves, wrongly, or with a refusal.
@Suite(.timeLimit(.minutes(5)))
struct PlatformFaultTests {
    /// A kind of misbehaviour: its row in the table, the simulator's rules, and how often a post may be shown unanswered.
    private struct Misbehaviour: Sendable {
        var name: String
        var rules: String
        /// Posts that Telegram shows while their answers do not arrive.
        var unanswered = 0
    }

    private static let misbehaviours = [
        Misbehaviour(
            name: "answers late", rules: "relay.post:late=1*3,telegram.sendMessage:late=1*3", unanswered: 3),
        Misbehaviour(
            name: "polls twice", rules: "relay.poll:duplicate*6,telegram.getUpdates:duplicate*6"),
        Misbehaviour(
            name: "polls backwards", rules: "relay.poll:unknown*3,telegram.getUpdates:unknown*3"),
        Misbehaviour(
            name: "never answers",
            rules:
                "relay.post:hang=1*3,telegram.sendMessage:hang=1*3,relay.poll:hang=1,telegram.getUpdates:hang=1"
        ),
        Misbehaviour(
            name: "half a body",
            rules: "relay.post:truncated*3,telegram.sendMessage:truncated*3,relay.poll:truncated*2,"
                + "telegram.getUpdates:truncated*2", unanswered: 3),
        Misbehaviour(
            name: "cut JSON",
            rules: "relay.post:malformed*3,telegram.sendMessage:malformed*3,relay.poll:malformed*2,"
                + "telegram.getUpdates:malformed*2", unanswered: 3),
        Misbehaviour(
            name: "a proxy's page",
            rules:
                "relay.post:html*3,telegram.sendMessage:html*3,relay.poll:html*2,telegram.getUpdates:html*2",
            unanswered: 3),
        Misbehaviour(
            name: "200 and a failure in the body",
            rules: "telegram.sendMessage:error=500*3,telegram.getUpdates:error=500*2"),
        Misbehaviour(
            name: "429 with Retry-After",
            rules:
                "relay.post:429=1*3,telegram.sendMessage:429=1*3,relay.poll:429=1,telegram.getUpdates:429=1,"
                + "relay.post:429date=2*2"),
        Misbehaviour(
            name: "503",
            rules: "relay.post:503*3,telegram.sendMessage:503*3,relay.poll:503,telegram.getUpdates:503"),
        Misbehaviour(
            name: "reset before the deed",
            rules:
                "relay.post:reset*3,telegram.sendMessage:reset*3,relay.poll:reset*2,telegram.getUpdates:reset*2"
        ),
        Misbehaviour(
            name: "reset after the deed",
            rules:
                "relay.post:lost*3,telegram.sendMessage:lost*3,relay.poll:lost*2,telegram.getUpdates:lost*2",
            unanswered: 3),
    ]

    @Test func `whatever a platform does, each message is one report and has its reply`() async throws {
        // Retries wait on the simulated clock, which runs fast here.
        try await TortureTown.with(rate: 30) { town in
            for misbehaviour in Self.misbehaviours {
                town.turnPage()
                try town.sim.fault(misbehaviour.rules)
                town.unanswered = misbehaviour.unanswered
                try town.say(24)
                #expect(await town.settled(timeout: 60), "\(misbehaviour.name)")
                let hits = town.sim.hub.read { $0.faults.rules.reduce(0) { $0 + $1.hits } }
                #expect(hits > 0, "\(misbehaviour.name) never happened")
                town.sim.clearFaults()
                try await town.expectClean(
                    try await town.verdict(misbehaviour.name, rounds: hits))
            }
            #expect(await town.daemon.stop() == 0, "\(town.daemon.ownOutput.suffix(2000))")
        }
    }

    @Test(arguments: [45009, 93000, -1])
    func `a robot that says 200 and refuses in the body gets the alert later, once`(code: Int) async throws {
        try await TortureTown.with { town in
            town.turnPage()
            try town.sim.fault("wecom.send:error=\(code)*2")
            let start = town.start
            // Nobody comes to the shift from eleven o'clock: after half an hour the supervisors are told.
            var isRefused: Bool?
            for _ in 0..<30 where isRefused == nil {
                town.sim.advance(600)
                isRefused = await town.sim.hub.wait(seconds: 0.3) { state, _ in
                    state.faults.rules.contains { $0.hits > 0 } ? true : nil
                }
            }
            #expect(isRefused == true, "\(town.daemon.ownOutput.suffix(2000))")
            let told = try await alerts(town, after: start)
            try town.say(4)
            #expect(await town.settled(timeout: 30))
            #expect(told == 1, "\(town.daemon.ownOutput.suffix(2000))")
            #expect(await town.daemon.stop() == 0)
            try await town.expectClean(
                try await town.verdict("WeCom errcode \(code)", rounds: 2, note: "\(told) alert shown"))
        }
    }

    /// Lets minutes pass until the robot has shown an alert; how often it shows it in the end.
    private func alerts(_ town: TortureTown, after start: Int) async throws -> Int {
        for _ in 0..<15 {
            town.sim.advance(20)
            let shown: Bool? = await town.sim.hub.wait(seconds: 1) { state, _ in
                state.log.after(start) { $0.channel == "wecom" }.isEmpty ? nil : true
            }
            if shown != nil { break }
        }
        return town.sim.messages(after: start).count { $0.channel == "wecom" }
    }
}
