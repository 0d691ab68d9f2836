/// An HTTP answer, and whether it is to arrive whole.
package struct SimReply: Sendable {
    /// How the answer travels; everything but `whole` and `events` is a fault.
    package enum Conduct: Sendable {
        case whole
        /// The head promises the whole body, half of it is sent, and the connection closes.
        case truncated
        /// The connection is reset before a byte of the answer.
        case reset
        /// Nothing is sent for so many real seconds; then the connection closes.
        case silent(seconds: Double)
        /// A stream of server-sent events from the position, for the page.
        case events(after: Int)
    }

    /// The HTTP status.
    package var status: Int
    /// The headers; the server adds length and date.
    package var headers: [(name: String, value: String)]
    /// The body.
    package var body: [UInt8]
    /// How it travels.
    package var conduct = Conduct.whole

    /// An answer of those parts.
    package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A JSON answer.
    package static func json(
        _ value: SimJSON, status: Int = 200, headers: [(name: String, value: String)] = []
    ) -> SimReply {
        SimReply(
            status: status, headers: [("Content-Type", "application/json; charset=utf-8")] + headers,
            body: value.bytes)
    }

    /// A JSON answer `{"error": …}` that says what was wrong with the request.
    package static func wrong(_ what: String, status: Int = 400) -> SimReply {
        .json(["error": .string(what)], status: status)
    }
}
