import ChatSim
import Curl
import Foundation
import Synchronization
import Testing

@Suite struct TelegramTests {
    private static let base = "/bot10001:sim-token/"

    private func call(_ client: SimClient, _ method: String, _ body: SimJSON = [:]) async throws
        -> SimClient.Answer
    {
        try await client.post(Self.base + method, body)
    }

    @Test func `an update is repeated until its offset confirms it`() async throws {
        try await SimClient.with { client in
            try client.sim.say("😀 @联防助手 报备", as: "P009", in: "督导群")
            let first = try await call(client, "getUpdates")
            let update = try #require(first.json["result"]?[0])
            let id = try #require(update["update_id"]?.integer)
            let message = try #require(update["message"])
            #expect(message["from"]?["id"] == 5_512)
            #expect(message["chat"] == ["id": -1001, "type": "supergroup", "title": "督导群"])
            #expect(message["date"]?.integer == 1_643_364_000)
            // The smiling face is two UTF-16 units, and a space follows.
            #expect(message["entities"]?[0]?["offset"] == 3)
            #expect(message["entities"]?[0]?["type"] == "text_mention")
            #expect(try await call(client, "getUpdates").json == first.json)
            let next = try await client.send(.get, Self.base + "getUpdates?offset=\(id + 1)")
            #expect(next.json == ["ok": true, "result": []])
            #expect(try await call(client, "getUpdates").json["result"] == [])
        }
    }

    @Test func `a second poller ends the first with 409`() async throws {
        try await SimClient.with { client in
            let sim = client.sim
            async let older = call(client, "getUpdates", ["timeout": 50])
            // The newer poll must come after the older one waits: the hub shows when that is.
            _ = await sim.hub.wait(seconds: 20) { state, _ in state.telegramPolls(on: "tg") > 0 ? true : nil }
            async let newer = call(client, "getUpdates", ["timeout": 50])
            let conflict = try await older
            #expect(conflict.status == 409)
            #expect(conflict.json["description"]?.text?.contains("terminated by other getUpdates") == true)
            try sim.say("到岗", as: "P009", in: "督导群")
            #expect(try await newer.json["result"]?[0]?["message"]?["text"] == "到岗")
        }
    }

    @Test func `the simulator ends although somebody still waits`() async throws {
        let left = Left()
        try await SimClient.with { client in
            left.poll.withLock { $0 = Task { try await call(client, "getUpdates", ["timeout": 50]).status } }
            _ = await client.sim.hub.wait(seconds: 20) { state, _ in
                state.telegramPolls(on: "tg") > 0 ? true : nil
            }
        }
        // Whichever way the poll ended, it did not keep the simulator for its fifty seconds.
        _ = await left.poll.withLock { $0 }?.result
    }

    /// A poll that is left waiting when the simulator's scope ends.
    private final class Left: Sendable {
        let poll = Mutex<Task<Int, any Error>?>(nil)
    }

    @Test func `a sent message is seen with its mentions and what it answers`() async throws {
        try await SimClient.with { client in
            try client.sim.say("报备", as: "P009", in: "督导群")
            let asked = try await call(client, "getUpdates").json["result"]?[0]?["message"]?["message_id"]
            let form =
                "chat_id=-1001&text=%40%E6%9D%8E%E5%9B%BD%E6%A0%8B+%E5%B7%B2%E7%99%BB%E8%AE%B0"
                + "&entities=%5B%7B%22type%22%3A%22text_mention%22%2C%22offset%22%3A0%2C%22length%22%3A4%2C"
                + "%22user%22%3A%7B%22id%22%3A5512%7D%7D%5D&reply_parameters=%7B%22message_id%22%3A"
                + "\(asked?.integer ?? 0)%7D"
            let sent = try await client.send(
                .post, Self.base + "sendMessage",
                headers: [("Content-Type", "application/x-www-form-urlencoded")], body: Array(form.utf8))
            #expect(sent.json["result"]?["reply_to_message"]?["message_id"] == asked)
            #expect(sent.json["result"]?["from"]?["is_bot"] == true)
            let seen = try #require(await client.sim.nextBotMessage(in: "督导群"))
            #expect(seen.text == "@李国栋 已登记")
            #expect(seen.mentions == ["P009"])
            #expect(client.sim.violations.isEmpty)
        }
    }

    @Test func `a multipart body is read too`() async throws {
        try await SimClient.with { client in
            let body =
                "--b\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n-1001\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"text\"\r\n\r\n收到\r\n--b--\r\n"
            let sent = try await client.send(
                .post, Self.base + "sendMessage",
                headers: [("Content-Type", "multipart/form-data; boundary=b")], body: Array(body.utf8))
            #expect(sent.json["result"]?["text"] == "收到")
        }
    }

    @Test(
        arguments: [
            (["chat_id": -5, "text": "x"], 400, "chat not found"), (["chat_id": -1001], 400, "text is empty"),
            (["chat_id": -1001, "text": .string(String(repeating: "防", count: 4_097))], 400, "too long"),
            (
                ["chat_id": -1001, "text": "x", "reply_parameters": ["message_id": 1]], 400,
                "replied not found"
            ),
            (
                ["chat_id": -1001, "text": "x", "entities": [["type": "bold", "offset": 0, "length": 2]]],
                400, "beyond"
            ),
            (["chat_id": -1001, "text": "<b>x</b>", "parse_mode": "HTML"], 400, "parse_mode"),
        ] as [(SimJSON, Int, String)])
    func `a wrong message is refused as the platform refuses it`(
        body: SimJSON, status: Int, cause: String
    ) async throws {
        try await SimClient.with { client in
            let answer = try await call(client, "sendMessage", body)
            #expect(answer.status == status)
            #expect(answer.json["ok"] == false)
            #expect(answer.json["error_code"]?.integer == Int64(status))
            #expect(answer.json["description"]?.text?.contains(cause) == true)
            #expect(client.sim.violations.count == 1)
        }
    }

    @Test func `the longest text is taken`() async throws {
        try await SimClient.with { client in
            let text = String(repeating: "防", count: 4_096)
            let answer = try await call(client, "sendMessage", ["chat_id": -1001, "text": .string(text)])
            #expect(answer.status == 200)
        }
    }

    @Test func `a group takes twenty messages a minute and says when the next may come`() async throws {
        try await SimClient.with { client in
            let message: SimJSON = ["chat_id": -1001, "text": "第几条"]
            for _ in 1...20 { #expect(try await call(client, "sendMessage", message).status == 200) }
            let refused = try await call(client, "sendMessage", message)
            #expect(refused.status == 429)
            #expect(refused.json["parameters"]?["retry_after"] == 60)
            #expect(refused.response.header("retry-after") == "60")
            client.sim.advance(60)
            #expect(try await call(client, "sendMessage", message).status == 200)
            #expect(client.sim.violations.isEmpty)
        }
    }

    @Test func `a wrong token and an unknown method are refused`() async throws {
        try await SimClient.with { client in
            let other = try await client.send(.get, "/bot1:other/getMe")
            #expect(other.status == 401)
            #expect(try await call(client, "flyToTheMoon").status == 404)
            #expect(try await call(client, "getme").json["result"]?["username"] == "lianfang_bot")
        }
    }
}
