import Channels
import Foundation
import Model
import Testing

struct RelayChannelTests {
    private func poll(_ body: String) async throws -> Poll {
        let server = try ScriptedServer { _, _ in .json(body) }
        return try await Platform.relay.channel(at: server.url).poll(after: "c", wait: .zero)
    }

    @Test func `a poll carries cursor, limit and wait, and a fresh id each time`() async throws {
        let server = try ScriptedServer { request, _ in ExchangeScript.answer(request, on: .relay) }
        let channel = try Platform.relay.channel(at: server.url + "/")
        for _ in 0..<2 { _ = try await channel.poll(after: "a b&c=1", wait: .seconds(70)) }
        let requests = server.requests
        #expect(requests.allSatisfy { $0.path == "/messages" && $0.query["after"] == "a b&c=1" })
        #expect(requests.allSatisfy { $0.query["wait"] == "50" && $0.query["limit"] == "500" })
        #expect(requests.allSatisfy { $0.headers["webhook-timestamp"] == "1700000000" })
        #expect(Set(requests.compactMap { $0.headers["webhook-id"] }).count == 2)
        #expect(Set(requests.compactMap { $0.headers["webhook-signature"] }).count == 2)
    }

    @Test func `a message is read whole`() async throws {
        let events = try await poll(ExchangeScript.relayPoll).events
        #expect(events[0].key == "ch:V03:m1")
        #expect(events[0].account == AccountKey(channel: ChannelName("ch"), user: "u1"))
        #expect(events[0].userName == "张三")
        #expect(events[1].mentionsBot && !events[0].mentionsBot)
        #expect(events[1].replyTo == "m1" && events[1].messageID == "m2")
    }

    @Test func `a chat named by whom it is with is direct`() async throws {
        let message = { (chat: String) in #"{"id":"1","chat":"\#(chat)","sender":{"id":"u1"},"text":"绑定"}"# }
        let list = ["direct:u1", "direct:u2", "u1"].map(message).joined(separator: ",")
        #expect(
            try await poll(#"{"messages":[\#(list)],"cursor":"n"}"#).events.map(\.isDirect) == [
                true, false, false,
            ])
    }

    @Test func `what cannot be read is kept, counted and holds up nothing`() async throws {
        let poll = try await poll(
            """
            {"messages":[7,{"id":"m1","chat":"V03","sender":"u1","text":"x"},
            {"id":"m2","chat":"V03","sender":{"id":"u2"},"text":"好","at":"yesterday","mentionsBot":"yes","kind":"new"},
            {"chat":"V03","text":"\\ud83d"},{"id":"m3","chat":"V03","sender":{"id":"u"},"sticker":1}],"cursor":12}
            """)
        #expect(poll.events.map(\.kind) == [.other, .other, .message, .other, .other])
        #expect(poll.skipped == 4)
        #expect(poll.cursor == "12")
        #expect(poll.events.map(\.raw)[0] == "7")
        #expect(poll.events[1].key == "ch:V03:m1")
        #expect(poll.events[2].text == "好" && poll.events[2].at == testMoment && !poll.events[2].mentionsBot)
        #expect(Set(poll.events.map(\.key)).count == 5)
    }

    @Test func `duplicates have one key and the server's order is kept`() async throws {
        let message = { (id: String) in #"{"id":"\#(id)","chat":"V","sender":{"id":"u"},"text":"t\#(id)"}"# }
        let list = ["2", "1", "2"].map(message).joined(separator: ",")
        let poll = try await poll(#"{"messages":[\#(list)],"cursor":"n"}"#)
        #expect(poll.events.map(\.key) == ["ch:V:2", "ch:V:1", "ch:V:2"])
    }

    @Test func `a cursor that is too old starts from now and tells of the gap`() async throws {
        let server = try ScriptedServer { request, _ in
            request.query["after"] == nil
                ? .json(#"{"messages":[],"cursor":"now"}"#) : .answer(status: 410, headers: [], body: "")
        }
        let poll = try await Platform.relay.channel(at: server.url).poll(after: "old", wait: .seconds(20))
        #expect(poll.hadGap && poll.cursor == "now")
        #expect(server.requests.last?.query["wait"] == "0")
    }

    @Test func `a batch that cannot be read is asked for one by one`() async throws {
        let server = try ScriptedServer { request, _ in
            request.query["limit"] == "1" ? .json(ExchangeScript.relayPoll) : .truncated("{")
        }
        let poll = try await Platform.relay.channel(at: server.url).poll(after: "c", wait: .zero)
        #expect(poll.events.count == 2)
    }

    @Test func `a JSON body counts whatever its content type`() async throws {
        let server = try ScriptedServer { _, _ in
            .answer(status: 200, headers: ["Content-Type: image/png"], body: ExchangeScript.relayPoll)
        }
        #expect(
            try await Platform.relay.channel(at: server.url).poll(after: "c", wait: .zero).events.count == 2)
    }

    @Test func `a post has the recorded shape and keeps its id over retries`() async throws {
        let server = try ScriptedServer { _, _ in .json(#"{"id":"m9"}"#) }
        let channel = try Platform.relay.channel(at: server.url)
        let message = OutboundMessage(
            idempotencyKey: "reply:17.张\n", chat: Platform.relay.chat, text: "@李四 收到",
            mentions: [
                Mention(user: "u2", name: "李四"), Mention(user: "u3", name: "王五"),
            ], replyTo: "m1",
            attachments: [Attachment(name: "a.txt", mimeType: "text/plain", bytes: Array("hi".utf8))])
        for _ in 0..<2 { _ = try await channel.post(message) }
        let requests = server.requests
        #expect(requests[0].body == requests[1].body)
        #expect(requests.allSatisfy { $0.headers["webhook-id"] == "reply:17%2E%E5%BC%A0%0A" })
        #expect(
            requests[0].text == """
                {"attachments":[{"base64":"aGk=","mimeType":"text/plain","name":"a.txt"}],"chat":"V03",\
                "id":"reply:17%2E%E5%BC%A0%0A","mentions":["u2","u3"],"replyTo":"m1","text":"@李四 收到"}
                """)
        #expect(requests[0].headers["content-type"] == "application/json")
    }
}
