import Foundation

/// The ways in which platforms write instants.
enum WireTime {
    /// Reads an RFC 3339 instant, `2022-01-28T20:00:00.5+08:00`; nil for anything else.
    static func rfc3339(_ text: String) -> Date? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, [0x54, 0x74, 0x20].contains(bytes[10]), bytes[13] == 0x3A, bytes[16] == 0x3A,
            bytes[4] == 0x2D, bytes[7] == 0x2D, let year = digits(bytes[0..<4]),
            let month = digits(bytes[5..<7]),
            let day = digits(bytes[8..<10]), let hour = digits(bytes[11..<13]),
            let minute = digits(bytes[14..<16]), let second = digits(bytes[17..<19])
        else { return nil }
        var rest = bytes[19...]
        var fraction = 0.0
        if rest.first == 0x2E {
            let decimals = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard !decimals.isEmpty, let value = Double("0." + String(decoding: decimals, as: UTF8.self))
            else { return nil }
            fraction = value
            rest = rest.dropFirst(1 + decimals.count)
        }
        guard let offset = offset(rest) else { return nil }
        return instant(year, month, day, hour, minute, second)?.addingTimeInterval(fraction - Double(offset))
    }

    /// Reads `Z` or `+08:00` as seconds east of Greenwich.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(bytes)
        if bytes == [0x5A] || bytes == [0x7A] { return 0 }
        guard bytes.count == 6, bytes[3] == 0x3A, bytes[0] == 0x2B || bytes[0] == 0x2D,
            let hours = digits(bytes[1..<3]), let minutes = digits(bytes[4..<6])
        else { return nil }
        return (hours * 3600 + minutes * 60) * (bytes[0] == 0x2D ? -1 : 1)
    }

    /// The instant so many seconds after 1970; nil outside of the years 1 to 9999.
    ///
    /// Whoever runs a server, in Matrix any of a federation, writes these numbers, and an absurd one must not reach the
    /// conversions that trap on it.
    static func unix(seconds: Double) -> Date? {
        (-62_135_596_800..<253_402_300_800).contains(seconds) ? Date(timeIntervalSince1970: seconds) : nil
    }

    /// Reads an HTTP date in any of its three forms (RFC 9110, 5.6.7); nil for anything else.
    ///
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
    static func httpDate(_ text: String) -> Date? {
        let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let figures = words.compactMap(Int.init)
        guard figures.count == 5, let month = words.lazy.compactMap({ names.firstIndex(of: $0) }).first else {
            return nil
        }
        // The year stands second, or last in the form that C's asctime writes.
        let yearIsLast = figures[4] >= 1000
        let year = yearIsLast ? figures[4] : figures[1]
        let time = yearIsLast ? figures[1...3] : figures[2...4]
        let full = year < 70 ? year + 2000 : year < 100 ? year + 1900 : year
        let clock = Array(time)
        return instant(full, month + 1, figures[0], clock[0], clock[1], clock[2])
    }

    /// How long a `Retry-After` asks us to wait, in seconds or until an HTTP date; at most a day.
    static func retryAfter(_ text: String, now: Date) -> Duration? {
        let text = text.trimmingCharacters(in: .whitespaces)
        guard let seconds = Double(text) ?? httpDate(text).map({ $0.timeIntervalSince(now) }) else {
            return nil
        }
        return wait(seconds: seconds)
    }

    /// A wait that a platform asks for, brought between nothing and a day: no answer may stop a channel for good.
    static func wait(seconds: Double) -> Duration? {
        seconds.isNaN ? nil : .milliseconds(Int((min(max(0, seconds), 86_400) * 1000).rounded(.up)))
    }

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.allSatisfy { (0x30...0x39).contains($0) } ? Int(String(decoding: bytes, as: UTF8.self)) : nil
    }

    private static func instant(
        _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int
    ) -> Date? {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day), hour < 24,
            minute < 60,
            second <= 60
        else { return nil }
        // Days since 1970, counted in years that begin in March, so that the leap day comes last.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        return Date(timeIntervalSince1970: Double(days * 86_400 + hour * 3600 + minute * 60 + second))
    }
}
