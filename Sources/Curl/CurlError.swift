/// Why a request has no complete answer, and whether it may be sent again without being doubled.
public struct CurlError: Error, Sendable, Equatable {
    /// What went wrong, as a closed list.
    public enum Reason: String, Sendable, CaseIterable {
        /// The host (or the proxy) has no address.
        case resolve
        /// No connection came about: refused, unreachable, or the proxy would not pass us on.
        case connect
        /// The TLS handshake failed; above all, the certificate is not to be trusted.
        case tls
        /// The connect or the total deadline passed.
        case timeout
        /// The connection ended before an answer began.
        case connectionLost
        /// An answer began, but it is cut off or is not HTTP.
        case brokenResponse
        /// The answer is longer than the request allows.
        case responseTooLarge
        /// The task that sent the request was cancelled.
        case cancelled
        /// The request itself cannot be sent: its URL, a header field or a combination of them is wrong.
        case badRequest
        /// The client was shut down.
        case shutDown
        /// Anything else; `code` and `detail` tell more.
        case other
    }

    /// How far the request can have got; a complete answer is a ``CurlResponse`` and never an error.
    public enum Delivery: String, Sendable {
        /// Nothing of the request was written to a connection: sending it again cannot double it.
        case neverReached
        /// The server may have read and obeyed the request.
        case mayHaveReached
    }

    /// What went wrong.
    public var reason: Reason

    /// How far the request can have got.
    public var delivery: Delivery

    /// The `CURLcode`, or 0 where libcurl was not asked.
    public var code: Int

    /// A line for the log: scheme, host and port at most, never path, query, credentials, headers or body.
    public var detail: String

    /// Creates an error.
    public init(reason: Reason, delivery: Delivery, code: Int = 0, detail: String = "") {
        self.reason = reason
        self.delivery = delivery
        self.code = code
        self.detail = detail
    }
}
