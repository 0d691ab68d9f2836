import Channels
import Model

/// What can go wrong at a platform, and what a channel is to make of it.
enum Fault: String, CaseIterable {
    case serverError, badGateway, unavailable, throttledForSeconds, throttledUntilDate, errorInSuccess,
        silence
    case truncated, reset, malformed, empty, page, foreignVerdict, huge, unauthorised, redirect, chatGone,
        tooLong

    /// The last two only happen to posts.
    static let ofPolls = allCases.filter { $0 != .chatGone && $0 != .tooLong }

    /// Those that pass by themselves.
    static let passing: [Fault] = [
        .serverError, .badGateway, .unavailable, .throttledForSeconds, .throttledUntilDate, .silence,
        .truncated,
        .reset, .malformed, .empty, .page, .huge,
    ]

    /// What a server does; all that it says repeats the secret, the text and the name, as servers may.
    func reaction(_ platform: Platform) -> ScriptedServer.Reaction {
        let gossip = "\(platform.secret) syt_secret 机密 张三丰"
        return switch self {
        case .serverError: .json(native(platform, code: 500, gossip), status: 500)
        case .badGateway:
            .answer(status: 502, headers: ["Content-Type: text/html"], body: "<h1>\(gossip)</h1>")
        case .unavailable: .answer(status: 503, headers: ["Retry-After: 7"], body: gossip)
        case .throttledForSeconds:
            .json(native(platform, code: 429, gossip), status: 429, headers: ["Retry-After: 7"])
        case .throttledUntilDate:
            .answer(status: 429, headers: ["Retry-After: Tue, 14 Nov 2023 22:14:50 GMT"], body: "")
        case .errorInSuccess: .json(native(platform, code: 400, gossip))
        case .silence: .silence
        case .truncated: .truncated(#"{"ok":true,"errcode":0,"id":"m9","event_id":"$m9","#)
        case .reset: .reset
        case .malformed: .json(#"{"ok":true,"errcode":0,"id":"m9","event_id":"$m9""#)
        case .empty: .json("")
        case .page: .answer(status: 200, headers: ["Content-Type: text/html"], body: "<html>\(gossip)</html>")
        // Feishu's and Slack's ways to say that all went well.
        case .foreignVerdict: .json(#"{"code":0,"StatusCode":0,"status":"ok"}"#)
        // More than any limit.
        case .huge: .flood(64 << 20)
        case .unauthorised: unauthorised(platform, gossip)
        case .redirect:
            .answer(
                status: 302, headers: ["Location: http://127.0.0.1:1/\(platform.secret.prefix(6))"], body: "")
        case .chatGone: chatGone(platform, gossip)
        case .tooLong: tooLong(platform, gossip)
        }
    }

    /// The reason, the wait asked for and how far the request got.
    func expected(_ platform: Platform) -> (ChannelError.Reason, Duration?, ChannelError.Delivery) {
        switch self {
        case .serverError, .badGateway: (.platformDown, nil, .mayHaveReached)
        case .unavailable: (.platformDown, .seconds(7), .answered)
        case .throttledForSeconds: (.throttled, .seconds(7), .answered)
        case .throttledUntilDate: (.throttled, .seconds(90), .answered)
        case .errorInSuccess:
            // These two have a verdict in the body; the others' success lacks what it must hold.
            platform == .telegram || platform == .wecomWebhook
                ? (.refused, nil, .answered) : (.unreadableReply, nil, .mayHaveReached)
        case .silence, .reset: (.unreachable, nil, .mayHaveReached)
        case .truncated, .malformed, .empty, .page, .foreignVerdict, .huge:
            (.unreadableReply, nil, .mayHaveReached)
        case .unauthorised: (.badCredentials, nil, .answered)
        case .redirect: (.misconfigured, nil, .answered)
        case .chatGone: (platform == .wecomWebhook ? .badCredentials : .recipientGone, nil, .answered)
        case .tooLong: (.tooLong, nil, .answered)
        }
    }

    /// An error in the platform's own words.
    private func native(_ platform: Platform, code: Int, _ gossip: String) -> String {
        switch platform {
        case .relay: #"{"error":"\#(gossip)"}"#
        case .telegram: #"{"ok":false,"error_code":\#(code),"description":"\#(gossip)"}"#
        case .matrix:
            #"{"errcode":"\#(code == 429 ? "M_LIMIT_EXCEEDED" : "M_UNKNOWN")","error":"\#(gossip)"}"#
        case .wecomWebhook:
            #"{"errcode":\#(code == 429 ? 45009 : code == 500 ? -1 : 40058),"errmsg":"\#(gossip)"}"#
        }
    }

    private func unauthorised(_ platform: Platform, _ gossip: String) -> ScriptedServer.Reaction {
        switch platform {
        case .relay: .json(#"{"error":"\#(gossip)"}"#, status: 401)
        case .telegram:
            .json(#"{"ok":false,"error_code":401,"description":"Unauthorized \#(gossip)"}"#, status: 401)
        case .matrix: .json(#"{"errcode":"M_UNKNOWN_TOKEN","error":"\#(gossip)"}"#, status: 401)
        case .wecomWebhook: .json(#"{"errcode":93000,"errmsg":"invalid webhook url, hint: \#(gossip)"}"#)
        }
    }

    private func chatGone(_ platform: Platform, _ gossip: String) -> ScriptedServer.Reaction {
        switch platform {
        case .relay: .json(#"{"error":"\#(gossip)"}"#, status: 404)
        case .telegram:
            .json(
                #"{"ok":false,"error_code":403,"description":"Forbidden: bot was kicked \#(gossip)"}"#,
                status: 403)
        case .matrix: .json(#"{"errcode":"M_FORBIDDEN","error":"\#(gossip)"}"#, status: 403)
        case .wecomWebhook: .json(#"{"errcode":93000,"errmsg":"\#(gossip)"}"#)
        }
    }

    private func tooLong(_ platform: Platform, _ gossip: String) -> ScriptedServer.Reaction {
        switch platform {
        case .relay: .json("", status: 413)
        case .telegram:
            .json(
                #"{"ok":false,"error_code":400,"description":"Bad Request: message is too long"}"#,
                status: 400)
        case .matrix: .json(#"{"errcode":"M_TOO_LARGE","error":"event too large \#(gossip)"}"#, status: 413)
        case .wecomWebhook: .json(#"{"errcode":45002,"errmsg":"content size out of limit"}"#)
        }
    }
}
