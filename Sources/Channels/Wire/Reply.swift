import Curl
import Foundation

/// A platform's answer, with its body read as JSON where it is that.
struct Reply: Sendable {
    let status: Int
    /// The body; nil when it is no JSON, whatever its content type claims.
    let json: JSON?
    /// What the `Retry-After` header asks for.
    let retryAfter: Duration?
    /// Names the request in errors.
    let operation: String
    private let body: [UInt8]

    init(_ response: CurlResponse, operation: String, now: Date) {
        status = response.status
        body = response.body
        json = JSONReader.read(response.body)
        retryAfter = response.header("Retry-After").flatMap { WireTime.retryAfter($0, now: now) }
        self.operation = operation
    }

    /// Whether the HTTP status says success, which some platforms' verdicts contradict.
    var isSuccess: Bool { (200..<300).contains(status) }

    /// The text of a value as it came.
    func text(of value: JSON) -> String { String(decoding: body[value.range], as: UTF8.self) }

    /// An error that this reply amounts to; `code` is the platform's own, if its form shows that it is no text.
    func failure(
        _ reason: ChannelError.Reason, retryAfter: Duration? = nil,
        delivery: ChannelError.Delivery = .answered,
        code: String? = nil
    ) -> ChannelError {
        let detail = [operation + ":", String(status), code].compactMap { $0 }.joined(separator: " ")
        return ChannelError(
            reason, retryAfter: retryAfter ?? self.retryAfter, delivery: delivery, detail: detail)
    }

    /// What the status alone tells, for answers that hold no verdict of the platform: a proxy's, above all.
    var statusFailure: ChannelError {
        switch status {
        case 200..<300: failure(.unreadableReply, delivery: .mayHaveReached)
        case 300..<400: failure(.misconfigured, code: "redirects are not followed")
        case 401, 403: failure(.badCredentials)
        case 404, 405: failure(.misconfigured, code: "nothing of the kind at this URL")
        case 408, 425: failure(.platformDown)
        case 410: failure(.recipientGone)
        case 413: failure(.tooLong)
        case 429: failure(.throttled)
        // 503 says that the request was not taken; other server errors may have come after the deed.
        case 503: failure(.platformDown)
        case 500...: failure(.platformDown, delivery: .mayHaveReached)
        default: failure(.refused)
        }
    }

    /// The error of a successful answer that lacks what it must hold.
    var unreadable: ChannelError { failure(.unreadableReply, delivery: .mayHaveReached) }
}
