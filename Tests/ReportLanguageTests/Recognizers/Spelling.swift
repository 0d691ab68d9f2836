@testable import ReportLanguage

/// A generator that gives the same numbers in every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        // SplitMix64, by Sebastiano Vigna, in the public domain.
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// How people write values: the opposite of recognising them.
enum Spelling {
    private static let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    /// A number in Chinese numerals, `一千零五`.
    static func chinese(_ number: Int) -> String {
        if number == 0 { return "零" }
        if number >= 10_000 {
            let rest = number % 10_000
            let gap = rest > 0 && rest < 1000 ? "零" : ""
            return chinese(number / 10_000) + "万" + gap + (rest > 0 ? chinese(rest) : "")
        }
        var text = ""
        var hasGap = false
        for (power, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / power % 10
            if digit == 0 {
                hasGap = !text.isEmpty
                continue
            }
            text += (hasGap ? "零" : "") + (power == 10 && number < 20 ? "" : digits[digit]) + word
            hasGap = false
        }
        return text
    }

    /// Digits read out one by one, `二〇二二`.
    static func spelled(_ number: Int) -> String {
        String(number).compactMap { $0.wholeNumberValue.map { digits[$0] } }.joined()
    }

    /// The same in full width.
    static func fullWidth(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0x21...0x7E).contains(scalar.value)
                        ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
                }))
    }

    /// A day with its year.
    static func withYear(_ day: CalendarDay) -> [String] {
        let (year, month, date) = (day.year, day.month, day.day)
        var texts = [
            "\(year)年\(month)月\(date)日", "\(year)年\(month)月\(date)号", "\(year)-\(month)-\(date)", day.iso,
            "\(year).\(month).\(date)", "\(year)/\(month)/\(date)",
            spelled(year) + "年" + chinese(month) + "月" + chinese(date) + "日",
            "\(String(year).suffix(2))年\(month)月\(date)号", fullWidth("\(year)年\(month)月\(date)日"),
        ]
        if (2015...2040).contains(year) { texts.append("\(year % 100)/\(month)/\(date)") }
        if (2000...2040).contains(year) { texts.append(day.iso.replacing("-", with: "")) }
        return texts
    }

    /// A day without its year.
    static func withoutYear(_ day: CalendarDay) -> [String] {
        let (month, date) = (day.month, day.day)
        return [
            "\(month)月\(date)日", "\(month)月\(date)号", "\(month)月\(date)", "\(month)-\(date)",
            "\(month)/\(date)",
            "\(month).\(date)", chinese(month) + "月" + chinese(date) + "号", fullWidth("\(month)月\(date)号"),
            "\(month)月\(date)号（周\(["一", "二", "三", "四", "五", "六", "日"][day.weekday - 1])）",
        ] + (month == 1 ? ["元月\(date)", "元月\(date)号"] : [])
    }

    /// A day of the lunar calendar.
    static func lunar(_ day: LunarCalendar.Day) -> [String] {
        let leap = day.isLeap ? "闰" : ""
        let names = [1: ["正月"], 11: ["冬月"], 12: ["腊月", "臘月", "拉月", "蜡月"]]
        let months = (day.isLeap ? nil : names[day.month]) ?? ["农历" + leap + chinese(day.month) + "月"]
        let dates =
            switch day.day {
            case ...10: ["初" + chinese(day.day)]
            case 21...29:
                ["廿" + chinese(day.day - 20), "念" + chinese(day.day - 20), chinese(day.day), "\(day.day)"]
            default: [chinese(day.day), "\(day.day)"]
            }
        return months.flatMap { month in dates.map { month + $0 } }
    }

    /// A clock with its part of the day.
    static func clock(_ time: ClockTime) -> [String] {
        let (hour, minute) = (time.hour, time.minute)
        let (part, spoken) =
            switch hour {
            case 0...4: ("凌晨", hour)
            case 5...11: ("上午", hour)
            case 12: ("中午", 12)
            case 13...17: ("下午", hour - 12)
            default: ("晚上", hour - 12)
            }
        var texts = [
            padded(hour, 2) + ":" + padded(minute, 2), fullWidth(padded(hour, 2) + ":" + padded(minute, 2)),
        ]
        let minutes = minute == 0 ? "" : "\(minute)分"
        texts.append("\(part)\(spoken)点" + minutes)
        texts.append(
            part + chinese(spoken) + "点"
                + (minute == 0 ? "" : (minute < 10 ? "零" : "") + chinese(minute) + "分"))
        if minute == 30 { texts.append("\(part)\(spoken)点半") }
        if minute == 15 { texts.append("\(part)\(spoken)点一刻") }
        return texts
    }

    /// A mobile number.
    static func mobile(_ phone: String) -> [String] {
        let digits = Array(phone)
        func grouped(_ lengths: [Int], _ separator: String) -> String {
            var rest = digits[...]
            return lengths.map { length in
                defer { rest = rest.dropFirst(length) }
                return String(rest.prefix(length))
            }.joined(separator: separator)
        }
        let spoken = phone.map { character in
            character == "1" ? "幺" : Self.digits[character.wholeNumberValue ?? 0]
        }.joined()
        return [
            phone, fullWidth(phone), grouped([3, 4, 4], " "), grouped([3, 4, 4], "-"),
            grouped([3, 3, 5], " "),
            grouped([4, 4, 3], " "), grouped(Array(repeating: 1, count: 11), " "), "+86" + phone,
            "+86 " + phone,
            "86" + phone, "0086" + phone, "+86 " + grouped([3, 4, 4], "-"), spoken,
            phone.map { Self.digits[$0.wholeNumberValue ?? 0] }.joined(),
            grouped([3, 4, 4], " ").map { $0 == "1" ? "l" : String($0) }.joined(),
            phone.map { $0 == "0" ? "O" : String($0) }.joined(),
        ]
    }
}

/// `number` in decimal, filled with zeros on the left to `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
