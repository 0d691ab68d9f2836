/// A server's answer, complete; any status counts, 500 as well as 200.
public struct CurlResponse: Sendable {
    /// The versions of HTTP that an answer can have come by.
    public enum HTTPVersion: Sendable {
        case http1_0, http1_1, http2, http3
    }

    /// The HTTP status code.
    public var status: Int

    /// The header fields of the final answer (not those of redirects on the way), in their order.
    public var headers: [(name: String, value: String)]

    /// The body, decompressed.
    public var body: [UInt8]

    /// The version of HTTP that was spoken.
    public var httpVersion: HTTPVersion

    /// Creates an answer, as tests of code behind the client do.
    public init(
        status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
        httpVersion: HTTPVersion = .http1_1
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.httpVersion = httpVersion
    }

    /// The value of the first header field of that name, whatever the case of its letters.
    public func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }
}
