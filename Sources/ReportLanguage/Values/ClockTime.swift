/// A local wall-clock time to the minute, 00:00…23:59.
public struct ClockTime: Hashable, Sendable, Comparable {
    /// The hour, 0…23.
    public let hour: Int
    /// The minute, 0…59.
    public let minute: Int

    /// Makes a time, or nil where the clock has none such.
    public init?(hour: Int, minute: Int = 0) {
        guard (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// Reads `20:00` or `7:05`.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = Int(parts[0]), let minute = Int(parts[1])
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    /// The time as `20:00`.
    public var iso: String {
        String(unsafeUninitializedCapacity: 8) { buffer in
            var writer = FigureWriter(buffer)
            writer.write(hour, width: 2)
            writer.write(":")
            writer.write(minute, width: 2)
            return writer.end
        }
    }

    /// Minutes since midnight.
    public var minutes: Int { hour * 60 + minute }

    /// Orders times within a day.
    public static func < (left: ClockTime, right: ClockTime) -> Bool { left.minutes < right.minutes }
}

/// A day and a wall-clock time in the bot's time zone: when a message was written.
public struct LocalMoment: Hashable, Sendable, Comparable {
    /// The day.
    public let day: CalendarDay
    /// The time of the day, to the minute.
    public let time: ClockTime

    /// Makes a moment.
    public init(day: CalendarDay, time: ClockTime) {
        self.day = day
        self.time = time
    }

    /// The moment as `2022-01-28T20:30`.
    public var iso: String { day.iso + "T" + time.iso }

    /// Reads `2022-01-28T20:30`.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = CalendarDay(iso: parts[0]), let time = ClockTime(iso: parts[1])
        else {
            return nil
        }
        self.init(day: day, time: time)
    }

    /// Minutes since 1970-01-01T00:00 on the same wall clock.
    public var serialMinutes: Int { day.serial * 1440 + time.minutes }

    /// The moment `minutes` later on the same wall clock.
    public func adding(minutes: Int) -> LocalMoment {
        let total = serialMinutes + minutes
        let serial = total >= 0 ? total / 1440 : (total - 1439) / 1440
        let rest = total - serial * 1440
        guard let time = ClockTime(hour: rest / 60, minute: rest % 60) else { return self }
        return LocalMoment(day: CalendarDay(serial: serial), time: time)
    }

    /// Orders moments by time.
    public static func < (left: LocalMoment, right: LocalMoment) -> Bool {
        left.serialMinutes < right.serialMinutes
    }
}

/// A day, or a day with a time: as precise as the text was, never more (the field type `when`).
public enum When: Hashable, Sendable {
    /// Only the day is known.
    case day(CalendarDay)
    /// Day and time are known.
    case moment(LocalMoment)

    /// Reads `2022-01-28` or `2022-01-28T20:30`.
    public init?(iso text: some StringProtocol) {
        if let day = CalendarDay(iso: text) {
            self = .day(day)
        } else if let moment = LocalMoment(iso: text) {
            self = .moment(moment)
        } else {
            return nil
        }
    }

    /// The day.
    public var day: CalendarDay {
        switch self {
        case .day(let day): day
        case .moment(let moment): moment.day
        }
    }

    /// The canonical text.
    public var iso: String {
        switch self {
        case .day(let day): day.iso
        case .moment(let moment): moment.iso
        }
    }
}
