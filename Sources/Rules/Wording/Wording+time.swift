import Foundation
import Model
import ReportLanguage

extension Wording {
    private var calendar: BotCalendar { book.bot.calendar }

    /// `20:00`, as shifts are called.
    func clock(_ instant: Date) -> String { calendar.local(instant).time.iso }

    /// `1月28日`, for what must be checkable days later.
    func date(_ day: CalendarDay) -> String {
        self("time.date", ["month": self("time.month.\(day.month)"), "day": day.day])
    }

    /// `1月28日`, `1月28日晚8点半`.
    func date(_ when: When) -> String {
        switch when {
        case .day(let day): date(day)
        case .moment(let moment):
            self("time.moment", ["day": date(moment.day), "clock": spoken(moment.time)])
        }
    }

    /// `今天`, `明天`, `昨天`, else the date: for days of which nobody looks at a calendar.
    func nearDay(_ day: CalendarDay) -> String {
        switch day.serial - calendar.day(now).serial {
        case 0: self("time.today", ["short": false])
        case 1: self("time.tomorrow", ["short": false])
        case -1: self("time.yesterday", ["short": false])
        default: date(day)
        }
    }

    /// `今晚8点`, `明早7点半`, `1月30日下午3点`: for what is near.
    func moment(_ instant: Date) -> String {
        let moment = calendar.local(instant)
        let part = Self.part(of: moment.time)
        let short = part == "morning" || part == "evening"
        let day =
            switch moment.day.serial - calendar.day(now).serial {
            case 0: self("time.today", ["short": short])
            case 1: self("time.tomorrow", ["short": short])
            case -1: self("time.yesterday", ["short": short])
            default: date(moment.day)
            }
        return self("time.moment", ["day": day, "clock": spoken(moment.time)])
    }

    /// `晚8点半`.
    private func spoken(_ time: ClockTime) -> String {
        let hour12 = time.hour > 12 ? time.hour - 12 : time.hour
        let minutes: any Sendable = time.minute == 0 || time.minute == 30 ? false : time.minute
        return self(
            "time.clock",
            [
                "part": self("time.part." + Self.part(of: time)), "hour12": hour12, "iso": time.iso,
                "half": time.minute == 30, "minutes": minutes,
            ])
    }

    private static func part(of time: ClockTime) -> String {
        switch time.hour {
        case 0..<5: "dawn"
        case 5..<9: "morning"
        case 9..<12: "forenoon"
        case 12: "noon"
        case 13..<18: "afternoon"
        default: "evening"
        }
    }

    /// `2 小时`, `30 分钟`, `50 秒`.
    func span(_ seconds: Double) -> String {
        let seconds = Int(seconds.rounded())
        if seconds >= 5400 { return self("time.hours", ["count": (seconds + 1800) / 3600]) }
        if seconds >= 90 { return self("time.minutes", ["count": (seconds + 30) / 60]) }
        return self("time.seconds", ["count": seconds])
    }
}
