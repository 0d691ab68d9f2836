import Channels
import Foundation
import Model
import Testing

struct WeComWebhookChannelTests {
    private func post(_ message: OutboundMessage) async throws -> ScriptedServer.Request {
        let server = try ScriptedServer { _, _ in .json(#"{"errcode":0,"errmsg":"ok"}"#) }
        _ = try await Platform.wecomWebhook.channel(at: server.url).post(message)
        return try #require(server.requests.first)
    }

    private func message(_ text: String, _ format: TextFormat, _ mentions: [Mention] = []) -> OutboundMessage
    {
        OutboundMessage(
            idempotencyKey: "k", chat: Platform.wecomWebhook.chat, text: text, format: format,
            mentions: mentions)
    }

    @Test func `a text has the recorded shape, with its calls in a list`() async throws {
        let mentions = [Mention(user: "lisi", name: "李四"), Mention(user: "zhang", name: "张三")]
        let request = try await post(message("@李四 请到岗", .plain, mentions))
        #expect(request.method == "POST" && request.path == "/cgi-bin/webhook/send")
        #expect(request.query == ["key": Platform.wecomWebhook.secret])
        #expect(request.headers["content-type"] == "application/json")
        #expect(
            request.text
                == #"{"msgtype":"text","text":{"content":"@李四 请到岗","mentioned_list":["lisi","zhang"]}}"#)
    }

    @Test func `a text without calls has no list`() async throws {
        let request = try await post(message("收到", .plain))
        #expect(request.text == #"{"msgtype":"text","text":{"content":"收到"}}"#)
    }

    @Test func `markdown has the recorded shape, with its calls in the text`() async throws {
        let request = try await post(
            message("**通知** @李四 <@all>", .markdown, [Mention(user: "lisi", name: "李四")]))
        #expect(request.text == #"{"markdown":{"content":"**通知** <@lisi> (@⁠all>"},"msgtype":"markdown"}"#)
    }

    @Test func `what somebody types calls nobody`() async throws {
        let request = try await post(message("原文：<@all> 到", .plain))
        #expect(request.text == #"{"msgtype":"text","text":{"content":"原文：(@⁠all> 到"}}"#)
    }

    @Test(arguments: [
        (45009, 200, ChannelError.Reason.throttled), (93000, 200, .badCredentials), (-1, 200, .platformDown),
        (40058, 200, .refused), (44004, 200, .refused), (45002, 400, .tooLong), (45009, 500, .throttled),
    ])
    func `the verdict is in the body, whatever the status`(
        code: Int, status: Int, reason: ChannelError.Reason
    ) async throws {
        let server = try ScriptedServer { _, _ in
            .json(#"{"errcode":\#(code),"errmsg":"no"}"#, status: status)
        }
        let channel = try Platform.wecomWebhook.channel(at: server.url)
        let error = await #expect(throws: ChannelError.self) { try await channel.post(message("x", .plain)) }
        #expect(error?.reason == reason)
        #expect(error?.retryAfter == (reason == .throttled ? .seconds(60) : nil))
    }

    @Test(arguments: [#"{}"#, #"{"errmsg":"ok"}"#, #"{"code":0}"#, #"{"errcode":"0"}"#, "ok"])
    func `an answer without a code is no success`(body: String) async throws {
        let server = try ScriptedServer { _, _ in .json(body) }
        let channel = try Platform.wecomWebhook.channel(at: server.url)
        let error = await #expect(throws: ChannelError.self) { try await channel.post(message("x", .plain)) }
        #expect(error?.reason == .unreadableReply)
        #expect(error?.delivery == .mayHaveReached)
    }

    @Test func `it cannot be read, posts 18 a minute and doubles what is repeated`() async throws {
        let channel = try Platform.wecomWebhook.channel(at: "http://127.0.0.1:1")
        #expect(!channel.traits.canPoll && !channel.traits.isIdempotent)
        #expect(channel.traits.limits.total == RateLimit(18, perSeconds: 60))
        let error = await #expect(throws: ChannelError.self) {
            try await channel.poll(after: nil, wait: .zero)
        }
        #expect(error?.reason == .unsupported)
        try await channel.open()
    }
}
