import CCurl
import Glibc

extension CurlError {
    /// The error that a `CURLcode` stands for, given how far the transfer had got.
    init(_ code: CURLcode, of figures: TransferFigures, origin: String) {
        let reason = Self.reason(code, figures)
        var detail = "\(origin): \(String(cString: curl_easy_strerror(code)))"
        if reason == .tls, !figures.text.isEmpty {
            // Says what is wrong with which certificate, and at this stage knows of neither path nor proxy.
            detail += " (\(figures.text))"
        } else if reason == .connect, let status = figures.proxyRefusal {
            detail += " (the proxy answered \(status))"
        } else if figures.systemError != 0,
            let text = strerror(Int32(truncatingIfNeeded: figures.systemError))
        {
            detail += " (\(String(cString: text)))"
        }
        self.init(reason: reason, delivery: figures.delivery, code: Int(code.rawValue), detail: detail)
    }

    private static func reason(_ code: CURLcode, _ figures: TransferFigures) -> Reason {
        if figures.isTooLarge { return .responseTooLarge }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return .resolve
        case CURLE_COULDNT_CONNECT, CURLE_PROXY:
            return .connect
        case CURLE_OPERATION_TIMEDOUT:
            return .timeout
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
            CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT,
            CURLE_USE_SSL_FAILED:
            return .tls
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            // Also said of an answer without a status line, and of a redirect to another protocol.
            return figures.delivery == .neverReached ? .badRequest : .brokenResponse
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_TOO_MANY_REDIRECTS:
            return .brokenResponse
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND:
            if figures.proxyRefusal != nil { return .connect }
            return figures.answerBegan ? .brokenResponse : .connectionLost
        default:
            return .other
        }
    }
}
