import ChatSim
import Curl
import Foundation
import Testing

@Suite struct RelayTests {
    private static let hello: SimJSON = [
        "id": "out-1", "chat": "village-3", "text": "已登记 R12", "mentions": [],
    ]

    @Test func `the signature is that of the published vector`() throws {
        let webhook = try #require(StandardWebhook(secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"))
        let body = Array(#"{"type":"x","data":{}}"#.utf8)
        let expected = "v1,gIDC9nQVfvZAd9jsAddIH26cXcdDrf6/bDasdB1xepU="
        #expect(webhook.sign(id: "msg_1", timestamp: 1_700_000_000, body: body) == expected)
        let now = Date(timeIntervalSince1970: 1_700_000_300)
        let headers = [
            "webhook-id": "msg_1", "webhook-timestamp": "1700000000",
            "webhook-signature": "v1,AAAA \(expected)",
        ]
        #expect(webhook.fault(in: headers, body: body, now: now) == nil)
        #expect(webhook.fault(in: headers, body: body, now: now + 1)?.contains("too old") == true)
        #expect(webhook.fault(in: headers, body: body, now: now - 601)?.contains("too new") == true)
        #expect(webhook.fault(in: headers, body: body + [0x20], now: now)?.contains("does not fit") == true)
    }

    @Test func `a request with a wrong or old signature is refused and noted`() async throws {
        try await SimClient.with { client in
            let unsigned = try await client.send(.get, "/relay/messages")
            #expect(unsigned.status == 401)
            let late = try await client.relay(Self.hello, at: Date() - 301)
            #expect(late.status == 401)
            let forged = try await client.relay(Self.hello, id: "another")
            #expect(forged.status == 400)
            #expect(client.sim.violations.map(\.operation) == ["relay.poll", "relay.post", "relay.post"])
            #expect(client.sim.messages().isEmpty)
        }
    }

    @Test func `the first poll starts from now and the cursor then misses nothing`() async throws {
        try await SimClient.with { client in
            try client.sim.say("早", as: "P010", in: "V03")
            let first = try await client.poll()
            #expect(first.json["messages"] == [])
            try client.sim.say("@联防助手 报备", as: "P010", in: "V03")
            try client.sim.say("收到", as: "P009", in: "V03")
            let cursor = try #require(first.json["cursor"]?.text)
            let one = try await client.poll(after: cursor, limit: 1)
            let message = try #require(one.json["messages"]?[0])
            #expect(message["chat"] == "village-3")
            #expect(message["sender"] == ["id": "P010", "name": "王桂兰"])
            #expect(message["text"] == "@联防助手 报备")
            #expect(message["mentionsBot"] == true)
            #expect(message["at"] == "2022-01-28T18:00:00+08:00")
            let again = try await client.poll(after: cursor, limit: 1)
            #expect(again.json == one.json)
            let next = try await client.poll(after: one.json["cursor"]?.text)
            #expect(next.json["messages"]?.elements?.map { $0["text"] } == ["收到"])
            #expect(client.sim.violations.isEmpty)
        }
    }

    @Test func `a cursor from before what is kept, or from another run, gets 410`() async throws {
        try await SimClient.with({ $0.history = 10 }) { client in
            try client.sim.say("早", as: "P010", in: "V03")
            let cursor = try #require(try await client.poll().json["cursor"]?.text)
            for number in 1...30 { try client.sim.say("\(number)", as: "P010", in: "V03") }
            #expect(try await client.poll(after: cursor).status == 410)
            #expect(try await client.poll(after: "bTEuMQ==").status == 410)
            #expect(try await client.poll(after: "no cursor").status == 410)
        }
    }

    @Test func `a waiting poll is answered by the message that it waits for`() async throws {
        try await SimClient.with { client in
            let cursor = try #require(try await client.poll().json["cursor"]?.text)
            async let waiting = client.poll(after: cursor, wait: 50)
            try client.sim.say("到岗", as: "P010", in: "V03")
            let texts = try await waiting.json["messages"]?.elements?.map { $0["text"] }
            #expect(texts == ["到岗"])
        }
    }

    @Test func `the same id twice is one message`() async throws {
        try await SimClient.with { client in
            let first = try await client.relay(Self.hello)
            let second = try await client.relay(Self.hello)
            #expect(first.status == 200)
            #expect(first.json["id"] == second.json["id"])
            let seen = await client.sim.nextBotMessage(in: "V03")
            #expect(seen?.text == "已登记 R12")
            #expect(client.sim.messages(in: "V03").count == 1)
            #expect(client.sim.violations.isEmpty)
        }
    }

    @Test(arguments: [
        (#"{"id":"a","chat":"village-3"}"#, 400), (#"{"id":"a","chat":"elsewhere","text":"x"}"#, 404),
        (#"{"id":"a","chat":"village-3","text":"x","colour":"red"}"#, 400),
        (#"{"id":"a","chat":"village-3","text":"x","mentions":"P010"}"#, 400), (#"{"id":"a","#, 400),
        (#"{"id":"a","chat":"village-3","text":"x","attachments":[{"name":"a.ogg"}]}"#, 400),
    ])
    func `a malformed post is refused with its reason`(body: String, status: Int) async throws {
        try await SimClient.with { client in
            let bytes = Array(body.utf8)
            let headers = [("Content-Type", "application/json")] + client.signature(id: "a", body: bytes)
            let answer = try await client.send(.post, "/relay/messages", headers: headers, body: bytes)
            #expect(answer.status == status)
            #expect(answer.json["error"]?.text?.isEmpty == false)
            #expect(client.sim.violations.count == 1)
        }
    }
}
