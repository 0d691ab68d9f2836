import CCurl

/// What a URL says about where a request goes, as libcurl itself reads it.
struct TransferTarget: Sendable, Equatable {
    /// The scheme, `http` or `https`.
    let scheme: String

    /// Scheme, host and port: what connections are counted by, and all that an error may show of a URL.
    let origin: String

    /// Whether the host is this machine, which no proxy should be asked for.
    let isLoopback: Bool

    /// Reads a URL; nil when it is not an absolute `http` or `https` URL.
    init?(_ url: String) {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        // Blanks and control characters would end the request line early; libcurl lets some of them pass.
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
            curl_url_set(handle, CURLUPART_URL, url, 0) == CURLUE_OK,
            let scheme = Self.part(CURLUPART_SCHEME, of: handle), ["http", "https"].contains(scheme),
            let host = Self.part(CURLUPART_HOST, of: handle)?.lowercased(),
            let port = Self.part(CURLUPART_PORT, of: handle, flags: UInt32(CURLU_DEFAULT_PORT))
        else { return nil }
        self.scheme = scheme
        let isDefault = port == (scheme == "https" ? "443" : "80")
        origin = "\(scheme)://\(host)" + (isDefault ? "" : ":\(port)")
        isLoopback = host == "localhost" || host == "[::1]" || host.hasPrefix("127.")
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer, flags: UInt32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
