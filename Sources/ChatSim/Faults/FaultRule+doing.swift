import Foundation

extension FaultRule.Kind {
    /// What comes back instead, for faults that keep the operation from being done at all.
    func reply(instead operation: String, wallNow: Date) -> SimReply? {
        switch self {
        case .status(let status): return .wrong("out of order", status: status)
        case .tooMany(let seconds, let asDate):
            let value =
                asDate ? Moments.httpDate(wallNow.addingTimeInterval(Double(seconds))) : String(seconds)
            return .json(
                Self.tooManyBody(operation, seconds: seconds), status: 429, headers: [("Retry-After", value)])
        case .error(let code): return .json(Self.errorBody(operation, code: code))
        case .hang(let seconds): return Self.quiet(.silent(seconds: seconds))
        case .reset: return Self.quiet(.reset)
        case .migrate(let chat):
            return .json(
                [
                    "ok": false, "error_code": 400,
                    "description": "Bad Request: group chat was upgraded to a supergroup chat",
                    "parameters": ["migrate_to_chat_id": .integer(chat)],
                ], status: 400)
        default: return nil
        }
    }

    /// The answer as it arrives, for faults that befall it on its way back.
    func spoil(_ reply: SimReply) -> SimReply {
        var reply = reply
        switch self {
        case .late(let seconds): reply.conduct = .silent(seconds: seconds)
        case .lost: reply.conduct = .reset
        case .truncated: reply.conduct = .truncated
        case .huge(let bytes):
            // Spaces before the value are JSON all the same: only the size is wrong.
            reply.body = [UInt8](repeating: 0x20, count: bytes) + reply.body
        case .malformed: reply.body = Array(reply.body.dropLast(max(1, reply.body.count / 3)))
        case .html:
            reply.headers = [("Content-Type", "text/html; charset=utf-8")]
            reply.body = Array("<html><body><h1>Please log in to this network</h1></body></html>".utf8)
        default: break
        }
        return reply
    }

    private static func quiet(_ conduct: SimReply.Conduct) -> SimReply {
        var reply = SimReply(status: 200)
        reply.conduct = conduct
        return reply
    }

    private static func tooManyBody(_ operation: String, seconds: Int) -> SimJSON {
        guard operation.hasPrefix("telegram.") else { return ["error": "too many requests"] }
        return [
            "ok": false, "error_code": 429,
            "description": .string("Too Many Requests: retry after \(seconds)"),
            "parameters": ["retry_after": .whole(seconds)],
        ]
    }

    private static func errorBody(_ operation: String, code: Int) -> SimJSON {
        if operation.hasPrefix("telegram.") {
            return [
                "ok": false, "error_code": .whole(code == -1 ? 500 : code),
                "description": "Internal Server Error",
            ]
        }
        if operation.hasPrefix("wecom.") {
            return ["errcode": .whole(code), "errmsg": .string(code == -1 ? "system busy" : "refused")]
        }
        return ["error": .string("out of order (\(code))")]
    }
}
