/// What a Matrix server says when it does not do what it was asked: the HTTP status and `errcode`.
struct MatrixVerdict {
    let error: ChannelError
    /// Whether the token is not known any more, so that a new login may help.
    let wantsLogin: Bool

    init(_ reply: Reply, isLogin: Bool = false) {
        guard let code = reply.json?["errcode"]?.string else {
            error = reply.statusFailure
            wantsLogin = false
            return
        }
        wantsLogin = !isLogin && (code == "M_UNKNOWN_TOKEN" || code == "M_MISSING_TOKEN")
        // Codes beside Matrix's own are `ORG.EXAMPLE.CODE`; text of a server's own making is not repeated.
        let isCode =
            code.utf8.count <= 64 && code.utf8.allSatisfy { "_.".utf8.contains($0) || (65...90).contains($0) }
        let label = isCode ? code : nil
        let field = reply.json?["retry_after_ms"]?.number.flatMap { WireTime.wait(seconds: $0 / 1000) }
        let reason: ChannelError.Reason? =
            switch code {
            case "M_LIMIT_EXCEEDED": .throttled
            case "M_TOO_LARGE": .tooLong
            case "M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED", "M_USER_LOCKED": .badCredentials
            case "M_FORBIDDEN": isLogin ? .badCredentials : .recipientGone
            case "M_NOT_FOUND", "M_UNKNOWN_ROOM", "M_GUEST_ACCESS_FORBIDDEN": .recipientGone
            case "M_UNRECOGNIZED": .misconfigured
            default: nil
            }
        guard let reason else {
            var failure = reply.statusFailure
            failure.detail += label.map { " " + $0 } ?? ""
            error = failure
            return
        }
        // The header is the newer of the two ways to say how long to wait.
        error = reply.failure(reason, retryAfter: reply.retryAfter ?? field, code: label)
    }
}
