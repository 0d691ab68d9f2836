extension TimeRecognizer {
    // MARK: Figures with separators

    /// `2022-1-28`, `22/1/28`, `20220128`, `1.28`, `1/28`.
    func numericDate(at index: Int) -> DayReading? {
        let first = scan.endOfDigits(index, limit: 9)
        let length = first - index
        if length == 8 || length == 6, !scan[first].isAlphanumeric { return packedDate(index..<first) }
        guard length <= 4, scan.isOne(of: "-/.", at: first), scan[first + 1].isDigit else { return nil }
        let separator = scan[first]
        let second = scan.endOfDigits(first + 1, limit: 3)
        guard second - first <= 3 else { return nil }
        if scan[second] == separator, scan[second + 1].isDigit {
            let third = scan.endOfDigits(second + 1, limit: 3)
            guard third - second <= 3, length == 4 || length == 2 else { return nil }
            return fullDate(year: index..<first, month: (first + 1)..<second, day: (second + 1)..<third)
        }
        guard length <= 2 else { return nil }
        return monthAndDay(
            month: scan.value(index..<first), day: scan.value((first + 1)..<second), separator: separator,
            end: second, dayDigits: second - first - 1)
    }

    private func packedDate(_ range: Range<Int>) -> DayReading? {
        let isFull = range.count == 8
        let value = scan.value(range)
        let year = isFull ? value / 10_000 : 2000 + value / 10_000
        guard (isFull ? 2000...2040 : 2015...2035).contains(year),
            let day = CalendarDay(year: year, month: value / 100 % 100, day: value % 100)
        else { return nil }
        return reading(.absolute(day), range.upperBound, isWeak: !isFull)
    }

    private func fullDate(year: Range<Int>, month: Range<Int>, day: Range<Int>) -> DayReading? {
        let isFull = year.count == 4
        let value = scan.value(year)
        guard isFull ? (1900...2100).contains(value) : (15...40).contains(value) else { return nil }
        let end = scan.isOne(of: "日号", at: day.upperBound) ? day.upperBound + 1 : day.upperBound
        guard
            let date = CalendarDay(
                year: isFull ? value : 2000 + value, month: scan.value(month), day: scan.value(day))
        else { return impossible(end, isWeak: !isFull) }
        return reading(.absolute(date), end)
    }

    private func monthAndDay(
        month: Int, day: Int, separator: Unicode.Scalar, end: Int, dayDigits: Int
    ) -> DayReading? {
        guard (1...12).contains(month), (1...31).contains(day) else {
            // 1-28号 with any first day is a range of days.
            return separator == "-" ? dayRange(from: month, to: day, end: end) : nil
        }
        if separator == "-", scan.isOne(of: "号日", at: end) { return dayRange(from: month, to: day, end: end) }
        if scan.isOne(of: "号日", at: end) { return reading(.yearless(month: month, day: day), end + 1) }
        guard !scan[end].isAlphanumeric, !scan.isOne(of: ":/%℃°", at: end),
            MeasureWords.word(in: scan, at: end) == nil
        else { return nil }
        let isSaid = scan.isOne(of: "到回返抵晚早上下中凌来走", at: end) && !scan.has("中", at: end + 1)
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
        let digits = scan.endOfDigits(index, limit: 5) - index
        guard numeral.end - index == digits else { return nil }
        if scan[numeral.end] == "年", !afterYear, digits == 4 || digits == 2 {
            return dayOfYear(digits == 2 ? 2000 + numeral.value : numeral.value, at: numeral.end + 1)
        }
        guard digits <= 3 else { return nil }
        if let reading = daysAway(numeral, from: index) { return reading }
        guard digits <= 2 else { return nil }
        let mark = scan[numeral.end] == " " ? numeral.end + 1 : numeral.end
        if scan[mark] == "月" { return dayOfMonth(numeral.value, at: mark + 1) }
        return monthlessDay(numeral, from: index)
    }

    /// The day of a year that was said: a month and a day, a lunar day, a festival.
    func dayOfYear(_ year: Int, at index: Int) -> DayReading? {
        guard (1900...2100).contains(year) else { return nil }
        let start = scan.skippingBlanks(scan[index] == "的" ? index + 1 : index, limit: 1)
        guard var reading = day(at: start, afterYear: true), reading.expression.year == .unsaid else {
            return nil
        }
        if case .yearless(let month, let day) = reading.expression.day {
            let last = CalendarDay.length(ofMonth: month, year: year)
            guard let date = CalendarDay(year: year, month: month, day: day == 0 ? last : day) else {
                return impossible(reading.end)
            }
            reading.expression.day = .absolute(date)
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
        if scan.isOne(of: "底末", at: index) {
            return (1...12).contains(month)
                ? reading(.yearless(month: month, day: 0), index + 1) : impossible(index + 1)
        }
        if scan.isOne(of: "初廿念", at: start), (1...12).contains(month) {
            let isTens = scan[start] != "初"
            if let numeral = scan.chineseNumeral(at: isTens ? start : start + 1), !numeral.isVague,
                (1...(isTens ? 30 : 10)).contains(numeral.value)
            {
                return reading(.lunar(month: month, day: numeral.value, isLeap: false), numeral.end)
            }
        }
        guard let numeral = scan.numeral(at: start), !numeral.isVague, !numeral.isSpelled, numeral.value < 100
        else { return nil }
        if !numeral.isChinese, numeral.end - start > 2 { return nil }
        // 1月28 号, 1月25-28号
        let mark =
            scan[numeral.end] == " " && scan.isOne(of: "号日", at: numeral.end + 1)
            ? numeral.end + 1 : numeral.end
        let hasMark = scan.isOne(of: "号日", at: mark)
        let end = hasMark ? mark + 1 : numeral.end
        let isPossible =
            (1...12).contains(month)
            && (1...CalendarDay.length(ofMonth: month, year: 2000)).contains(numeral.value)
        if !hasMark {
            if scan[end] == ".", scan[end + 1].isDigit { return nil }
            // 1月5个: an amount, unless 人 or 家 belongs to what follows.
            if let unit = MeasureWords.word(in: scan, at: end), !"人家车路站".contains(unit.word) { return nil }
        }
        guard isPossible else { return impossible(end) }
        var result = reading(.yearless(month: month, day: numeral.value), end)
        if let (last, close) = lastDay(after: end, hasMark: hasMark) {
            result.through =
                last.month.map { TimeExpression(day: .yearless(month: $0, day: last.day)) }
                ?? TimeExpression(day: .yearless(month: month, day: last.day))
            result.end = close
        }
        return result
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

    /// `28号`, `二十八日`.
    func monthlessDay(_ numeral: Numeral, from index: Int) -> DayReading? {
        guard scan.isOne(of: "号日", at: numeral.end), (1...39).contains(numeral.value), !numeral.isSpelled
        else { return nil }
        let before = scan[index - 1]
        guard !before.isLetter, before != "第", before != "#" else { return nil }
        // 28号楼, 3号线, 2日游: no days. 10日前 was read before.
        if scan.isOne(of: "楼线院店桌厢门文机井坑病床码卡游报子", at: numeral.end + 1) { return nil }
        let end = numeral.end + 1
        guard numeral.value <= 31 else { return impossible(end, isWeak: true) }
        var result = reading(.monthless(numeral.value), end)
        if let (last, close) = lastDay(after: end, hasMark: true), last.month == nil {
            result.through = TimeExpression(day: .monthless(last.day))
            result.end = close
        }
        return result
    }
}
