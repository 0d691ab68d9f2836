import CCurl

/// Sets the options of an easy handle and remembers the first failure, so that none is performed half set up.
struct TransferOptions {
    private let handle: UnsafeMutableRawPointer
    /// `CURLE_OK`, or the first failure.
    private(set) var code = CURLE_OK

    init(_ handle: UnsafeMutableRawPointer) {
        self.handle = handle
    }

    /// What holds for all requests of a client.
    mutating func setCommon(_ configuration: CurlConfiguration) {
        set(CURLOPT_NOSIGNAL, 1)
        // Without it, giving up on a transfer whose name is being resolved blocks all until the resolver answers.
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        // All encodings that this libcurl can unpack.
        set(CURLOPT_ACCEPT_ENCODING, "")
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // Seconds a connection may idle: below the minute after which most servers hang up, perhaps just as a
        // request is on its way.
        set(CURLOPT_MAXAGE_CONN, 50)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        if let file = configuration.extraCAFile {
            // The file takes the place of the system's bundle; the system's folder of the same certificates stays.
            set(CURLOPT_CAINFO, file)
            set(CURLOPT_CAPATH, "/etc/ssl/certs")
        } else {
            // With the bundle alone, libcurl reads it once a day and not once a connection.
            set(CURLOPT_CAPATH, nil)
        }
    }

    /// What the request asks for.
    mutating func setRequest(_ request: PreparedRequest, headerList: UnsafeMutablePointer<curl_slist>?) {
        set(CURLOPT_URL, request.url)
        set(CURLOPT_USERAGENT, request.userAgent)
        keep(ccurl_set_pointer(handle, CURLOPT_HTTPHEADER, headerList))
        // 0 would mean libcurl's own five minutes.
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, request.connectTimeout.milliseconds))
        // A request to this machine asks no proxy, whatever the environment says, as browsers have it.
        if request.target.isLoopback { set(CURLOPT_PROXY, "") }
        if request.followRedirects {
            set(CURLOPT_FOLLOWLOCATION, 1)
            set(CURLOPT_MAXREDIRS, 5)
            set(CURLOPT_REDIR_PROTOCOLS_STR, request.target.scheme == "https" ? "https" : "http,https")
        }
        setMethod(request)
    }

    /// Where libcurl finds the transfer.
    mutating func setCallbacks(context: UnsafeMutableRawPointer, errorText: UnsafeMutablePointer<CChar>) {
        keep(ccurl_set_pointer(handle, CURLOPT_PRIVATE, context))
        keep(ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText))
        keep(ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context))
        keep(ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context))
        keep(ccurl_set_pointer(handle, CURLOPT_READDATA, context))
        keep(ccurl_set_pointer(handle, CURLOPT_SEEKDATA, context))
        keep(
            ccurl_set_transfer_callback(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
                guard let transfer = Self.transfer(context) else { return 0 }
                let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return transfer.receive(headerLine: line) ? size * count : 0
            })
        keep(
            ccurl_set_transfer_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
                guard let transfer = Self.transfer(context) else { return 0 }
                let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
                // Anything but the size ends the transfer, and so would an empty piece if it were refused.
                return transfer.receive(body: piece) ? size * count : size * count + 1
            })
        keep(
            ccurl_set_transfer_callback(handle, CURLOPT_READFUNCTION) { bytes, size, count, context in
                guard let transfer = Self.transfer(context) else { return Int(CURL_READFUNC_ABORT) }
                return transfer.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
            })
        keep(
            ccurl_set_seek_callback(handle) { context, offset, origin in
                guard origin == SEEK_SET, let transfer = TransferOptions.transfer(context),
                    transfer.rewind(to: Int(offset))
                else { return CURL_SEEKFUNC_FAIL }
                return CURL_SEEKFUNC_OK
            })
    }

    private mutating func setMethod(_ request: PreparedRequest) {
        let size = curl_off_t(request.body?.count ?? 0)
        switch request.method {
        case .post:
            // Through the read callback and not CURLOPT_POSTFIELDS, which libcurl may send twice unasked.
            set(CURLOPT_POST, 1)
            keep(ccurl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, size))
            // Without a body there is no callback to ask; a new connection is never tried twice.
            if size == 0 { set(CURLOPT_FRESH_CONNECT, 1) }
        case .head:
            set(CURLOPT_NOBODY, 1)
        case .get, .put, .patch, .delete:
            if request.body != nil || request.method == .put {
                set(CURLOPT_UPLOAD, 1)
                keep(ccurl_set_size(handle, CURLOPT_INFILESIZE_LARGE, size))
            }
            if request.method != .get || request.body != nil {
                set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
            }
        }
    }

    private static func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private mutating func set(_ option: CURLoption, _ value: Int) {
        keep(ccurl_set_long(handle, option, value))
    }

    private mutating func set(_ option: CURLoption, _ value: String?) {
        keep(ccurl_set_string(handle, option, value))
    }

    private mutating func keep(_ result: CURLcode) {
        if code == CURLE_OK { code = result }
    }
}
