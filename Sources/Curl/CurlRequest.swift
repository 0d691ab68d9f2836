/// One HTTP request, whole in memory.
public struct CurlRequest: Sendable {
    /// The methods that the client speaks; a closed list, so that none can smuggle text into the request line.
    public enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// The method of the request line.
    public var method: Method

    /// An absolute `http` or `https` URL, already percent-encoded.
    public var url: String

    /// Header fields, sent in this order.
    ///
    /// `Content-Length` and `Transfer-Encoding` are refused: they follow from the body.
    public var headers: [(name: String, value: String)] = []

    /// The bytes to upload, or nil for a request without a body.
    public var body: [UInt8]?

    /// Parts of a `multipart/form-data` body, which excludes ``body``; the Content-Type is then set by the client.
    public var multipart: [CurlPart] = []

    /// How long name resolution, connecting and the TLS handshake may take together.
    public var connectTimeout: Duration = .seconds(10)

    /// How long all may take from the call of `send` on, waiting for a free connection included.
    public var timeout: Duration = .seconds(30)

    /// The most bytes of body to accept, counted after decompression, so that a small answer cannot unpack
    /// into a huge one.
    public var maxResponseBytes: Int = 4 << 20

    /// Whether up to five redirects are followed, never from `https` to `http`.
    ///
    /// Off by default: a redirected webhook would hand its message to a place that nobody configured.
    public var followRedirects = false

    /// Creates a request without headers or a body and with the default limits.
    public init(_ method: Method, _ url: String) {
        self.method = method
        self.url = url
    }
}
