import Channels
import Foundation
import Model
import Testing

struct MatrixPostingTests {
    private func request(_ message: OutboundMessage) async throws -> ScriptedServer.Request {
        let matrix = try MatrixServer()
        _ = try await matrix.channel().post(message)
        return try #require(matrix.server.requests.last)
    }

    private func message(_ text: String, _ mentions: [Mention] = [], replyTo: String? = nil)
        -> OutboundMessage
    {
        OutboundMessage(
            idempotencyKey: "reply:17/2", chat: Platform.matrix.chat, text: text, mentions: mentions,
            replyTo: replyTo)
    }

    @Test func `a post is a notice under the key of its outbox row`() async throws {
        let request = try await request(message("收到 R12", replyTo: "$1"))
        #expect(request.method == "PUT")
        #expect(
            request.path
                == "/_matrix/client/v3/rooms/%21village%3Alocalhost/send/m.room.message/reply%3A17%2F2")
        #expect(
            request.text == """
                {"body":"收到 R12","m.mentions":{},"m.relates_to":{"m.in_reply_to":{"event_id":"$1"}},"msgtype":"m.notice"}
                """)
    }

    @Test func `calls are pills and mentions, and all else is no markup`() async throws {
        let mentions = [
            Mention(user: "@a\"b:localhost", name: "张<三>"), Mention(user: "@c:localhost", name: "李四"),
        ]
        let request = try await request(message("@张<三> <b>@room</b>\n\"到\" & 岗", mentions))
        #expect(
            request.text == #"""
                {"body":"@张<三> <b>@⁠room</b>\n\"到\" & 岗","format":"org.matrix.custom.html","formatted_body":\#
                "<a href=\"https://matrix.to/#/@a%22b:localhost\">@张&lt;三&gt;</a> &lt;b&gt;@⁠room&lt;/b&gt;<br/>\#
                &quot;到&quot; &amp; 岗","m.mentions":{"user_ids":["@a\"b:localhost","@c:localhost"]},"msgtype":"m.notice"}
                """#)
    }

    @Test func `the longest part with a call is still within what an event may have`() async throws {
        let channel = try Platform.matrix.channel(at: "http://127.0.0.1:1")
        let part = try #require(channel.split("@李四 " + String(repeating: "\"", count: 20_000)).first)
        let request = try await request(message(part, [Mention(user: "@c:localhost", name: "李四")]))
        #expect(request.body.count < 65_000)
    }

    @Test func `the wait stands in the header, else in the body`() async throws {
        let trouble = Trouble()
        let matrix = try MatrixServer { request in
            guard request.method == "PUT" else { return nil }
            let body = #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1789}"#
            return .json(body, status: 429, headers: trouble.isOn ? ["Retry-After: 2"] : [])
        }
        let channel = try matrix.channel()
        let first = await #expect(throws: ChannelError.self) { try await channel.post(message("x")) }
        #expect(first?.reason == .throttled && first?.retryAfter == .seconds(2))
        trouble.end()
        let second = await #expect(throws: ChannelError.self) { try await channel.post(message("x")) }
        #expect(second?.retryAfter == .milliseconds(1789))
    }

    @Test(arguments: [
        (403, "M_FORBIDDEN", ChannelError.Reason.recipientGone, "403 M_FORBIDDEN"),
        (413, "M_TOO_LARGE", .tooLong, "413 M_TOO_LARGE"),
        (400, "M_BAD_JSON", .refused, "400 M_BAD_JSON"),
        (404, "M_UNRECOGNIZED", .misconfigured, "404 M_UNRECOGNIZED"),
        (500, "M_UNKNOWN", .platformDown, "500 M_UNKNOWN"), (400, "机密 text", .refused, "400"),
    ])
    func `a refusal is told apart by its code`(
        status: Int, code: String, reason: ChannelError.Reason, told: String
    ) async throws {
        let matrix = try MatrixServer { request in
            request.method == "PUT" ? .json(#"{"errcode":"\#(code)","error":"机密"}"#, status: status) : nil
        }
        let error = await #expect(throws: ChannelError.self) { try await matrix.channel().post(message("x")) }
        #expect(error?.reason == reason)
        #expect(error?.detail == "matrix send: " + told)
    }
}
