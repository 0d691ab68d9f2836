/// Turns a day as said into days of the calendar, against a message's time.
struct DayResolver: Sendable {
    /// When the message was written.
    let moment: LocalMoment
    /// Which way the words around lean.
    let leaning: Leaning
    /// What the day is for.
    let aim: TimeExpression.Aim
    /// The lunar calendar.
    let calendar: LunarCalendar

    /// How far the nearest day may lie against the way the words lean before the one on the other side is meant: a plan
    /// for 国庆 told in January is not of last October, but 预计28号到 may be told some days late.
    private static let slack = 30

    private var today: CalendarDay { moment.day }

    /// The days meant: one, two where that stays open, none where there is no such day; nil where no day was said.
    func days(of day: TimeExpression.Day, year: TimeExpression.Year) -> [CalendarDay]? {
        switch day {
        case .unsaid: return nil
        case .absolute(let day): return [day]
        case .yearless(let month, let day): return listed(yearless(month: month, day: day, year: year))
        case .monthless(let day): return listed(monthless(day))
        case .monthOffset(let months, let day): return listed(inMonth(months, day: day))
        case .weekday(let weekday, let weeks): return [self.weekday(weekday, weeks: weeks)]
        case .weekend(let weeks): return [6, 7].map { self.weekday($0, weeks: weeks) }
        case .offset(let days): return [today.adding(days: days)]
        case .lunar(let month, let day, let isLeap):
            let found = listed(lunar(month: month, day: day, isLeap: isLeap, year: year))
            guard month == 1, !isLeap, year == .offset(1), isBeforeNewYear else { return found }
            // 明年正月, said in January before the New Year: of the lunar year at hand, or of the one after.
            return listed(calendar.gregorian(.init(year: today.year, month: 1, day: day))) + found
        case .lunarMonthless(let day): return listed(lunarMonthless(day))
        case .newYearsEve: return listed(newYearsEve(year))
        case .term(let term):
            return listed(choose(years(year, around: today.year).compactMap { term.day(in: $0) }))
        }
    }

    private func listed(_ day: CalendarDay?) -> [CalendarDay] { day.map { [$0] } ?? [] }

    /// The nearest, or the one on the side to which the words lean where the nearest is too far on the other.
    private func choose(_ days: [CalendarDay]) -> CalendarDay? {
        let nearest = days.min { abs($0.serial - today.serial) < abs($1.serial - today.serial) }
        guard let nearest else { return nil }
        let ahead = nearest.serial - today.serial
        if leaning == .future, ahead < -Self.slack { return days.filter { $0 >= today }.min() ?? nearest }
        if leaning == .past, ahead > Self.slack { return days.filter { $0 <= today }.max() ?? nearest }
        return nearest
    }

    private func years(_ year: TimeExpression.Year, around current: Int) -> [Int] {
        switch year {
        case .unsaid: [current - 1, current, current + 1]
        case .offset(let offset): [current + offset]
        case .year(let year): [year]
        }
    }

    // MARK: The Gregorian calendar

    private func yearless(month: Int, day: Int, year: TimeExpression.Year) -> CalendarDay? {
        // The year is chosen by a day that every year has, so that 2月29日 is of the year meant or cannot be.
        let anchors = years(year, around: today.year).compactMap {
            CalendarDay(year: $0, month: month, day: day == 0 ? 28 : min(day, 28))
        }
        guard let anchor = choose(anchors) else { return nil }
        let length = CalendarDay.length(ofMonth: month, year: anchor.year)
        return CalendarDay(year: anchor.year, month: month, day: day == 0 ? length : day)
    }

    private func monthless(_ day: Int) -> CalendarDay? {
        let months = (-3...3).compactMap { inMonth($0, day: day) }
        return lastOrNext(
            last: months.filter { $0 <= today }.max(), next: months.filter { $0 >= today }.min())
    }

    private func lastOrNext(last: CalendarDay?, next: CalendarDay?) -> CalendarDay? {
        switch leaning {
        case .past: return last
        case .future: return next
        case .neutral:
            if let last, today.serial - last.serial <= 7 { return last }
            return next
        }
    }

    private func inMonth(_ offset: Int, day: Int) -> CalendarDay? {
        let months = today.year * 12 + today.month - 1 + offset
        let (year, month) = (months / 12, months % 12 + 1)
        return CalendarDay(
            year: year, month: month, day: day == 0 ? CalendarDay.length(ofMonth: month, year: year) : day)
    }

    private func weekday(_ weekday: Int, weeks: Int?) -> CalendarDay {
        let inThisWeek = today.adding(days: weekday - today.weekday)
        if let weeks { return inThisWeek.adding(days: 7 * weeks) }
        let last = inThisWeek <= today ? inThisWeek : inThisWeek.adding(days: -7)
        let next = inThisWeek >= today ? inThisWeek : inThisWeek.adding(days: 7)
        if leaning == .neutral, aim == .when { return next }
        return lastOrNext(last: last, next: next) ?? next
    }

    // MARK: The lunar calendar

    /// Whether the calendar on the wall is a year ahead of the lunar one.
    private var isBeforeNewYear: Bool { (calendar.lunar(today)?.year ?? today.year) < today.year }

    private func lunarYears(_ year: TimeExpression.Year) -> [Int] {
        // A Gregorian year said with a lunar month may be of the lunar year that began the year before.
        switch year {
        case .year(let year): [year - 1, year]
        case .offset(let offset) where isBeforeNewYear: [today.year + offset - 1, today.year + offset]
        default: years(year, around: calendar.lunar(today)?.year ?? today.year)
        }
    }

    private func lunar(month: Int, day: Int, isLeap: Bool, year said: TimeExpression.Year) -> CalendarDay? {
        if month == 12, day == 30, !isLeap { return newYearsEve(said) }
        var candidates = lunarYears(said)
        if isLeap, said == .unsaid {
            // A leap month comes back after up to 19 years and more.
            let middle = candidates[1]
            candidates = Array(middle - 40...middle + 40)
        }
        let anchors = candidates.compactMap { year -> (LunarCalendar.Day, CalendarDay)? in
            let anchor = LunarCalendar.Day(year: year, month: month, day: min(day, 29), isLeap: isLeap)
            guard let first = calendar.gregorian(anchor) else { return nil }
            switch said {
            case .year(let said) where said != year && said != first.year: return nil
            // 去年五月初五, 明年闰二月 said before the New Year: by the year on the wall.
            case .offset(let offset) where isBeforeNewYear && first.year != today.year + offset: return nil
            default: return (anchor, first)
            }
        }
        guard let best = choose(anchors.map(\.1)), var found = anchors.first(where: { $0.1 == best })?.0
        else {
            return nil
        }
        found.day = day
        return calendar.gregorian(found)
    }

    private func newYearsEve(_ year: TimeExpression.Year) -> CalendarDay? {
        // The lunar year that ends is meant: 去年除夕 said in the new year is its own eve's year.
        let lunarYears =
            switch year {
            case .year: lunarYears(year)
            default: years(year, around: calendar.lunar(today)?.year ?? today.year)
            }
        return choose(lunarYears.compactMap { calendar.newYearsEve(before: $0 + 1) })
    }

    /// A bare 初六: of 正月 between 腊月二十 and 正月三十, else by the rule for a day without its month.
    private func lunarMonthless(_ day: Int) -> CalendarDay? {
        guard let now = calendar.lunar(today) else { return nil }
        if now.month == 12 && now.day >= 20 || now.month == 1 && !now.isLeap {
            if day > 20, now.month == 12 {
                return calendar.gregorian(LunarCalendar.Day(year: now.year, month: 12, day: day))
                    ?? (day == 30 ? calendar.newYearsEve(before: now.year + 1) : nil)
            }
            return calendar.gregorian(
                LunarCalendar.Day(year: now.month == 12 ? now.year + 1 : now.year, month: 1, day: day))
        }
        var days: [CalendarDay] = []
        for offset in -62...62 {
            let candidate = today.adding(days: offset)
            if calendar.lunar(candidate)?.day == day { days.append(candidate) }
        }
        return lastOrNext(last: days.filter { $0 <= today }.max(), next: days.filter { $0 >= today }.min())
    }
}
