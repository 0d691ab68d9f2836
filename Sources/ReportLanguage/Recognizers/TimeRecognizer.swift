/// Finds dates, clocks, and ranges of both.
struct TimeRecognizer: Sendable {
    /// The text.
    let scan: Scan

    /// A day as read, before its clock.
    struct DayReading {
        var expression: TimeExpression
        var end: Int
        var isWeak = false
        /// The other end of a range of days.
        var through: TimeExpression?
    }

    /// What starts at `index`, a day, a clock or a range of them, and where reading goes on.
    func read(at index: Int) -> (candidates: [Candidate], end: Int)? {
        // Most characters with which a time word starts begin another word here.
        if scan[index].isHan, TimeWord.word(in: scan, at: index) == nil,
            !Self.canStartWithoutWord(scan[index])
        {
            return nil
        }
        if let day = day(at: index) {
            // 每月4号, 每年春节: no one day.
            if scan.isOne(of: "月年", at: index - 1), scan[index - 2] == "每" { return nil }
            var found = read(day, from: index)
            // 8-20 is a day or a shift.
            if day.isWeak, let range = clockRange(at: index, part: nil), range.isWeak, range.end == day.end {
                let kind = Candidate.Kind.clockRange(from: range.from, to: range.to)
                found.candidates.append(Candidate(range: index..<range.end, kind: kind, isWeak: true))
            }
            return found
        }
        if let range = clockRange(at: index, part: nil) {
            let candidate = Candidate(
                range: index..<range.end, kind: .clockRange(from: range.from, to: range.to),
                isWeak: range.isWeak)
            guard range.isWeak else { return ([candidate], range.end) }
            return ([candidate], index + 1)
        }
        if let piece = clock(at: index, part: nil) {
            var expression = TimeExpression()
            expression.part = piece.part
            expression.clock = piece.clock
            expression.isImpossible = piece.isImpossible
            return (
                [Candidate(range: index..<piece.end, kind: .time(expression), isWeak: piece.isWeak)],
                piece.end
            )
        }
        if let (part, end) = part(at: index) {
            var expression = TimeExpression()
            expression.part = part
            return ([Candidate(range: index..<end, kind: .time(expression), isWeak: true)], end)
        }
        return nil
    }

    private static func canStartWithoutWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "差", "过", "再", "半", "十", "廿", "卅": true
        default: Scan.chineseDigit(scalar) != nil
        }
    }

    // MARK: A day and what follows it

    private func read(_ reading: DayReading, from index: Int) -> (candidates: [Candidate], end: Int) {
        var reading = withNeighbour(reading)
        if let through = reading.through {
            let kind = Candidate.Kind.dayRange(from: reading.expression, to: through)
            return ([Candidate(range: index..<reading.end, kind: kind, isWeak: reading.isWeak)], reading.end)
        }
        if reading.expression.isNow || reading.expression.isImpossible { return plain(reading, from: index) }
        if let date = dateBehind(reading) { reading = date }
        if let (other, end) = otherDay(after: reading) {
            reading.expression.orDay = other
            reading.end = end
        }
        if let (weekday, end) = weekdayBeside(reading.end) {
            if reading.expression.weekday == nil { reading.expression.weekday = weekday }
            reading.end = end
        }
        if let (last, end) = lastDay(after: reading) {
            if let other = Self.neighbour(of: reading.expression.day, last.day) {
                reading.expression.orDay = other
                reading.end = end
                return plain(reading, from: index)
            }
            let kind = Candidate.Kind.dayRange(from: reading.expression, to: last)
            return ([Candidate(range: index..<end, kind: kind)], end)
        }
        let start = clockStart(after: reading.end)
        if let range = clockRange(at: start, part: reading.expression.part), !range.isWeak {
            let clocks = Candidate(
                range: start..<range.end, kind: .clockRange(from: range.from, to: range.to))
            return (plain(reading, from: index).candidates + [clocks], range.end)
        }
        if reading.expression.part == nil, let (part, end) = part(at: start),
            start == reading.end || scan[start - 1] == "的" || clock(at: start, part: nil) != nil
        {
            reading.expression.part = part
            if let range = clockRange(at: end, part: part), !range.isWeak {
                let clocks = Candidate(
                    range: start..<range.end, kind: .clockRange(from: range.from, to: range.to))
                reading.end = end
                return (plain(reading, from: index).candidates + [clocks], range.end)
            }
            reading.end = end
            reading.isWeak = false
        }
        if let piece = clock(at: clockStart(after: reading.end), part: reading.expression.part), !piece.isWeak
        {
            reading.expression.part = piece.part
            reading.expression.clock = piece.clock
            reading.expression.isImpossible = piece.isImpossible
            reading.end = piece.end
            reading.isWeak = false
        }
        return plain(reading, from: index)
    }

    private func plain(_ reading: DayReading, from index: Int) -> (candidates: [Candidate], end: Int) {
        let candidate = Candidate(
            range: index..<reading.end, kind: .time(reading.expression), isWeak: reading.isWeak)
        return ([candidate], reading.end)
    }

    /// Where a clock may follow a day: past a blank, a comma, 的, the T of an ISO time or a dash before `11:23`.
    private func clockStart(after end: Int) -> Int {
        if scan[end] == "-", scan[end + 1].isDigit, scan[scan.endOfDigits(end + 1, limit: 3)] == ":" {
            return end + 1
        }
        if scan.isOne(of: "的T,", at: end) { return scan.skippingBlanks(end + 1, limit: 1) }
        return scan.skippingBlanks(end)
    }

    /// The part of the day that starts at `index`; short words (早, 晚) are none by themselves.
    func part(at index: Int) -> (part: TimeExpression.Part, end: Int)? {
        guard case .part(let part, isShort: false)? = TimeWord.word(in: scan, at: index)?.word,
            let end = TimeWord.word(in: scan, at: index)?.end
        else { return nil }
        // 今晚后半夜, 晚上后半夜
        if part == .evening, case .part(let second, isShort: false)? = TimeWord.word(in: scan, at: end)?.word,
            second == .lateNight || second == .smallHours,
            let secondEnd = TimeWord.word(in: scan, at: end)?.end
        {
            return (.lateNight, secondEnd)
        }
        return (part, end)
    }
}
