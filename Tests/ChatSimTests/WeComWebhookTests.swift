import ChatSim
import Foundation
import Testing

@Suite struct WeComWebhookTests {
    private func post(_ client: SimClient, _ body: SimJSON, key: String = "sim-key") async throws
        -> SimClient.Answer
    {
        try await client.post("/cgi-bin/webhook/send?key=\(key)", body)
    }

    @Test func `text with mentions reaches the group`() async throws {
        try await SimClient.with { client in
            let answer = try await post(
                client,
                ["msgtype": "text", "text": ["content": "还差电话 <@P009>", "mentioned_list": ["@all"]]])
            #expect(answer.json == ["errcode": 0, "errmsg": "ok"])
            let seen = try #require(await client.sim.nextBotMessage(in: "V04"))
            #expect(seen.text == "还差电话 @李国栋")
            #expect(seen.mentions == ["P009"])
            #expect(client.sim.violations.isEmpty)
        }
    }

    @Test(arguments: [
        ("text", 2_048, 0), ("text", 2_049, 45_002), ("markdown", 4_096, 0), ("markdown", 4_097, 45_002),
    ])
    func `a content is measured in bytes`(type: String, bytes: Int, code: Int64) async throws {
        try await SimClient.with { client in
            let content = String(repeating: "防", count: bytes / 3) + String(repeating: "x", count: bytes % 3)
            let body: SimJSON = .sparse([
                ("msgtype", .string(type)), (type, .sparse([("content", .string(content))])),
            ])
            let answer = try await post(client, body)
            #expect(answer.status == 200)
            #expect(answer.json["errcode"]?.integer == code)
        }
    }

    @Test(
        arguments: [
            (["msgtype": "telegram", "telegram": ["content": "x"]], "sim-key", 40_008),
            (["msgtype": "text", "text": ["content": ""]], "sim-key", 44_004),
            (["msgtype": "text", "text": ["content": "x"]], "another", 93_000),
            (["msgtype": "text", "text": ["content": "x", "mentioned_list": "P009"]], "sim-key", 40_058),
            ([1, 2], "sim-key", 47_001),
        ] as [(SimJSON, String, Int64)])
    func `a refusal comes with HTTP 200 and its code`(body: SimJSON, key: String, code: Int64) async throws {
        try await SimClient.with { client in
            let answer = try await post(client, body, key: key)
            #expect(answer.status == 200)
            #expect(answer.json["errcode"]?.integer == code)
            #expect(client.sim.violations.count == 1)
        }
    }

    @Test func `the twenty-first message of a minute is refused until the simulated minute is over`()
        async throws
    {
        try await SimClient.with { client in
            let body: SimJSON = ["msgtype": "text", "text": ["content": "播"]]
            func code() async throws -> SimJSON? { try await post(client, body).json["errcode"] }
            for _ in 1...20 {
                let code = try await code()
                #expect(code == 0)
            }
            let early = try await code()
            #expect(early == 45_009)
            client.sim.advance(59)
            let stillEarly = try await code()
            #expect(stillEarly == 45_009)
            client.sim.advance(1)
            let due = try await code()
            #expect(due == 0)
        }
    }
}
