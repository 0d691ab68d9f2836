import ChatSim
import Curl
import Foundation
import Testing

@Suite struct FaultTests {
    private static let hello: SimJSON = [
        "id": "out-1", "chat": "village-3", "text": "已登记 R12", "mentions": [],
    ]

    @Test func `a text of faults is read, and a wrong one is explained`() throws {
        let rules = try FaultRule.rules("relay.post:503@0.25, telegram:429date=3*2,all:late=5")
        #expect(
            rules == [
                FaultRule("relay.post", .status(503), .probability(0.25)),
                FaultRule("telegram", .tooMany(seconds: 3, asDate: true), .next(2)),
                FaultRule("all", .late(seconds: 5)),
            ])
        for wrong in ["relay", "slack:503", "relay:burn", "relay:503@7", "relay:503*x", "relay:hang=soon"] {
            #expect(throws: FaultRuleError.self) { try FaultRule.rules(wrong) }
        }
    }

    @Test func `a server's trouble and too many requests come as said, and then it works`() async throws {
        try await SimClient.with { client in
            try client.sim.fault("relay.post:502,relay.post:429=7,relay.post:429date=30,relay.post:error=3")
            #expect(try await client.relay(Self.hello).status == 502)
            let seconds = try await client.relay(Self.hello)
            #expect(seconds.status == 429)
            #expect(seconds.response.header("retry-after") == "7")
            let date = try await client.relay(Self.hello)
            #expect(date.response.header("retry-after")?.hasSuffix(" GMT") == true)
            let error = try await client.relay(Self.hello)
            #expect(error.status == 200)
            #expect(error.json["id"] == nil)
            #expect(client.sim.messages().isEmpty)
            #expect(try await client.relay(Self.hello).status == 200)
        }
    }

    @Test func `a reset connection did nothing, a lost answer had been obeyed`() async throws {
        try await SimClient.with { client in
            try client.sim.fault("relay.post:reset")
            let reset = await #expect(throws: CurlError.self) { try await client.relay(Self.hello) }
            #expect(reset?.reason == .connectionLost)
            #expect(client.sim.messages().isEmpty)
            try client.sim.fault("relay.post:lost")
            await #expect(throws: CurlError.self) { try await client.relay(Self.hello) }
            #expect(client.sim.messages().count == 1)
            #expect(try await client.relay(Self.hello).status == 200)
            #expect(client.sim.messages().count == 1)
        }
    }

    @Test func `a truncated, a cut and a foreign body are what they say`() async throws {
        try await SimClient.with { client in
            try client.sim.fault(
                "relay.post:truncated,relay.post:malformed,relay.post:html,relay.post:huge=5000000")
            let truncated = await #expect(throws: CurlError.self) { try await client.relay(Self.hello) }
            #expect(truncated?.reason == .brokenResponse)
            let malformed = try await client.relay(Self.hello)
            #expect(malformed.status == 200)
            #expect(malformed.json == .null)
            #expect(
                try await client.relay(Self.hello).response.header("content-type")?.hasPrefix("text/html")
                    == true)
            let huge = await #expect(throws: CurlError.self) { try await client.relay(Self.hello) }
            #expect(huge?.reason == .responseTooLarge)
        }
    }

    @Test func `a hanging server answers nothing, a late one had obeyed`() async throws {
        try await SimClient.with { client in
            try client.sim.fault("wecom.send:hang,wecom.send:late")
            for obeyed in [0, 1] {
                let body: SimJSON = ["msgtype": "text", "text": ["content": "播"]]
                let error = await #expect(throws: CurlError.self) {
                    try await client.send(
                        .post, "/cgi-bin/webhook/send?key=sim-key", body: body.bytes,
                        timeout: .seconds(2))
                }
                #expect(error?.reason == .timeout)
                #expect(client.sim.messages().count == obeyed)
            }
        }
    }

    @Test func `polls hand out twice, backwards and among noise`() async throws {
        try await SimClient.with { client in
            let cursor = try #require(try await client.poll().json["cursor"]?.text)
            try client.sim.say("一", as: "P010", in: "V03")
            try client.sim.say("二", as: "P010", in: "V03")
            try client.sim.fault("relay.poll:duplicate,relay.poll:reorder,relay.poll:unknown")
            func texts() async throws -> [String] {
                let messages = try await client.poll(after: cursor).json["messages"]?.elements ?? []
                return messages.map { $0["text"]?.text ?? "?" }
            }
            #expect(try await texts() == ["一", "一", "二", "二"])
            #expect(try await texts() == ["二", "一"])
            #expect(try await texts() == ["?", "?", "?", "一", "二", "?"])
            #expect(try await texts() == ["一", "二"])
        }
    }

    @Test func `telegram's updates twice, backwards, of an unknown kind, and a group that moved`()
        async throws
    {
        try await SimClient.with { client in
            try client.sim.say("一", as: "P009", in: "督导群")
            try client.sim.say("二", as: "P009", in: "督导群")
            try client.sim.fault(
                "telegram.getUpdates:duplicate,telegram.getUpdates:reorder,telegram.getUpdates:unknown")
            func texts() async throws -> [String] {
                let answer = try await client.send(.get, "/bot10001:sim-token/getUpdates")
                return (answer.json["result"]?.elements ?? []).map { $0["message"]?["text"]?.text ?? "?" }
            }
            #expect(try await texts() == ["一", "一", "二", "二"])
            #expect(try await texts() == ["二", "一"])
            #expect(try await texts() == ["一", "二", "?"])
            try client.sim.fault("telegram.sendMessage:migrate=-100777")
            let moved = try await client.post(
                "/bot10001:sim-token/sendMessage", ["chat_id": -1001, "text": "x"])
            #expect(moved.status == 400)
            #expect(moved.json["parameters"]?["migrate_to_chat_id"] == -100_777)
        }
    }

    @Test func `the same seed makes the same trouble`() async throws {
        func statuses() async throws -> [Int] {
            let collected = Collected()
            try await SimClient.with({ configuration in
                configuration.seed = 7
                configuration.faults = [FaultRule("wecom", .status(500), .probability(0.5))]
                configuration.limits = false
            }) { client in
                for _ in 1...30 {
                    let body: SimJSON = ["msgtype": "text", "text": ["content": "播"]]
                    await collected.add(
                        try await client.post("/cgi-bin/webhook/send?key=sim-key", body).status)
                }
            }
            return await collected.values
        }
        let first = try await statuses()
        #expect(try await statuses() == first)
        #expect(Set(first) == [200, 500])
    }

    private actor Collected {
        var values: [Int] = []
        func add(_ value: Int) { values.append(value) }
    }

    @Test func `faults are set, counted and cleared over HTTP`() async throws {
        try await SimClient.with { client in
            let set = try await client.post("/sim/faults", ["faults": "relay.post:503*2"])
            #expect(set.json["faults"]?[0]?["target"] == "relay.post")
            #expect(try await client.relay(Self.hello).status == 503)
            let after = try await client.send(.get, "/sim/faults")
            #expect(after.json["faults"]?[0]?["hits"] == 1)
            #expect(try await client.post("/sim/faults", ["clear": true]).json["faults"] == [])
            #expect(try await client.relay(Self.hello).status == 200)
            #expect(try await client.post("/sim/faults", ["faults": "relay:fire"]).status == 400)
        }
    }
}
