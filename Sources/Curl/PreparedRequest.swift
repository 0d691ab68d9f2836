/// A request that was found fit to send, in the form that libcurl takes it.
struct PreparedRequest: Sendable {
    let method: CurlRequest.Method
    let url: String
    let target: TransferTarget
    /// Lines for `CURLOPT_HTTPHEADER`.
    let headerLines: [String]
    let userAgent: String
    let body: [UInt8]?
    let connectTimeout: Duration
    let timeout: Duration
    let maxResponseBytes: Int
    let followRedirects: Bool

    /// Checks a request; throws ``CurlError/Reason/badRequest``, naming what is wrong but never its value.
    init(_ request: CurlRequest, userAgent: String) throws(CurlError) {
        guard let target = TransferTarget(request.url) else {
            throw Self.refusal("not an absolute http or https URL")
        }
        guard Self.isFieldValue(userAgent) else { throw Self.refusal("line break in the user agent") }
        var lines: [String] = []
        for (name, value) in request.headers {
            lines.append(try Self.line(name, value))
        }
        var body = request.body
        var namesType = request.headers.contains { $0.name.lowercased() == "content-type" }
        if !request.multipart.isEmpty {
            guard body == nil else { throw Self.refusal("both a body and multipart parts") }
            guard !namesType else { throw Self.refusal("a Content-Type beside multipart parts") }
            let encoded = try MultipartBody(request.multipart)
            lines.append("Content-Type: \(encoded.contentType)")
            body = encoded.bytes
            namesType = true
        }
        // A name without a value takes libcurl's own field away: no made-up type, and no second of waiting for
        // a "100 Continue" that most of these servers never send.
        if !namesType { lines.append("Content-Type:") }
        lines.append("Expect:")
        self.target = target
        self.body = body
        self.userAgent = userAgent
        headerLines = lines
        method = request.method
        url = request.url
        // Longer ones could overflow the clock and libcurl's counters.
        connectTimeout = min(request.connectTimeout, .seconds(86_400))
        timeout = min(request.timeout, .seconds(86_400))
        maxResponseBytes = request.maxResponseBytes
        followRedirects = request.followRedirects
    }

    private static func line(_ name: String, _ value: String) throws(CurlError) -> String {
        guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte) else { throw refusal("malformed header name") }
        guard isFieldValue(value) else { throw refusal("line break in the value of header \(name)") }
        guard !["content-length", "transfer-encoding", "expect"].contains(name.lowercased()) else {
            throw refusal("header \(name) follows from the body")
        }
        // The semicolon is libcurl's way to send a field that is empty.
        return value.allSatisfy(\.isWhitespace) ? "\(name);" : "\(name): \(value)"
    }

    /// Whether text may stand in a header line: nothing in it can end the line.
    static func isFieldValue(_ text: String) -> Bool {
        !text.utf8.contains { $0 == 0x0D || $0 == 0x0A || $0 == 0 }
    }

    /// The `tchar` of RFC 9110, section 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    static func refusal(_ detail: String) -> CurlError {
        CurlError(reason: .badRequest, delivery: .neverReached, detail: detail)
    }
}
