extension TimeRecognizer {
    /// The day that is named at `index`; `afterYear`: behind a year, where no second one may follow.
    func day(at index: Int, afterYear: Bool = false) -> DayReading? {
        let scalar = scan[index]
        if scalar.isDigit { return numericDate(at: index) ?? digitsDay(at: index, afterYear: afterYear) }
        if let word = TimeWord.word(in: scan, at: index), !isBeginningOfDate(index..<word.end),
            let reading = day(word.word, from: index, end: word.end, afterYear: afterYear)
        {
            return reading
        }
        if Scan.chineseDigit(scalar) != nil || scalar == "十" || scalar == "廿" {
            return chineseDay(at: index, afterYear: afterYear)
        }
        if scalar == "过" || scalar == "再" { return daysPassing(at: index) }
        if scalar == "半", scan.has("半个月后", at: index) { return reading(.offset(15), index + 4) }
        return nil
    }

    /// Whether the name of a feast (二月二, 八月十五) is but the beginning of a date: 二月二十三, 八月十五日.
    private func isBeginningOfDate(_ word: Range<Int>) -> Bool {
        scan[word.lowerBound + 1] == "月" && Scan.chineseDigit(scan[word.lowerBound]) != nil
            && (scan.isOne(of: "十日号", at: word.upperBound) || Scan.chineseDigit(scan[word.upperBound]) != nil)
    }

    func reading(_ day: TimeExpression.Day, _ end: Int, isWeak: Bool = false) -> DayReading {
        DayReading(expression: TimeExpression(day: day), end: end, isWeak: isWeak)
    }

    func impossible(_ end: Int, isWeak: Bool = false) -> DayReading {
        var expression = TimeExpression()
        expression.isImpossible = true
        return DayReading(expression: expression, end: end, isWeak: isWeak)
    }

    // MARK: Words

    private func day(_ word: TimeWord, from index: Int, end: Int, afterYear: Bool) -> DayReading? {
        switch word {
        case .day(let offset, let part):
            var reading = reading(.offset(offset), end)
            reading.expression.part = part
            // 后天性, 明天会更好 are talk; only the first is another word.
            return offset == 2 && scan[end] == "性" ? nil : reading
        case .part: return nil
        case .year(let offset):
            guard !afterYear, var reading = day(at: scan.skippingBlanks(end, limit: 1), afterYear: true),
                reading.expression.year == .unsaid,
                Self.takesYear(reading.expression.day)
            else { return nil }
            reading.expression.year = .offset(offset)
            reading.isWeak = false
            return reading
        case .now: return now(from: index, end: end)
        case .week(let weeks): return weekday(weeks, from: index, end: end)
        case .month(let months):
            if let close = monthEnd(at: end) { return reading(.monthOffset(months, day: 0), close) }
            guard let number = dayNumber(at: end), scan.isOne(of: "号日", at: number.end) else { return nil }
            guard (1...31).contains(number.day) else { return impossible(number.end + 1) }
            var result = reading(.monthOffset(months, day: number.day), number.end + 1)
            result.expression.orDay = number.or.map { .monthOffset(months, day: $0) }
            return result
        case .monthEnd(let months):
            // 腊月底 is of another month than this.
            let isOfOther = scan[index] == "月" && scan.isOne(of: "正腊冬闰个下上", at: index - 1)
            return isOfOther ? nil : reading(.monthOffset(months, day: 0), end)
        case .lunarMonth(let month): return lunarDay(month: month, isLeap: false, at: end)
        case .lunarMark(let isLeap): return marked(isLeap: isLeap, at: end, afterYear: afterYear)
        case .january: return dayOfMonth(1, at: end)
        case .newYearDay: return newYearDay(from: index, end: end)
        case .lunarDay: return bareLunarDay(at: end)
        case .named(let day, let isWeak):
            // 五一路, 国庆村, 八一镇: names.
            if scan.isOne(of: "路街村镇广场屯号个人月天", at: end) { return nil }
            if isLongerDate(index..<end) { return nil }
            // 十一点, 十一口人: a number.
            if isWeak, scan.isOne(of: "点时日", at: end) || MeasureWords.word(in: scan, at: end) != nil {
                return nil
            }
            return reading(day, end, isWeak: isWeak)
        }
    }

    /// Whether 二月二, 三月三 or the like only begins a date: 二月二十三号, 七月十五日.
    private func isLongerDate(_ range: Range<Int>) -> Bool {
        range.contains { scan[$0] == "月" }
            && (Scan.chineseDigit(scan[range.upperBound]) != nil
                || scan.isOne(of: "十日", at: range.upperBound))
    }

    private static func takesYear(_ day: TimeExpression.Day) -> Bool {
        switch day {
        case .yearless, .lunar, .newYearsEve, .term: true
        default: false
        }
    }

    /// 刚才, 刚到家; in 钱刚到岗 it is a name.
    private func now(from index: Int, end: Int) -> DayReading? {
        var expression = TimeExpression()
        expression.isNow = true
        var close = end
        var isWeak = false
        switch scan[index] {
        case "刚" where end == index + 1:
            guard scan.isOne(of: "到回进下来从", at: end) else { return nil }
            isWeak = scan[index - 1].isHan && !scan.isOne(of: "来的了我他她们也都已", at: index - 1)
        case "才" where end == index + 2: close = index + 1
        case "现", "此":
            // 现在北京打工 names no time.
            guard !scan[end].isHan, !scan[index - 1].isHan else { return nil }
            isWeak = true
        default: break
        }
        return DayReading(expression: expression, end: close, isWeak: isWeak)
    }

    private func weekday(_ weeks: Int?, from index: Int, end: Int) -> DayReading? {
        // 每周三, 第二个周三, 下下下下周三
        if weeks == nil, scan.isOne(of: "每个一二两三四五六七八九十几半1234567890", at: index - 1) { return nil }
        if scan.isOne(of: "上下", at: index - 1) { return nil }
        var end = end
        if weeks != nil, case .week(nil)? = TimeWord.word(in: scan, at: end)?.word,
            let second = TimeWord.word(in: scan, at: end)?.end
        {
            // 下周周六, 上周星期三
            end = second
        }
        let next = scan[end]
        if next == "末" { return reading(.weekend(weeks: weeks ?? 0), end + 1) }
        let weekday: Int
        if next == "日" || next == "天" {
            weekday = 7
        } else if let digit = Scan.chineseDigit(next), (1...6).contains(digit), next != "两" {
            weekday = digit
        } else if next.isDigit, !scan[end + 1].isDigit, (1...7).contains(scan.value(end..<(end + 1))) {
            weekday = scan.value(end..<(end + 1))
        } else {
            return nil
        }
        // 周一鸣 may be a person.
        let isName =
            weeks == nil && scan[index] == "周" && scan[end + 1].isHan
            && !scan.isOne(of: "到回上下晚早中前后走的来从坐凌夜之值要动就能", at: end + 1)
        return reading(.weekday(weekday, weeks: weeks), end + 1, isWeak: isName)
    }

    // MARK: The lunar calendar

    private func lunarDay(month: Int, isLeap: Bool, at index: Int) -> DayReading? {
        let start = scan.skippingBlanks(scan[index] == "的" ? index + 1 : index, limit: 1)
        guard let number = lunarNumber(at: start) else { return nil }
        let close = scan.isOne(of: "号日", at: number.end) ? number.end + 1 : number.end
        guard (1...30).contains(number.day) else { return impossible(close) }
        var result = reading(.lunar(month: month, day: number.day, isLeap: isLeap), close)
        result.expression.orDay = number.or.map { .lunar(month: month, day: $0, isLeap: isLeap) }
        return result
    }

    /// After 农历 or 闰: a month by number or name, and its day.
    private func marked(isLeap: Bool, at index: Int, afterYear: Bool) -> DayReading? {
        let start = scan.skippingBlanks(index, limit: 1)
        if let word = TimeWord.word(in: scan, at: start) {
            switch word.word {
            case .lunarMark(true) where !isLeap:
                return marked(isLeap: true, at: word.end, afterYear: afterYear)
            case .lunarMonth(let month): return lunarDay(month: month, isLeap: isLeap, at: word.end)
            case .named(.lunar, _) where !isLongerDate(start..<word.end): return reading(at: start, word)
            case .named(.newYearsEve, _): return reading(at: start, word)
            case .lunarDay: return bareLunarDay(at: word.end)
            case .year(let offset):
                guard !afterYear, var reading = marked(isLeap: isLeap, at: word.end, afterYear: true) else {
                    return nil
                }
                reading.expression.year = .offset(offset)
                return reading
            default: break
            }
        }
        guard let month = scan.numeral(at: start), !month.isVague, scan[month.end] == "月" else { return nil }
        guard (1...12).contains(month.value) else { return impossible(month.end + 1) }
        return lunarDay(month: month.value, isLeap: isLeap, at: month.end + 1)
    }

    private func reading(at index: Int, _ found: (word: TimeWord, end: Int)) -> DayReading? {
        guard case .named(let day, _) = found.word else { return nil }
        return reading(day, found.end)
    }

    /// 大年初二, 大年三十 (which the trie knows whole), 年三十.
    private func newYearDay(from index: Int, end: Int) -> DayReading? {
        guard scan[index] == "大", let number = lunarNumber(at: end), scan[end] == "初" || number.day == 30
        else { return nil }
        if number.day == 30 { return reading(.newYearsEve, number.end) }
        var result = reading(.lunar(month: 1, day: number.day, isLeap: false), number.end)
        result.expression.orDay = number.or.map { .lunar(month: 1, day: $0, isLeap: false) }
        return result
    }

    /// 初六 alone; 初一 and 初二 are also classes of a school.
    private func bareLunarDay(at index: Int) -> DayReading? {
        guard let number = lunarNumber(at: index), scan[index] != "初", (1...10).contains(number.day),
            !scan.isOne(of: "学中年班级", at: number.end), !scan[index].isDigit || scan[number.end] != "."
        else { return nil }
        var result = reading(.lunarMonthless(number.day), number.end)
        result.expression.orDay = number.or.map { .lunarMonthless($0) }
        return result
    }

    // MARK: Chinese numerals

    private func chineseDay(at index: Int, afterYear: Bool) -> DayReading? {
        if !afterYear, let reading = spelledYear(at: index) { return reading }
        guard let numeral = scan.chineseNumeral(at: index), !numeral.isSpelled, numeral.value > 0 else {
            return nil
        }
        // 二十七八号
        if numeral.isVague { return monthlessDay(at: index) }
        if scan[numeral.end] == "月" {
            return dayOfMonth(numeral.value, at: numeral.end + 1)
        }
        if let reading = daysAway(numeral, from: index) ?? monthlessDay(at: index) {
            return reading
        }
        // 三十晚上 is New Year's Eve; 十五 and 廿八 may be lunar days.
        if numeral.value == 30, part(at: numeral.end) != nil || scan[numeral.end] == "儿" {
            return reading(.newYearsEve, scan[numeral.end] == "儿" ? numeral.end + 1 : numeral.end)
        }
        guard (11...30).contains(numeral.value), MeasureWords.word(in: scan, at: numeral.end) == nil,
            !scan.isOne(of: "点度时里中面月年几多来", at: numeral.end) || scan.has("来了", at: numeral.end)
        else { return nil }
        let day: TimeExpression.Day = numeral.value == 30 ? .newYearsEve : .lunarMonthless(numeral.value)
        return reading(day, numeral.end, isWeak: scan[index] != "廿")
    }

    /// `二零二二年一月二十八日`.
    private func spelledYear(at index: Int) -> DayReading? {
        guard let numeral = scan.chineseNumeral(at: index), numeral.isSpelled, scan[numeral.end] == "年" else {
            return nil
        }
        let year = numeral.end - index == 2 ? Self.fullYear(numeral.value) : numeral.value
        return dayOfYear(year, at: numeral.end + 1)
    }

    /// `过三天`, `再过两天`.
    private func daysPassing(at index: Int) -> DayReading? {
        var start = index
        if scan[start] == "再" { start += 1 }
        guard scan.isOne(of: "过有", at: start), let numeral = scan.numeral(at: start + 1), !numeral.isVague,
            scan[numeral.end] == "天", numeral.value <= 60, scan[start + 1] != "两"
        else { return nil }
        return reading(.offset(numeral.value), numeral.end + 1)
    }

    /// `三天后`, `3天前`, `两周后`.
    func daysAway(_ numeral: Numeral, from index: Int) -> DayReading? {
        var end = numeral.end
        let days: Int
        guard scan.isOne(of: "天日个星礼周", at: end) else { return nil }
        if scan.isOne(of: "天日", at: end) {
            days = 1
            end += 1
        } else if let word = ["个星期", "星期", "个礼拜", "礼拜", "周"].first(where: { scan.has($0, at: end) }) {
            days = 7
            end += word.unicodeScalars.count
        } else {
            return nil
        }
        guard numeral.value <= 400 else { return nil }
        for (word, sign) in [("以后", 1), ("之后", 1), ("后", 1), ("以前", -1), ("之前", -1), ("前", -1)]
        where scan.has(word, at: end) {
            return reading(.offset(sign * days * numeral.value), end + word.unicodeScalars.count)
        }
        return nil
    }
}
