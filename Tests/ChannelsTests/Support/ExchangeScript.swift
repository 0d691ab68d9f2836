import Foundation
import Model

/// What a healthy server of each platform answers, as far as the tests go.
enum ExchangeScript {
    /// What a request is about.
    enum Kind { case poll, post, other }

    static func kind(_ request: ScriptedServer.Request, on platform: Platform) -> Kind {
        switch platform {
        case .relay: request.method == "GET" ? .poll : .post
        case .telegram:
            request.path.hasSuffix("/getUpdates")
                ? .poll : request.path.hasSuffix("/sendMessage") ? .post : .other
        case .matrix: request.path.hasSuffix("/sync") ? .poll : request.method == "PUT" ? .post : .other
        case .wecomWebhook: .post
        }
    }

    /// A poll with two messages and the cursor `next`, or a post's receipt `m9`, or whatever else is asked for.
    static func answer(_ request: ScriptedServer.Request, on platform: Platform) -> ScriptedServer.Reaction {
        switch (kind(request, on: platform), platform) {
        case (.poll, .relay): .json(relayPoll)
        case (.poll, .telegram): .json(telegramPoll)
        case (.poll, .matrix): .json(matrixPoll)
        case (.post, .relay): .json(#"{"id":"m9"}"#)
        case (.post, .telegram): .json(#"{"ok":true,"result":{"message_id":9}}"#)
        case (.post, .matrix): .json(#"{"event_id":"$m9"}"#)
        case (.post, .wecomWebhook): .json(#"{"errcode":0,"errmsg":"ok"}"#)
        default: other(request)
        }
    }

    /// The cursor after the two messages.
    static func nextCursor(_ platform: Platform) -> String { platform == .telegram ? "12" : "next" }
    /// A cursor from before the two messages.
    static func cursor(_ platform: Platform) -> String { platform == .telegram ? "10" : "before" }

    private static func other(_ request: ScriptedServer.Request) -> ScriptedServer.Reaction {
        if request.path.hasSuffix("/getMe") {
            return .json(#"{"ok":true,"result":{"id":42,"is_bot":true,"username":"lianfang_bot"}}"#)
        }
        if request.path.hasSuffix("/login") {
            return .json(
                #"{"user_id":"@lianfang:localhost","access_token":"syt_secret","device_id":"LIANFANG-ch"}"#)
        }
        if request.path.hasSuffix("/joined_rooms") {
            return .json(#"{"joined_rooms":["!village:localhost"]}"#)
        }
        return .json(#"{"errcode":"M_UNRECOGNIZED"}"#, status: 404)
    }

    static let relayPoll = """
        {"messages":[
        {"id":"m1","chat":"V03","sender":{"id":"u1","name":"张三"},"text":"第一条","at":"2023-11-15T06:13:00+08:00","mentionsBot":false},
        {"id":"m2","chat":"V03","sender":{"id":"u2","name":"李四"},"text":"第二条","at":"2023-11-15T06:13:10+08:00","mentionsBot":true,"replyTo":"m1"}
        ],"cursor":"next"}
        """
    static let telegramPoll = """
        {"ok":true,"result":[
        {"update_id":10,"message":{"message_id":1,"date":1699999980,"chat":{"id":-1001,"type":"supergroup"},"from":{"id":5,"is_bot":false,"first_name":"张三"},"text":"第一条"}},
        {"update_id":11,"message":{"message_id":2,"date":1699999990,"chat":{"id":-1001,"type":"supergroup"},"from":{"id":6,"is_bot":false,"first_name":"李四"},"text":"第二条"}}
        ]}
        """
    static let matrixPoll = """
        {"next_batch":"next","rooms":{"join":{"!village:localhost":{"timeline":{"limited":false,"prev_batch":"p","events":[
        {"event_id":"$1","type":"m.room.message","sender":"@a:localhost","origin_server_ts":1699999980000,"content":{"msgtype":"m.text","body":"第一条"}},
        {"event_id":"$2","type":"m.room.message","sender":"@b:localhost","origin_server_ts":1699999990000,"content":{"msgtype":"m.text","body":"第二条"}}
        ]}}}}}
        """
}
