extension TimeRecognizer {
    // MARK: Figures with separators

    /// `2022-1-28`, `22/1/28`, `20220128`, `1.28`, `1/28`.
    func numericDate(at index: Int) -> DayReading? {
        let first = scan.endOfDigits(index, limit: 9)
        let length = first - index
        if length == 4, scan[first] == " " { return spacedDate(year: index..<first) }
        if length == 8 || length == 6, !scan[first].isAlphanumeric { return packedDate(index..<first) }
        guard length <= 4, scan.isOne(of: "-/.·。", at: first), scan[first + 1].isDigit else { return nil }
        let separator = scan[first]
        let second = scan.endOfDigits(first + 1, limit: 3)
        guard second - first <= 3 else { return nil }
        if scan[second] == separator || length == 4 && scan.isOne(of: "-/.", at: second),
            scan[second + 1].isDigit
        {
            var third = scan.endOfDigits(second + 1, limit: 5)
            // 2022-01-2820:30
            if third - second == 5, scan[third] == ":" { third -= 2 }
            guard third - second <= 3, length == 4 || length == 2 else { return nil }
            return fullDate(year: index..<first, month: (first + 1)..<second, day: (second + 1)..<third)
        }
        guard length <= 2, !isTail(index) else { return nil }
        return monthAndDay(
            month: scan.value(index..<first), day: scan.value((first + 1)..<second), separator: separator,
            end: second, dayDigits: second - first - 1)
    }

    /// Whether the figures at `index` go on from others: the 1-1 of 99999-1-1 is nothing of its own.
    func isTail(_ index: Int) -> Bool { scan.isOne(of: "-/.", at: index - 1) && scan[index - 2].isDigit }

    private func packedDate(_ range: Range<Int>) -> DayReading? {
        let isFull = range.count == 8
        let value = scan.value(range)
        let year = isFull ? value / 10_000 : 2000 + value / 10_000
        guard (isFull ? 2000...2040 : 2015...2035).contains(year),
            let day = CalendarDay(year: year, month: value / 100 % 100, day: value % 100)
        else { return nil }
        return reading(.absolute(day), range.upperBound, isWeak: !isFull)
    }

    /// `2022 1 28`: weak, three figures in a row of a table look alike.
    private func spacedDate(year: Range<Int>) -> DayReading? {
        let month = scan.endOfDigits(year.upperBound + 1, limit: 3)
        let day = scan.endOfDigits(month + 1, limit: 3)
        guard scan[month] == " ", (2...3).contains(month - year.upperBound), (2...3).contains(day - month),
            !scan[day].isAlphanumeric, MeasureWords.word(in: scan, at: day) == nil,
            let date = CalendarDay(
                year: scan.value(year), month: scan.value((year.upperBound + 1)..<month),
                day: scan.value((month + 1)..<day)),
            (2000...2040).contains(date.year)
        else { return nil }
        return reading(.absolute(date), day, isWeak: true)
    }

    private func fullDate(year: Range<Int>, month: Range<Int>, day: Range<Int>) -> DayReading? {
        let isFull = year.count == 4
        let value = scan.value(year)
        guard isFull || (15...40).contains(value) else { return nil }
        let end = scan.isOne(of: "日号", at: day.upperBound) ? day.upperBound + 1 : day.upperBound
        guard
            let date = CalendarDay(
                year: isFull ? value : 2000 + value, month: scan.value(month), day: scan.value(day)),
            Self.years.contains(date.year)
        else { return impossible(end, isWeak: !isFull) }
        return reading(.absolute(date), end)
    }

    private func monthAndDay(
        month: Int, day: Int, separator: Unicode.Scalar, end: Int, dayDigits: Int
    ) -> DayReading? {
        guard (1...12).contains(month), (1...31).contains(day) else {
            // 28/1: the day first.
            if separator == "/", (13...31).contains(month), (1...12).contains(day), !scan[end].isAlphanumeric,
                !scan.isOne(of: "号日:/%", at: end), MeasureWords.word(in: scan, at: end) == nil
            {
                let isPossible = month <= CalendarDay.length(ofMonth: day, year: 2000)
                return isPossible ? reading(.yearless(month: day, day: month), end, isWeak: true) : nil
            }
            // 1-28号 with any first day is a range of days.
            return separator == "-" ? dayRange(from: month, to: day, end: end) : nil
        }
        if separator == "-", scan.isOne(of: "号日", at: end) { return dayRange(from: month, to: day, end: end) }
        if scan.isOne(of: "号日", at: end) { return reading(.yearless(month: month, day: day), end + 1) }
        guard !scan[end].isAlphanumeric, !scan.isOne(of: ":/%℃°", at: end),
            MeasureWords.word(in: scan, at: end) == nil
        else { return nil }
        let isSaid =
            separator != "。" && scan.isOne(of: "到回返抵晚早上下中凌来走", at: end) && !scan.has("中", at: end + 1)
        let isPossible = day <= CalendarDay.length(ofMonth: month, year: 2000)
        let isWeak = !isSaid || separator == "." && dayDigits == 1 && !scan.isOne(of: "到回返", at: end)
        return isPossible
            ? reading(.yearless(month: month, day: day), end, isWeak: isWeak)
            : impossible(end, isWeak: isWeak)
    }

    private func dayRange(from first: Int, to last: Int, end: Int) -> DayReading? {
        guard scan.isOne(of: "号日", at: end), (1...31).contains(first), (1...31).contains(last), first < last
        else { return nil }
        var reading = reading(.monthless(first), end + 1)
        reading.through = TimeExpression(day: .monthless(last))
        return reading
    }

    // MARK: Digits with words

    /// `2022年…`, `1月28号`, `28号`, `3天后`.
    func digitsDay(at index: Int, afterYear: Bool) -> DayReading? {
        guard let numeral = scan.numeral(at: index), !numeral.isVague else { return nil }
        let digits = scan.endOfDigits(index, limit: 10) - index
        guard numeral.end - index == digits else { return nil }
        // 在外5年1月28日回: one digit is rather how many years.
        if scan[numeral.end] == "年", !afterYear, digits > 1 || numeral.value == 0 {
            let year = digits == 2 ? Self.fullYear(numeral.value) : numeral.value
            return dayOfYear(year, at: numeral.end + 1)
        }
        guard digits <= 3 else { return nil }
        if let reading = daysAway(numeral, from: index) { return reading }
        guard digits <= 2 else { return nil }
        let mark = scan[numeral.end] == " " ? numeral.end + 1 : numeral.end
        if scan[mark] == "月" { return dayOfMonth(numeral.value, at: mark + 1) }
        return monthlessDay(at: index)
    }

    /// The years that a date can have: those of the lunar table.
    ///
    /// Any other is a slip of the finger.
    static let years = 1900...2100

    /// `22年` is 2022, `98年` 1998.
    static func fullYear(_ short: Int) -> Int { short < 50 ? 2000 + short : 1900 + short }

    /// The day of a year that was said: a month and a day, a lunar day, a festival.
    func dayOfYear(_ year: Int, at index: Int) -> DayReading? {
        let start = scan.skippingBlanks(scan[index] == "的" ? index + 1 : index, limit: 1)
        guard var reading = day(at: start, afterYear: true), reading.expression.year == .unsaid else {
            return nil
        }
        guard Self.years.contains(year) else { return impossible(reading.end) }
        if case .yearless(let month, let day) = reading.expression.day {
            let last = CalendarDay.length(ofMonth: month, year: year)
            guard let date = CalendarDay(year: year, month: month, day: day == 0 ? last : day) else {
                return impossible(reading.end)
            }
            reading.expression.day = .absolute(date)
            if case .yearless(let month, let day)? = reading.expression.orDay {
                reading.expression.orDay = CalendarDay(year: year, month: month, day: day).map {
                    .absolute($0)
                }
            }
            if case .yearless(let month, let day)? = reading.through?.day,
                let date = CalendarDay(year: year, month: month, day: day)
            {
                reading.through?.day = .absolute(date)
            }
        } else if case .offset = reading.expression.day {
            return nil
        } else {
            reading.expression.year = .year(year)
        }
        reading.isWeak = false
        return reading
    }

    /// What follows a month's name: `28号`, `28`, `底`, or 初五, which makes the month a lunar one.
    func dayOfMonth(_ month: Int, at index: Int) -> DayReading? {
        let start = scan.skippingBlanks(scan[index] == "份" ? index + 1 : index, limit: 1)
        if let end = monthEnd(at: start) {
            return (1...12).contains(month) ? reading(.yearless(month: month, day: 0), end) : impossible(end)
        }
        if scan.isOne(of: "初廿念", at: start), (1...12).contains(month), let number = lunarNumber(at: start),
            (1...30).contains(number.day)
        {
            var result = reading(.lunar(month: month, day: number.day, isLeap: false), number.end)
            result.expression.orDay = number.or.map { .lunar(month: month, day: $0, isLeap: false) }
            return result
        }
        guard let number = dayNumber(at: start) else { return nil }
        if scan[start].isDigit, number.or == nil, number.end - start > 2 { return nil }
        // 1月28 号, 1月25-28号
        let mark =
            scan[number.end] == " " && scan.isOne(of: "号日", at: number.end + 1) ? number.end + 1 : number.end
        let hasMark = scan.isOne(of: "号日", at: mark)
        let end = hasMark ? mark + 1 : number.end
        let isPossible =
            (1...12).contains(month)
            && (1...CalendarDay.length(ofMonth: month, year: 2000)).contains(number.day)
        if !hasMark {
            if scan[end] == ".", scan[end + 1].isDigit { return nil }
            // 1月5个: an amount, unless 人 or 家 belongs to what follows.
            if let unit = MeasureWords.word(in: scan, at: end), !"人家车路站".contains(unit.word) { return nil }
        }
        guard isPossible else { return impossible(end) }
        // 8月十五 is Mid-Autumn, as 八月十五 is.
        if month == 8, number.day == 15, scan[start] == "十", !hasMark {
            return reading(.lunar(month: 8, day: 15, isLeap: false), end)
        }
        var result = reading(.yearless(month: month, day: number.day), end)
        if let other = number.or {
            result.expression.orDay = .yearless(month: month, day: other)
            return result
        }
        if let (last, close) = lastDay(after: end, hasMark: hasMark) {
            result.through =
                last.month.map { TimeExpression(day: .yearless(month: $0, day: last.day)) }
                ?? TimeExpression(day: .yearless(month: month, day: last.day))
            result.end = close
        }
        return result
    }

    /// Where 底, 末, 月底 or 月末 ends behind a month.
    func monthEnd(at index: Int) -> Int? {
        let start = scan[index] == "月" ? index + 1 : index
        return scan.isOne(of: "底末", at: start) ? start + 1 : nil
    }

    /// The end of a range of days: `-28号`, `到1月30号`.
    private func lastDay(after end: Int, hasMark: Bool) -> (last: (month: Int?, day: Int), end: Int)? {
        guard scan.isOne(of: "-~到至", at: end), let first = scan.numeral(at: end + 1), !first.isVague else {
            return nil
        }
        if scan[first.end] == "月", (1...12).contains(first.value), let day = scan.numeral(at: first.end + 1),
            !day.isVague,
            (1...31).contains(day.value)
        {
            return ((first.value, day.value), scan.isOne(of: "号日", at: day.end) ? day.end + 1 : day.end)
        }
        guard scan.isOne(of: "号日", at: first.end), (1...31).contains(first.value) else { return nil }
        return ((nil, first.value), first.end + 1)
    }

    /// `28号`, `二十八日`, `28、29号`, `二十七八号`.
    func monthlessDay(at index: Int) -> DayReading? {
        guard let numeral = dayNumber(at: index), scan.isOne(of: "号日", at: numeral.end),
            (1...39).contains(numeral.day), scan[index] != "两"
        else { return nil }
        // 一日之计, 一日三餐
        if scan[index] == "一", scan[numeral.end] == "日", scan.isOne(of: "之三两", at: numeral.end + 1) {
            return nil
        }
        let before = scan[index - 1]
        guard !before.isLetter, before != "第", before != "#" else { return nil }
        // 学府路74号, 幸福街2号, 3栋2号: a house.
        if scan.isOne(of: "路街巷弄栋楼", at: index - 1) || scan.has("大道", at: index - 2) { return nil }
        // 28号楼, 3号线, 2日游: no days. 10日前 was read before.
        if scan.isOne(of: "楼线院店桌厢门文机井坑病床码卡游报子", at: numeral.end + 1) { return nil }
        let end = numeral.end + 1
        guard numeral.day <= 31 else { return impossible(end, isWeak: true) }
        var result = reading(.monthless(numeral.day), end)
        if let other = numeral.or {
            result.expression.orDay = .monthless(other)
            return result
        }
        if let (last, close) = lastDay(after: end, hasMark: true), last.month == nil {
            result.through = TimeExpression(day: .monthless(last.day))
            result.end = close
        }
        return result
    }
}
