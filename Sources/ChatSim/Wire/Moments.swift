import Foundation

/// Moments as the wire formats write them.
enum Moments {
    /// RFC 3339 with the zone's offset and whole seconds, such as `2022-01-28T18:00:00+08:00`.
    static func rfc3339(_ moment: Date, in zone: TimeZone) -> String {
        let offset = zone.secondsFromGMT(for: moment)
        let part = parts(moment, offset: offset)
        let minutes = abs(offset) / 60
        return "\(part.year)-\(two(part.month))-\(two(part.day))T\(two(part.hour)):\(two(part.minute))"
            + ":\(two(part.second))\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// The date form of `Retry-After`, such as `Fri, 28 Jan 2022 10:00:00 GMT`.
    static func httpDate(_ moment: Date) -> String {
        let part = parts(moment, offset: 0)
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return
            "\(days[(part.dayNumber % 7 + 7) % 7]), \(two(part.day)) \(months[part.month - 1]) \(part.year)"
            + " \(two(part.hour)):\(two(part.minute)):\(two(part.second)) GMT"
    }

    /// The moment that an RFC 3339 text with an offset names; nil for anything else.
    static func read(_ text: String) -> Date? {
        let whole = Date.ISO8601FormatStyle(timeZone: .gmt)
        for style in [whole, Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt)] {
            // Either form is allowed; the one that does not fit throws.
            if let moment = try? style.parse(text) { return moment }
        }
        return nil
    }

    private struct Parts {
        var year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, dayNumber = 0
    }

    /// The Gregorian date by day arithmetic (Howard Hinnant's `civil_from_days`): a calendar object a message
    /// would cost more than all else that the simulator does with it.
    private static func parts(_ moment: Date, offset: Int) -> Parts {
        let local = Int(moment.timeIntervalSince1970.rounded(.down)) + offset
        let dayNumber = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let second = local - dayNumber * 86_400
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return Parts(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, hour: second / 3_600,
            minute: second / 60 % 60, second: second % 60, dayNumber: dayNumber)
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
