import Foundation
import Testing

@testable import Channels

struct WireTimeTests {
    @Test(arguments: [
        ("2023-11-14T22:13:20Z", 1_700_000_000.0), ("2023-11-15T06:13:20+08:00", 1_700_000_000),
        ("2023-11-14T16:43:20.250-05:30", 1_700_000_000.25), ("2023-11-14t22:13:20z", 1_700_000_000),
        ("1970-01-01T00:00:00Z", 0), ("2024-02-29T00:00:00Z", 1_709_164_800),
        ("2000-03-01T00:00:00Z", 951_868_800),
    ])
    func `an RFC 3339 instant is read`(text: String, seconds: Double) {
        #expect(WireTime.rfc3339(text)?.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: [
        "", "2023-11-14", "2023-11-14T22:13:20", "2023-13-14T22:13:20Z", "2023-11-14T25:13:20Z",
        "2023-11-14T22:13:20+8",
        "2023-11-14T22:13:20.Z", "2023/11/14T22:13:20Z", "今天晚上八点十三分二十秒北京时间左右",
    ])
    func `anything else is no instant`(text: String) {
        #expect(WireTime.rfc3339(text) == nil)
    }

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ])
    func `the three forms of an HTTP date are one moment`(text: String) {
        #expect(WireTime.httpDate(text)?.timeIntervalSince1970 == 784_111_777)
    }

    @Test(arguments: [
        ("7", 7.0), (" 1.5 ", 1.5), ("0", 0), ("-3", 0), ("99999999", 86_400), ("1e400", 86_400),
        ("Tue, 14 Nov 2023 22:14:50 GMT", 90), ("Tue, 14 Nov 2023 22:00:00 GMT", 0),
        ("Fri, 14 Nov 2098 22:00:00 GMT", 86_400),
    ])
    func `Retry-After is a wait between nothing and a day`(text: String, seconds: Double) {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        #expect(WireTime.retryAfter(text, now: now) == .milliseconds(Int(seconds * 1000)))
    }

    @Test(arguments: ["", "soon", "nan", "Tue, 99 Nov 2023 22:14:50 GMT"])
    func `a Retry-After that says nothing is none`(text: String) {
        #expect(WireTime.retryAfter(text, now: .distantPast) == nil)
    }

    @Test(arguments: [1e300, -1e300, 4e11, .infinity, .nan, -1e18])
    func `a number of seconds beyond all years is no instant`(seconds: Double) {
        #expect(WireTime.unix(seconds: seconds) == nil)
        #expect(WireTime.unix(seconds: 1_700_000_000)?.timeIntervalSince1970 == 1_700_000_000)
    }
}
