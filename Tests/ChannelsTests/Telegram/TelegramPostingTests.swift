import Channels
import Foundation
import Model
import Testing

struct TelegramPostingTests {
    private func message(
        _ text: String, _ mentions: [Mention] = [], to chat: String = "-1001", replyTo: String? = nil
    ) -> OutboundMessage {
        OutboundMessage(
            idempotencyKey: "k", chat: ChatKey(channel: ChannelName("ch"), id: chat), text: text,
            mentions: mentions,
            replyTo: replyTo)
    }

    private func body(_ message: OutboundMessage) async throws -> String {
        let server = try ScriptedServer { request, _ in ExchangeScript.answer(request, on: .telegram) }
        _ = try await Platform.telegram.channel(at: server.url).post(message)
        let request = try #require(server.requests.first)
        #expect(request.method == "POST" && request.path == "/bot\(Platform.telegram.secret)/sendMessage")
        return request.text
    }

    @Test func `a post has the recorded shape`() async throws {
        #expect(
            try await body(message("收到 a/b", replyTo: "7")) == """
                {"chat_id":-1001,"reply_parameters":{"allow_sending_without_reply":true,"message_id":7},"text":"收到 a/b"}
                """)
        #expect(try await body(message("x", to: "@cun")) == #"{"chat_id":"@cun","text":"x"}"#)
    }

    @Test func `calls are entities counted in UTF-16 units`() async throws {
        let mentions = [
            Mention(user: "5", name: "张三"), Mention(user: "6", name: "张三丰"), Mention(user: "@x", name: "李四"),
        ]
        #expect(
            try await body(message("😀 @张三丰 @张三 @李四 到岗", mentions)) == """
                {"chat_id":-1001,"entities":[\
                {"length":4,"offset":3,"type":"text_mention","user":{"first_name":"张三丰","id":6,"is_bot":false}},\
                {"length":3,"offset":8,"type":"text_mention","user":{"first_name":"张三","id":5,"is_bot":false}}\
                ],"text":"😀 @张三丰 @张三 @李四 到岗"}
                """)
    }

    @Test func `two of one name are called one each`() async throws {
        let mentions = [Mention(user: "5", name: "张三"), Mention(user: "6", name: "张三")]
        let body = try await body(message("@张三 @张三", mentions))
        #expect(body.contains(#""offset":0,"type":"text_mention","user":{"first_name":"张三","id":5"#))
        #expect(body.contains(#""offset":4,"type":"text_mention","user":{"first_name":"张三","id":6"#))
    }

    @Test func `a post to a group that moved goes to its new id, and says so`() async throws {
        let server = try ScriptedServer { request, _ in
            request.text.contains("-100200")
                ? .json(#"{"ok":true,"result":{"message_id":3}}"#)
                : .json(
                    #"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded","parameters":{"migrate_to_chat_id":-100200}}"#,
                    status: 400)
        }
        let channel = try Platform.telegram.channel(at: server.url)
        let moved = PostReceipt(messageID: "3", movedTo: ChatKey(channel: ChannelName("ch"), id: "-100200"))
        #expect(try await channel.post(message("a", replyTo: "7")) == moved)
        #expect(try await channel.post(message("b")) == moved)
        #expect(server.requests.count == 3)
        #expect(server.requests[1].text == #"{"chat_id":-100200,"text":"a"}"#)
    }

    @Test(arguments: [
        (400, "Bad Request: chat not found", ChannelError.Reason.recipientGone),
        (400, "Bad Request: not enough rights to send text messages to the chat", .recipientGone),
        (400, "Bad Request: message text is empty", .refused),
        (403, "Forbidden: bot was blocked by the user", .recipientGone),
        (401, "Unauthorized", .badCredentials), (404, "Not Found", .badCredentials),
        (500, "Internal", .platformDown),
    ])
    func `a refusal is told apart`(code: Int, description: String, reason: ChannelError.Reason) async throws {
        let server = try ScriptedServer { _, _ in
            .json(#"{"ok":false,"error_code":\#(code),"description":"\#(description)"}"#, status: code)
        }
        let channel = try Platform.telegram.channel(at: server.url)
        let error = await #expect(throws: ChannelError.self) { try await channel.post(message("x")) }
        #expect(error?.reason == reason)
        #expect(error?.detail == "telegram sendMessage: \(code) error_code \(code)")
    }

    @Test func `the wait stands in the body or the header`() async throws {
        let server = try ScriptedServer { _, number in
            number == 0
                ? .json(#"{"ok":false,"error_code":429,"parameters":{"retry_after":3}}"#, status: 429)
                : .json(#"{"ok":false,"error_code":429}"#, status: 429, headers: ["Retry-After: 5"])
        }
        let channel = try Platform.telegram.channel(at: server.url)
        for seconds in [3, 5] {
            let error = await #expect(throws: ChannelError.self) { try await channel.post(message("x")) }
            #expect(error?.retryAfter == .seconds(seconds))
        }
    }
}
