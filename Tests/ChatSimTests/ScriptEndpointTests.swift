import ChatSim
import Curl
import Foundation
import Testing

@Suite struct ScriptEndpointTests {
    @Test func `a script says something as a person and reads it back`() async throws {
        try await SimClient.with { client in
            let said = try await client.post("/sim/say", ["as": "P010", "chat": "V03", "text": "@李国栋 看一下"])
            #expect(said.status == 200)
            let read = try await client.send(.get, "/sim/messages?chat=V03&after=0")
            let message = try #require(read.json["messages"]?[0])
            #expect(message["id"] == said.json["id"])
            #expect(message["mentions"] == ["P009"])
            #expect(message["bot"] == false)
            let none = try await client.send(.get, "/sim/messages?chat=V03&after=1")
            #expect(none.json["messages"] == [])
        }
    }

    @Test(arguments: [
        (#"{"as":"P010","chat":"V03"}"#, 400, "text"),
        (#"{"as":"P777","chat":"V03","text":"x"}"#, 404, "P777"),
        (#"{"as":"P010","chat":"V77","text":"x"}"#, 404, "V77"),
        (#"{"as":"P099","chat":"V03","text":"x"}"#, 403, "P099"), ("[", 400, "JSON"),
        (#"{"as":"P010","chat":"V03","text":"x","txt":1}"#, 400, "txt"),
    ])
    func `a script's mistake is named`(body: String, status: Int, cause: String) async throws {
        try await SimClient.with { client in
            let answer = try await client.send(.post, "/sim/say", body: Array(body.utf8))
            #expect(answer.status == status)
            #expect(answer.json["error"]?.text?.contains(cause) == true)
        }
    }

    @Test func `the clock stands, jumps, is set and runs at a rate`() async throws {
        try await SimClient.with { client in
            let still = try await client.send(.get, "/sim/clock")
            #expect(still.json["now"] == "2022-01-28T18:00:00+08:00")
            #expect(still.json["epoch"]?.decimal == SimClient.evening.timeIntervalSince1970)
            let later = try await client.post("/sim/clock", ["advance": "1h30m"])
            #expect(later.json["now"] == "2022-01-28T19:30:00+08:00")
            let set = try await client.post("/sim/clock", ["set": "2022-01-29T06:00:00Z", "rate": 0])
            #expect(set.json["now"] == "2022-01-29T14:00:00+08:00")
            for wrong in [#"{"advance":"soon"}"#, #"{"set":"tomorrow"}"#, #"{"rate":-1}"#, "{}"] {
                #expect(try await client.send(.post, "/sim/clock", body: Array(wrong.utf8)).status == 400)
            }
        }
    }

    @Test func `a clock runs at its rate against the wall`() {
        let wall = Date(timeIntervalSince1970: 1_000)
        var clock = SimClock(start: SimClient.evening, rate: 60, wall: wall)
        #expect(clock.now(wall: wall + 2) == SimClient.evening + 120)
        clock.run(at: 1, wall: wall + 2)
        clock.advance(by: 600, wall: wall + 3)
        #expect(clock.now(wall: wall + 4) == SimClient.evening + 722)
        #expect(clock.version == 3)
    }

    @Test func `who waits for the clock is woken by its jump`() async throws {
        try await SimClient.with { client in
            let version = try #require(try await client.send(.get, "/sim/clock").json["version"]?.integer)
            async let waiting = client.send(.get, "/sim/clock?after=\(version)&wait=50")
            client.sim.advance(600)
            let woken = try await waiting
            #expect(woken.json["now"] == "2022-01-28T18:10:00+08:00")
            #expect(woken.json["version"]?.integer == version + 1)
        }
    }

    @Test func `a script is played as the clock reaches its lines`() async throws {
        try await SimClient.with { client in
            let lines = (0..<1_000).map {
                SimScript.Line(after: Double($0), person: "P010", chat: "V03", text: "\($0)")
            }
            try client.sim.play(SimScript(lines))
            #expect(client.sim.messages().map(\.text) == ["0"])
            client.sim.advance(999)
            let read = try await client.send(.get, "/sim/messages?chat=V03&after=999&wait=30")
            #expect(read.json["messages"]?.elements?.map { $0["text"] } == ["999"])
        }
    }

    @Test func `people join and leave a chat`() async throws {
        try await SimClient.with { client in
            let joined = try await client.post(
                "/sim/members", ["chat": "V03", "add": ["P099"], "remove": ["P009"]])
            #expect(joined.json["members"] == ["P010", "P099"])
            try client.sim.say("我来了", as: "P099", in: "V03")
            #expect(throws: ScriptRefusal.self) { try client.sim.say("我呢", as: "P009", in: "V03") }
        }
    }
}
