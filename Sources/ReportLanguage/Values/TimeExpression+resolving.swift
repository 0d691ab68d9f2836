extension TimeExpression {
    /// What it means in a message written at `moment`.
    func resolve(at moment: LocalMoment, leaning: Leaning, for aim: Aim, calendar: LunarCalendar)
        -> Resolution
    {
        if isImpossible { return .invalid }
        if isNow { return .value(aim == .day ? .day(moment.day) : .moment(moment)) }
        let resolver = DayResolver(moment: moment, leaning: leaning, aim: aim, calendar: calendar)
        guard var days = resolver.days(of: day, year: year) else {
            return resolveClock(at: moment, leaning: leaning, aim: aim)
        }
        if let orDay { days += resolver.days(of: orDay, year: year) ?? [] }
        guard let first = days.first else { return .invalid }
        func values(on days: [CalendarDay]) -> [When] {
            days.flatMap { day in
                clocks.map { clock in When.of(placed(clock, on: day, at: moment, aim: aim), aim: aim) }
            }
        }
        if let weekday, days.count == 1, first.weekday != weekday {
            return .conflict(values(on: [first, Self.nearest(weekday, to: first)]))
        }
        return Self.resolution(values(on: days))
    }

    /// The day of that weekday which is nearest to another day: at most three days away.
    private static func nearest(_ weekday: Int, to day: CalendarDay) -> CalendarDay {
        let ahead = (weekday - day.weekday + 7) % 7
        return day.adding(days: ahead > 3 ? ahead - 7 : ahead)
    }

    /// The readings of the clock as said: none said, one, or the two of a vague clock.
    private var clocks: [Clock?] {
        guard let clock else { return [nil] }
        guard let later = clock.orHour else { return [clock] }
        var other = clock
        other.hour = later
        other.orHour = nil
        return [clock, other]
    }

    private static func resolution(_ values: [When]) -> Resolution {
        if values.count == 1 { return .value(values[0]) }
        var distinct: [When] = []
        for value in values where !distinct.contains(value) { distinct.append(value) }
        return distinct.count == 1 ? .value(distinct[0]) : .ambiguous(distinct)
    }

    // MARK: A day and a clock

    /// A clock on a named day; small hours told as the end of a night lie on the day after.
    private func placed(_ clock: Clock?, on day: CalendarDay, at moment: LocalMoment, aim: Aim) -> When {
        guard let clock else {
            // The night of a day ends on the next; tonight's, told in the small hours, is this one.
            let isNextDay = part == .lateNight && (self.day != .offset(0) || moment.time.hour >= 12)
            return .day(isNextDay ? day.adding(days: 1) : day)
        }
        if part == nil, !clock.isHalfKnown, aim == .messageTime, day == moment.day {
            return .moment(Self.nearest(clock.halves(of: day), to: moment))
        }
        var day = day
        if self.day == .offset(0), moment.time.hour < 5 {
            // 今晚10点 told after midnight of what was: the evening just past. 今天后半夜: the night that is now.
            if part == .evening, aim == .messageTime { day = day.adding(days: -1) }
            if part == .lateNight { day = day.adding(days: -1) }
        }
        return .moment(clock.moment(on: day, part: part))
    }

    // MARK: A clock alone

    private func resolveClock(at moment: LocalMoment, leaning: Leaning, aim: Aim) -> Resolution {
        let values = clocks.map { clock -> When in
            guard let clock else { return .day(dayOfPart(at: moment, leaning: leaning)) }
            if aim == .messageTime { return .moment(nearMoment(of: clock, at: moment, leaning: leaning)) }
            let day = nightDay(at: moment, leaning: leaning, clock: clock)
            return .moment(clock.moment(on: day, part: part))
        }
        return Self.resolution(values.map { When.of($0, aim: aim) })
    }

    /// A part of the day alone: the message's day, but the small hours that end a night lie after it.
    private func dayOfPart(at moment: LocalMoment, leaning: Leaning) -> CalendarDay {
        guard part == .lateNight || part == .smallHours else { return moment.day }
        return moment.time.hour >= 18 && leaning != .past ? moment.day.adding(days: 1) : moment.day
    }

    /// The day whose clock a plan means: the message's, or the next for small hours that are still to come.
    private func nightDay(at moment: LocalMoment, leaning: Leaning, clock: Clock) -> CalendarDay {
        let today = moment.day
        guard leaning != .past else {
            return part == .lateNight || part == .evening && moment.time.hour < 5
                ? today.adding(days: -1) : today
        }
        switch part {
        case .smallHours: return moment.time.hour >= 18 ? today.adding(days: 1) : today
        case .lateNight:
            let isNow = moment.time.hour < 6 || moment.time.hour < 12 && leaning == .neutral
            return isNow ? today.adding(days: -1) : today
        case nil: return clock.hour == 0 && moment.time.hour >= 18 ? today.adding(days: 1) : today
        default: return today
        }
    }

    /// The reading nearest to the message; another day's only where it is within six hours.
    private func nearMoment(of clock: Clock, at moment: LocalMoment, leaning: Leaning) -> LocalMoment {
        var options: [LocalMoment] = []
        for offset in -1...1 {
            let day = moment.day.adding(days: offset)
            let readings =
                part == nil && !clock.isHalfKnown
                ? clock.halves(of: day) : [clock.moment(on: day, part: part)]
            options += readings.filter { reading in
                (reading.day == moment.day || abs(reading.serialMinutes - moment.serialMinutes) <= 360)
                    && (leaning != .past || reading.day <= moment.day)
                    && (leaning != .future || reading.day >= moment.day)
            }
        }
        return options.isEmpty ? clock.moment(on: moment.day, part: part) : Self.nearest(options, to: moment)
    }

    private static func nearest(_ options: [LocalMoment], to moment: LocalMoment) -> LocalMoment {
        options.min {
            abs($0.serialMinutes - moment.serialMinutes) < abs($1.serialMinutes - moment.serialMinutes)
        } ?? moment
    }
}

extension When {
    /// As precise as the aim wants it.
    fileprivate static func of(_ value: When, aim: TimeExpression.Aim) -> When {
        aim == .day ? .day(value.day) : value
    }
}

extension TimeExpression.Clock {
    /// The moment on a day, in a part of that day: 晚12点 and 晚上1点 lie after midnight.
    func moment(on day: CalendarDay, part: TimeExpression.Part?) -> LocalMoment {
        var hour = hour
        var days = 0
        switch part {
        case .noon where hour <= 3, .afternoon where hour < 12: hour += 12
        case .evening:
            if hour == 12 { hour = 24 } else if hour <= 3 { days = 1 } else if hour < 12 { hour += 12 }
        case .smallHours where hour == 12: hour = 0
        case .lateNight:
            if hour == 12 { hour = 24 } else if hour < 8 { days = 1 } else if hour < 12 { hour += 12 }
        default: break
        }
        return LocalMoment(day: day, time: .midnight).adding(minutes: (days * 24 + hour) * 60 + minute)
    }

    /// Both halves of a day that a clock without its half can mean.
    func halves(of day: CalendarDay) -> [LocalMoment] {
        let first = LocalMoment(day: day, time: .midnight).adding(minutes: hour % 12 * 60 + minute)
        return [first, first.adding(minutes: 720)]
    }
}

extension ClockTime {
    /// 00:00.
    static let midnight = ClockTime(minutesOfDay: 0)

    /// The time so many minutes after midnight, of whichever day.
    init(minutesOfDay minutes: Int) {
        let rest = ((minutes % 1440) + 1440) % 1440
        hour = rest / 60
        minute = rest % 60
    }
}
