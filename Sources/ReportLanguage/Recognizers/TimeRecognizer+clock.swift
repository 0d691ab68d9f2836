extension TimeRecognizer {
    /// A clock as read.
    struct ClockPiece {
        var part: TimeExpression.Part?
        var clock: TimeExpression.Clock?
        var end: Int
        var isImpossible = false
        var isWeak = false
        /// Whether only a figure stands there (`20` of `20-8点`).
        var isBare = false
        /// Whether the part of the day is said with it, not inherited.
        var hasOwnPart = false
    }

    /// The clock at `index`, with the part of the day before it; `part` is what was said before.
    func clock(at index: Int, part: TimeExpression.Part?, allowsBare: Bool = false) -> ClockPiece? {
        var start = index
        var part = part
        var hasOwnPart = false
        var isShort = false
        if case .part(let said, let short)? = TimeWord.word(in: scan, at: index)?.word,
            let end = TimeWord.word(in: scan, at: index)?.end
        {
            // 今晚后半夜2点: the night's end.
            let isNight = part == .evening && (said == .lateNight || said == .smallHours)
            part = isNight ? .lateNight : said
            hasOwnPart = true
            isShort = short
            start = scan.skippingBlanks(end, limit: short ? 0 : 1)
        }
        guard var piece = figure(at: start, allowsBare: allowsBare, hasPart: part != nil) else { return nil }
        piece.part = part
        piece.hasOwnPart = hasOwnPart
        if part != nil, !isShort { piece.isWeak = false }
        // 晚一点, 早一点: not one o'clock.
        if isShort, piece.isWeak { return nil }
        return piece
    }

    /// The figures of a clock at `index`.
    private func figure(at index: Int, allowsBare: Bool, hasPart: Bool) -> ClockPiece? {
        if scan[index].isDigit, let piece = digital(at: index) { return piece }
        if scan[index] == "差" { return shortOf(at: index) }
        if scan.isOne(of: "零〇", at: index), scan.isOne(of: "点时", at: index + 1) {
            // 零点五吨
            let zero = Numeral(value: 0, end: index + 1, isChinese: true)
            if NumberRecognizer(scan: scan).point(zero, from: index) != nil { return nil }
            return spoken(hour: 0, later: nil, isKnown: true, from: index, at: index + 1)
        }
        guard let numeral = scan.numeral(at: index), numeral.value < 100, !numeral.isSpelled else {
            return nil
        }
        let digits = numeral.isChinese ? 0 : numeral.end - index
        guard digits <= 2 else { return nil }
        let isKnown = numeral.value >= 13 || numeral.value == 0 || digits == 2 && scan[index] == "0"
        if numeral.isVague {
            // 七八点
            guard numeral.value < 12, numeral.end - index == 2, numeral.value > 0, scan[numeral.end] == "点"
            else { return nil }
            return spoken(
                hour: numeral.value, later: numeral.value + 1, isKnown: false, from: index, at: numeral.end)
        }
        // 7、8点
        if scan.isOne(of: "、,", at: numeral.end), let later = scan.numeral(at: numeral.end + 1),
            !later.isVague,
            later.value == numeral.value + 1, scan[later.end] == "点"
        {
            return spoken(
                hour: numeral.value, later: later.value, isKnown: isKnown, from: index, at: later.end)
        }
        if scan.isOne(of: "点时", at: numeral.end) {
            // 二点五升
            if NumberRecognizer(scan: scan).point(numeral, from: index, isClock: hasPart) != nil {
                return nil
            }
            return spoken(hour: numeral.value, later: nil, isKnown: isKnown, from: index, at: numeral.end)
        }
        guard allowsBare, numeral.value <= 24, !scan.isOne(of: ".:/", at: numeral.end) else { return nil }
        let clock = TimeExpression.Clock(hour: numeral.value, isHalfKnown: isKnown)
        return ClockPiece(clock: clock, end: numeral.end, isBare: true)
    }

    /// `20:30`, `8:05:00`.
    private func digital(at index: Int) -> ClockPiece? {
        let hourEnd = scan.endOfDigits(index, limit: 3)
        guard hourEnd - index <= 2, scan[hourEnd] == ":" else { return nil }
        let end = scan.endOfDigits(hourEnd + 1, limit: 3)
        guard end - hourEnd == 3 else { return nil }
        let hour = scan.value(index..<hourEnd)
        let minute = scan.value((hourEnd + 1)..<end)
        guard hour < 30 else { return nil }
        var close = end
        if scan[end] == ":", scan.endOfDigits(end + 1, limit: 3) == end + 3 {
            close = end + 3
            // The zone of an ISO time is the bot's: people paste, they do not travel.
            if scan[close] == "Z" { close += 1 } else if scan.has("+08:00", at: close) { close += 6 }
        }
        let isPossible = hour < 24 && minute < 60 || hour == 24 && minute == 0
        let isKnown = hour >= 13 || hour == 0 || scan[index] == "0"
        let clock = TimeExpression.Clock(hour: hour, minute: minute, isHalfKnown: isKnown)
        return ClockPiece(clock: clock, end: close, isImpossible: !isPossible)
    }

    /// `8点`, `八点一刻`, `20时30分`: from the word after the hour on.
    private func spoken(hour: Int, later: Int?, isKnown: Bool, from index: Int, at mark: Int) -> ClockPiece? {
        if scan[mark] == "时", scan.isOne(of: "候间代常段期而不", at: mark + 1) { return nil }
        if scan[mark] == "点", scan.isOne(of: "名击火心菜评赞滴儿建意要", at: mark + 1) { return nil }
        guard hour < 30 else { return nil }
        var clock = TimeExpression.Clock(hour: hour, isHalfKnown: isKnown, orHour: later)
        var end = mark + 1
        var isExact = false
        var isPossible = true
        if scan[end] == "半", scan[end + 1] != "夜" {
            clock.minute = 30
            end += 1
            isExact = true
        } else if scan.isOne(of: "一三13", at: end), scan[end + 1] == "刻" {
            clock.minute = scan.isOne(of: "一1", at: end) ? 15 : 45
            end += 2
            isExact = true
        } else if let (minute, close) = minutes(at: end) {
            clock.minute = minute
            isPossible = minute < 60
            end = close
            isExact = true
        }
        for word in ["多钟", "来钟", "左右", "前后", "钟", "整", "多", "许"] where scan.has(word, at: end) {
            end += word.unicodeScalars.count
            isExact = true
        }
        isPossible = isPossible && (hour < 24 || hour == 24 && clock.minute == 0)
        // 一点 is also "a little".
        let isWeak = hour == 1 && scan[index] == "一" && !isExact
        return ClockPiece(clock: clock, end: end, isImpossible: !isPossible, isWeak: isWeak)
    }

    /// The minutes after 点 or 时.
    private func minutes(at index: Int) -> (minute: Int, end: Int)? {
        let start = scan.isOne(of: "零过", at: index) ? index + 1 : index
        guard let numeral = scan.numeral(at: start), !numeral.isVague, numeral.value < 100 else { return nil }
        if scan[numeral.end] == "分" {
            let end = scan[numeral.end + 1] == "钟" ? numeral.end + 2 : numeral.end + 1
            if let seconds = scan.numeral(at: end), !seconds.isVague, scan[seconds.end] == "秒" {
                return (numeral.value, seconds.end + 1)
            }
            return (numeral.value, end)
        }
        let isTwoFigures = numeral.isChinese ? numeral.value >= 10 || start > index : numeral.end - index >= 2
        // 8点70 cannot be; 八点七十 is no time that anybody says.
        guard isTwoFigures, numeral.value < 60 || !numeral.isChinese, !scan.isOne(of: ".:点", at: numeral.end),
            numeral.end - start <= 3,
            MeasureWords.word(in: scan, at: numeral.end) == nil
        else { return nil }
        return (numeral.value, numeral.end)
    }

    /// `差5分8点`.
    private func shortOf(at index: Int) -> ClockPiece? {
        guard let minutes = scan.numeral(at: index + 1), !minutes.isVague, minutes.value < 60,
            minutes.value > 0
        else {
            return nil
        }
        var start = minutes.end
        for word in ["分钟", "分"] where start == minutes.end && scan.has(word, at: start) {
            start += word.unicodeScalars.count
        }
        guard start > minutes.end, let hour = scan.numeral(at: start), !hour.isVague,
            (1...24).contains(hour.value),
            scan[hour.end] == "点"
        else { return nil }
        let clock = TimeExpression.Clock(
            hour: hour.value - 1, minute: 60 - minutes.value, isHalfKnown: hour.value > 13)
        return ClockPiece(clock: clock, end: hour.end + 1)
    }

    // MARK: Ranges

    /// `20:00-次日8:00`, `晚8点到早8点`, `8点-10点`, `早8晚8`; weak: `20-8`.
    func clockRange(
        at index: Int, part: TimeExpression.Part?
    ) -> (from: ClockTime, to: ClockTime, end: Int, isWeak: Bool)? {
        guard let first = clock(at: index, part: part, allowsBare: true), !first.isImpossible,
            let from = first.clock
        else { return nil }
        var start = scan.skippingBlanks(first.end, limit: 1)
        let isJoined = scan.isOne(of: "-~到至", at: start)
        while scan.isOne(of: "-~到至", at: start), start < first.end + 4 { start += 1 }
        start = scan.skippingBlanks(start, limit: 1)
        var isNextDay = false
        for word in ["次日", "第二天", "翌日", "转天", "隔天", "明天", "明日", "第2天", "次"] where scan.has(word, at: start) {
            start = scan.skippingBlanks(start + word.unicodeScalars.count, limit: 1)
            isNextDay = true
            break
        }
        var dayPart: TimeExpression.Part?
        if let word = TimeWord.word(in: scan, at: start), case .day(_, let said?) = word.word {
            // 到明早8点
            dayPart = said
            isNextDay = said == .morning
            start = word.end
        }
        guard let second = clock(at: start, part: dayPart, allowsBare: true), !second.isImpossible,
            let to = second.clock,
            isJoined || first.hasOwnPart && second.hasOwnPart
        else { return nil }
        let isBareEnd = second.isBare && !second.hasOwnPart && dayPart == nil && !isNextDay
        let isWeak = first.isBare && isBareEnd && !first.hasOwnPart && part == nil
        guard !isBareEnd || canEndBare(second.end, after: first), !isWeak || !isTail(index) else {
            return nil
        }
        // 1-2点 is a vague hour as likely as a range, but 8-12点 is a range.
        let end = second.end
        let fromMinutes = minutes(of: from, part: first.part)
        let plain = minutes(of: to, part: second.part)
        var toMinutes = plain
        if second.part == nil, !isNextDay, !to.isHalfKnown, first.part != nil {
            let inherited = minutes(of: to, part: first.part)
            if inherited > fromMinutes { toMinutes = inherited }
        }
        return (ClockTime(minutesOfDay: fromMinutes), ClockTime(minutesOfDay: toMinutes), end, isWeak)
    }

    /// Whether a bare figure may end a range: not where it belongs to a date, an amount or another number.
    private func canEndBare(_ end: Int, after first: ClockPiece) -> Bool {
        let next = scan[end]
        if next.isAlphanumeric || next.isOne(of: "./-:月号日%组队") { return false }
        return MeasureWords.word(in: scan, at: end) == nil
    }

    private func minutes(of clock: TimeExpression.Clock, part: TimeExpression.Part?) -> Int {
        let anchor = CalendarDay(serial: 0)
        return clock.moment(on: anchor, part: part).serialMinutes
    }
}
