import CCurl

/// What is known of a transfer at its end, to judge it by.
struct TransferFigures {
    let answerBegan: Bool
    let isTooLarge: Bool
    /// libcurl's own words; they may name a proxy with its password, so they go on only where noted.
    let text: String
    /// The status with which a proxy refused to pass us on, when asking it was all that was written.
    let proxyRefusal: Int?
    let delivery: CurlError.Delivery
    let httpVersion: CurlResponse.HTTPVersion
    let systemError: Int

    init(_ handle: UnsafeMutableRawPointer?, answerBegan: Bool, isTooLarge: Bool, text: String) {
        func number(_ info: CURLINFO) -> Int {
            var value = 0
            return ccurl_get_long(handle, info, &value) == CURLE_OK ? value : 0
        }
        self.answerBegan = answerBegan
        self.isTooLarge = isTooLarge
        self.text = text
        guard let handle else {
            proxyRefusal = nil
            delivery = .neverReached
            httpVersion = .http1_1
            systemError = 0
            return
        }
        var pretransfer: curl_off_t = 0
        let isKnown = ccurl_get_size(handle, CURLINFO_PRETRANSFER_TIME_T, &pretransfer) == CURLE_OK
        // The time stays 0 until the first request head was written; CONNECT to a proxy comes before that.
        let answer = number(CURLINFO_HTTP_CONNECTCODE)
        proxyRefusal = isKnown && pretransfer == 0 && answer != 0 ? answer : nil
        // Bytes of all attempts count, so a retry that could not even connect does not hide a first try.
        delivery = number(CURLINFO_REQUEST_SIZE) == 0 || proxyRefusal != nil ? .neverReached : .mayHaveReached
        httpVersion =
            switch number(CURLINFO_HTTP_VERSION) {
            case Int(CURL_HTTP_VERSION_1_0): .http1_0
            case Int(CURL_HTTP_VERSION_2_0): .http2
            case Int(CURL_HTTP_VERSION_3): .http3
            default: .http1_1
            }
        systemError = number(CURLINFO_OS_ERRNO)
    }
}
