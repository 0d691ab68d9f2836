import CCurl

/// One request under way: what libcurl's callbacks read from and write to.
///
/// Lives on the transfer thread alone. libcurl holds a bare pointer to it from ``begin(on:_:)`` to
/// ``end(removingFrom:)``, during which the loop's table keeps it alive.
final class Transfer {
    let id: UInt64
    let request: PreparedRequest
    let continuation: CheckedContinuation<Submission.Outcome, Never>
    let deadline: ContinuousClock.Instant

    /// Whether it holds a place in its lane, to be given back at the end.
    var isAdmitted = false

    /// The easy handle while it runs, nil while it waits.
    private(set) var handle: UnsafeMutableRawPointer?
    private var headerList: UnsafeMutablePointer<curl_slist>?
    /// Where libcurl says more than an error number.
    private var errorText: UnsafeMutablePointer<CChar>?

    private var bytesSent = 0
    /// The final answer's so far; status 0 until an answer begins.
    private var status = 0
    private var headers: [(name: String, value: String)] = []
    private var headerBytes = 0
    private var body: [UInt8] = []
    private(set) var isTooLarge = false

    var origin: String { request.target.origin }

    init(_ submission: Submission) {
        id = submission.id
        request = submission.request
        continuation = submission.continuation
        deadline = submission.deadline
    }

    /// Sets the handle up for the request; anything but `CURLE_OK` means that it must not be performed.
    func begin(on handle: UnsafeMutableRawPointer, _ configuration: CurlConfiguration) -> CURLcode {
        self.handle = handle
        let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        self.errorText = errorText
        for line in request.headerLines {
            guard let longer = curl_slist_append(headerList, line) else { return CURLE_OUT_OF_MEMORY }
            headerList = longer
        }
        var options = TransferOptions(handle)
        options.setCommon(configuration)
        options.setRequest(request, headerList: headerList)
        options.setCallbacks(context: Unmanaged.passUnretained(self).toOpaque(), errorText: errorText)
        return options.code
    }

    /// Takes the transfer away from libcurl and returns its handle, reset for the next one.
    func end(removingFrom multi: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        defer {
            curl_slist_free_all(headerList)
            headerList = nil
            errorText?.deallocate()
            errorText = nil
            handle = nil
        }
        guard let handle else { return nil }
        curl_multi_remove_handle(multi, handle)
        curl_easy_reset(handle)
        return handle
    }

    /// The answer, or the error, of a transfer that libcurl is done with.
    func outcome(_ code: CURLcode) -> Submission.Outcome {
        guard code == CURLE_OK, status != 0 else {
            return .failure(CurlError(code, of: figures, origin: origin))
        }
        let version = figures.httpVersion
        return .success(CurlResponse(status: status, headers: headers, body: body, httpVersion: version))
    }

    /// The error of a transfer that is ended from outside, before libcurl is done with it.
    func interrupted(_ reason: CurlError.Reason) -> CurlError {
        let code = reason == .timeout ? CURLE_OPERATION_TIMEDOUT : CURLE_OK
        let detail = reason == .timeout ? "\(origin): no complete answer within \(request.timeout)" : origin
        return CurlError(reason: reason, delivery: figures.delivery, code: Int(code.rawValue), detail: detail)
    }

    private var figures: TransferFigures {
        TransferFigures(
            handle, answerBegan: status != 0, isTooLarge: isTooLarge,
            text: errorText.map { String(cString: $0) } ?? "")
    }
}

// What libcurl calls while it performs.
extension Transfer {
    /// A line of an answer's head; returns whether to go on.
    func receive(headerLine line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        // Far above what servers send (their own limits are 8 to 64 KiB), far below what would hurt.
        guard headerBytes <= 256 << 10 else {
            isTooLarge = true
            return false
        }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            // Each answer on the way starts anew: 1xx, redirects, then the one that counts.
            headers = []
            let code = text.split(separator: " ").dropFirst().first.flatMap { Int($0.prefix(3)) } ?? 0
            status = code < 200 ? 0 : code
        } else if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
            // A continued field, which HTTP has given up; nothing of ours reads such a one.
        } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
            headers.append((String(text[..<colon]), Self.trimmed(text[text.utf8.index(after: colon)...])))
        }
        return true
    }

    /// A piece of the body, unpacked; returns whether to go on.
    func receive(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= request.maxResponseBytes - body.count else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    /// Copies the next piece of the upload; returns its size, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let upload = request.body else { return 0 }
        let count = min(buffer.count, upload.count - bytesSent)
        buffer.copyBytes(from: upload[bytesSent..<bytesSent + count])
        bytesSent += count
        return count
    }

    /// Goes back in the upload, if that is right; returns whether it was.
    ///
    /// libcurl asks for it in two cases. After a redirect that keeps the method, the first server has answered
    /// and is done. After a kept-alive connection broke without an answer, libcurl would send the request again
    /// on its own, but the server may have obeyed it already; whether to risk that is for the caller to say.
    func rewind(to offset: Int) -> Bool {
        guard status != 0, let upload = request.body, (0...upload.count).contains(offset) else {
            return false
        }
        bytesSent = offset
        // The next server has not answered yet.
        status = 0
        return true
    }

    private static func trimmed(_ text: Substring) -> String {
        let blanks: Set<Character> = [" ", "\t", "\r", "\n", "\r\n"]
        var text = text.drop { blanks.contains($0) }
        while let last = text.last, blanks.contains(last) { text.removeLast() }
        return String(text)
    }
}
