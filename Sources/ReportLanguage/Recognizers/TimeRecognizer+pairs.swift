/// What stands beside a day: the other day of a vague pair, its weekday, and the day on which a range ends.
extension TimeRecognizer {
    /// The number of a day, with the other one of a vague pair.
    struct DayNumber {
        var day: Int
        var or: Int?
        var end: Int
    }

    /// `27`, `二十七`, `二十七八`, `27、28`, `二十七或二十八`.
    func dayNumber(at index: Int) -> DayNumber? {
        guard let numeral = scan.numeral(at: index), !numeral.isSpelled, numeral.value < 100 else {
            return nil
        }
        guard numeral.isVague else {
            return withOther(DayNumber(day: numeral.value, end: numeral.end))
        }
        // 二十七八 is a pair; 十几, 二十多 and 三五 name no day.
        guard numeral.value > 0, let last = Scan.chineseDigit(scan[numeral.end - 1]),
            last == numeral.value % 10 + 1
        else { return nil }
        // 二十六七点: the sixth at seven.
        if scan[numeral.end] == "点" { return DayNumber(day: numeral.value, end: numeral.end - 1) }
        return DayNumber(day: numeral.value, or: numeral.value + 1, end: numeral.end)
    }

    /// The number of a lunar day: `初六`, `十五`, `廿八`, `二十六`, `26`, `初五六`, `廿七八`.
    func lunarNumber(at index: Int) -> DayNumber? {
        let isFirstTen = scan[index] == "初"
        let start = isFirstTen ? index + 1 : index
        guard scan.isOne(of: "廿念", at: start) else {
            guard let number = dayNumber(at: start), !isFirstTen || number.day <= 10 else { return nil }
            return number
        }
        guard let digit = Scan.chineseDigit(scan[start + 1]), digit > 0 else {
            return withOther(DayNumber(day: 20, end: start + 1))
        }
        if Scan.chineseDigit(scan[start + 2]) == digit + 1, scan[start + 3] != "点" {
            return DayNumber(day: 20 + digit, or: 21 + digit, end: start + 3)
        }
        return withOther(DayNumber(day: 20 + digit, end: start + 2))
    }

    /// With the next day, where it is named as the other possibility: `27、28`, `27或8`, `二十九三十`, `初五初六`.
    private func withOther(_ number: DayNumber) -> DayNumber {
        var start = number.end
        let isJoined = scan.isOne(of: "、或", at: start)
        if isJoined { start += scan.has("或者", at: start) ? 2 : 1 }
        let isChinese = !scan[start].isDigit
        guard isJoined || isChinese else { return number }
        let isLunar = scan[start] == "初"
        if isLunar { start += 1 }
        guard let other = scan.numeral(at: start), !other.isVague, !other.isSpelled,
            other.value == number.day + 1
                || isJoined && other.value < 10 && other.value == (number.day + 1) % 10,
            scan[other.end] != "点",
            isLunar || MeasureWords.word(in: scan, at: other.end).map({ "号日回".contains($0.word) }) ?? true
        else { return number }
        return DayNumber(day: number.day, or: number.day + 1, end: other.end)
    }

    /// `28号或29号`, `腊月二十八或者腊月二十九`: the other day behind one that is whole.
    func otherDay(after reading: DayReading) -> (day: TimeExpression.Day, end: Int)? {
        guard scan[reading.end] == "或", reading.expression.orDay == nil, !reading.expression.isImpossible
        else {
            return nil
        }
        let start = reading.end + (scan.has("或者", at: reading.end) ? 2 : 1)
        guard let other = day(at: start), !other.isWeak, other.through == nil, !other.expression.isImpossible,
            other.expression.year == .unsaid || other.expression.year == reading.expression.year,
            Self.isDate(other.expression.day) == Self.isDate(reading.expression.day)
        else { return nil }
        if case .yearless(let month, _) = reading.expression.day,
            case .monthless(let day) = other.expression.day
        {
            return (.yearless(month: month, day: day), other.end)
        }
        if case .lunar(let month, _, let isLeap) = reading.expression.day,
            case .lunarMonthless(let day) = other.expression.day
        {
            return (.lunar(month: month, day: day, isLeap: isLeap), other.end)
        }
        return (other.expression.day, other.end)
    }

    // MARK: Weekdays

    /// The weekday beside a day, `1月28日(周五)`, `1月28日 星期五`, and its end.
    func weekdayBeside(_ end: Int) -> (weekday: Int, end: Int)? {
        let start = scan.skippingBlanks(scan[end] == "," ? end + 1 : end, limit: 1)
        let isBracketed = scan[start] == "("
        let word = isBracketed ? start + 1 : start
        guard case .week(nil)? = TimeWord.word(in: scan, at: word)?.word, let reading = day(at: word),
            case .weekday(let weekday, nil) = reading.expression.day,
            !reading.isWeak || isBracketed || start == end
        else { return nil }
        guard isBracketed else { return (weekday, reading.end) }
        return scan[reading.end] == ")" ? (weekday, reading.end + 1) : nil
    }

    /// `周五1月28日`: the date behind a weekday, which then only repeats it.
    func dateBehind(_ weekday: DayReading) -> DayReading? {
        guard case .weekday(let number, _) = weekday.expression.day else { return nil }
        let isBracketed = scan[weekday.end] == "("
        let start = isBracketed ? weekday.end + 1 : scan.skippingBlanks(weekday.end, limit: 1)
        guard var date = day(at: start), !date.isWeak, date.through == nil, !date.expression.isImpossible,
            Self.isDate(date.expression.day)
        else { return nil }
        if isBracketed {
            guard scan[date.end] == ")" else { return nil }
            date.end += 1
        }
        date.expression.weekday = number
        return date
    }

    /// Whether a day is named by its figures.
    private static func isDate(_ day: TimeExpression.Day) -> Bool {
        switch day {
        case .absolute, .yearless, .monthless, .lunar: true
        default: false
        }
    }

    // MARK: Ranges

    /// A range of two days, 27-28号, as what it means of an arrival: the one or the other.
    func withNeighbour(_ reading: DayReading) -> DayReading {
        guard let through = reading.through,
            let other = Self.neighbour(of: reading.expression.day, through.day)
        else { return reading }
        var result = reading
        result.through = nil
        result.expression.orDay = other
        return result
    }

    /// The second of two days, where it follows the first.
    static func neighbour(of first: TimeExpression.Day, _ second: TimeExpression.Day) -> TimeExpression.Day? {
        switch (first, second) {
        case (.monthless(let day), .monthless(let next)) where next == day + 1: second
        case (.yearless(let month, let day), .yearless(let same, let next))
        where (same, next) == (month, day + 1):
            second
        case (.absolute(let day), .absolute(let next)) where next.serial == day.serial + 1: second
        case (.lunar(let month, let day, false), .lunar(let same, let next, false))
        where (same, next) == (month, day + 1):
            second
        case (.lunar(let month, let day, let isLeap), .lunarMonthless(let next)) where next == day + 1:
            .lunar(month: month, day: next, isLeap: isLeap)
        default: nil
        }
    }

    /// The day on which a range ends: `-28号`, `到1月30号`, `至2018年3月29日`; with a clock behind it is none.
    func lastDay(after reading: DayReading) -> (expression: TimeExpression, end: Int)? {
        guard reading.expression.part == nil, reading.expression.orDay == nil, !reading.isWeak else {
            return nil
        }
        var start = scan.skippingBlanks(scan[reading.end] == "起" ? reading.end + 1 : reading.end, limit: 1)
        guard scan.isOne(of: "-~到至", at: start) else { return nil }
        while scan.isOne(of: "-~", at: start + 1) { start += 1 }
        start = scan.skippingBlanks(start + 1, limit: 1)
        guard let last = day(at: start), !last.isWeak || isLunar(reading, last), last.through == nil,
            !last.expression.isImpossible,
            last.expression.part == nil, last.expression.orDay == nil, clock(at: last.end, part: nil) == nil,
            part(at: last.end) == nil
        else { return nil }
        var end = last.expression
        if end.year == .unsaid { end.year = reading.expression.year }
        switch (reading.expression.day, last.expression.day) {
        case (.absolute(let first), .yearless(let month, let day)) where day > 0:
            // 2021年12月28日至1月3日 ends in the next year.
            let days = [first.year, first.year + 1].compactMap {
                CalendarDay(year: $0, month: month, day: day)
            }
            guard let day = days.first(where: { $0 >= first }) else { return nil }
            end.day = .absolute(day)
            return (end, last.end)
        case (.absolute, .absolute), (.yearless, .yearless), (.yearless, .absolute),
            (.monthless, .monthless), (.monthless, .yearless), (.lunar, .lunar), (.lunar, .lunarMonthless),
            (.weekday(_, weeks: .some), .weekday(_, weeks: .some)):
            return (end, last.end)
        default: return nil
        }
    }

    /// Whether a lunar day stands in front of one without its month (腊月二十六到二十八).
    private func isLunar(_ first: DayReading, _ last: DayReading) -> Bool {
        if case .lunar = first.expression.day, case .lunarMonthless = last.expression.day {
            true
        } else {
            false
        }
    }
}
