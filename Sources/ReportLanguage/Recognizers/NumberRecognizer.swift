/// Finds counts, decimals, temperatures and durations.
struct NumberRecognizer: Sendable {
    /// The text.
    let scan: Scan

    /// The value that starts at `index`, where a number may start.
    func candidate(at index: Int) -> Candidate? {
        if scan[index] == "半" { return half(at: index) }
        if scan.isOne(of: "零〇", at: index), scan[index + 1] == "点" {
            return point(Numeral(value: 0, end: index + 1, isChinese: true), from: index)
        }
        if let decimal = decimal(at: index) { return withSign(decimal) }
        if scan.isOne(of: "百千", at: index) { return hundreds(at: index) }
        guard let numeral = scan.numeral(at: index) else { return nil }
        if numeral.isVague || scan[index] == "十" && scan[index - 1] == "数" {
            return vague(numeral, from: index)
        }
        if let range = range(numeral, from: index) { return range }
        if let temperature = degrees(numeral, from: index) ?? point(numeral, from: index) {
            return withSign(temperature)
        }
        if let duration = duration(numeral, from: index) { return duration }
        return count(numeral, from: index).map(withSign)
    }

    // MARK: Signs

    /// With the minus that stands in front (`-36.5`, `零下5度`): a temperature below zero is none of a body.
    ///
    /// A dash behind a word or a figure only joins (体温-36.5, 36.2-36.5), and one that opens a line is a list's.
    private func withSign(_ candidate: Candidate) -> Candidate {
        let start = candidate.range.lowerBound
        var sign = start
        if scan.has("零下", at: start - 2) {
            sign = start - 2
        } else if scan[start - 1] == "负" {
            sign = start - 1
        } else if scan[start - 1] == "-", start == 1 || scan.isOne(of: " \t:=\n", at: start - 2) {
            sign = start - 1
        }
        guard sign < start else { return candidate }
        var result = candidate
        switch candidate.kind {
        case .decimal(let value, let unit): result.kind = .decimal(-value, unit: unit)
        case .number(let value, let unit) where unit == "度" || (34...43).contains(value) || sign == start - 2:
            result.kind = .decimal(-Double(value), unit: unit)
        default: return candidate
        }
        result.range = sign..<candidate.range.upperBound
        return result
    }

    // MARK: Counts

    private func count(_ numeral: Numeral, from index: Int) -> Candidate? {
        let unit = unit(after: numeral)
        if unit == nil {
            // 一起, 一定: no number at all. 12F, 0451: parts of a code.
            if numeral.value == 1, numeral.isChinese, scan.isOne(of: "下样起切定般直律致旦些边会点共旦再向度", at: numeral.end) {
                return nil
            }
            if !numeral.isChinese, scan[numeral.end].isLetter || numeral.end - index > 2 && scan[index] == "0"
            {
                return nil
            }
        }
        if let unit, scan[unit.end] == "半", !scan.isOne(of: "夜", at: unit.end + 1) {
            return Candidate(
                range: index..<(unit.end + 1), kind: .decimal(Double(numeral.value) + 0.5, unit: unit.word))
        }
        return Candidate(
            range: (scan[index - 1] == "第" ? index - 1 : index)..<(unit?.end ?? numeral.end),
            kind: .number(numeral.value, unit: unit?.word),
            isWeak: unit == nil && numeral.isChinese && numeral.end - index == 1)
    }

    /// `20-30人`, `三到五个`: no one number.
    private func range(_ numeral: Numeral, from index: Int) -> Candidate? {
        guard scan.isOne(of: "-~到至", at: numeral.end), !scan[index - 1].isAlphanumeric,
            let last = scan.numeral(at: numeral.end + 1), !last.isVague, last.value > numeral.value,
            let unit = unit(after: last), !"号月年周路道".contains(unit.word)
        else { return nil }
        return Candidate(range: index..<unit.end, kind: .vagueNumber(unit: unit.word))
    }

    /// `上百人`, `数百`, `百十来人`, `百八十斤`.
    private func hundreds(at index: Int) -> Candidate? {
        let isLed = scan.isOne(of: "上近成数", at: index - 1)
        var end = index + 1
        if scan.has("八十", at: end) { end += 2 } else if scan[end] == "十" { end += 1 }
        guard isLed || end > index + 1 else { return nil }
        if scan.isOne(of: "来多余", at: end) { end += 1 }
        let unit = unit(after: Numeral(value: 0, end: end, isChinese: true))
        guard unit != nil || isLed && !scan[end].isHan else { return nil }
        return Candidate(
            range: (isLed ? index - 1 : index)..<(unit?.end ?? end), kind: .vagueNumber(unit: unit?.word))
    }

    private func vague(_ numeral: Numeral, from index: Int) -> Candidate? {
        let unit = unit(after: numeral)
        if numeral.value == 0 {
            // 几点, 几号: questions about a time. 几 alone says no amount.
            guard numeral.end - index > 1 || unit.map({ !"天号月分周".contains($0.word) }) ?? false else {
                return nil
            }
        }
        return Candidate(
            range: index..<(unit?.end ?? numeral.end), kind: .vagueNumber(unit: unit?.word),
            isWeak: unit == nil)
    }

    private func unit(after numeral: Numeral) -> (word: String, end: Int)? {
        let start = scan[numeral.end] == " " && !numeral.isChinese ? numeral.end + 1 : numeral.end
        guard let unit = MeasureWords.word(in: scan, at: start) else { return nil }
        let next = scan[unit.end]
        // 车120 人230: the next column's name. 车120人230 likewise.
        // 36.4 周建国, 2 张文博: behind a blank these are rather surnames.
        if start > numeral.end, unit.word == "周" || unit.word == "张", next.isHan, scan[unit.end + 1].isHan {
            return nil
        }
        if start > numeral.end || unit.word == "人" || unit.word == "车" || unit.word == "口" {
            if next.isDigit || next == ":" || next == "=" || Scan.chineseDigit(next) != nil { return nil }
        }
        if scan.isOne(of: "kKgGmLl", at: start), next.isLetter { return nil }
        return unit
    }

    // MARK: Decimals

    /// `36.5`, `2.5升`.
    private func decimal(at index: Int) -> Candidate? {
        guard scan[index].isDigit else { return nil }
        let whole = scan.endOfDigits(index, limit: 7)
        guard whole - index <= 6, let start = tenths(after: index..<whole) else { return nil }
        let end = scan.endOfDigits(start, limit: 4)
        guard end - start <= 3, !(scan[end] == "." && scan[end + 1].isDigit) else { return nil }
        let value = Self.decimal(
            scan.value(index..<whole), tenths: scan.value(start..<end), digits: end - start)
        if let word = scan.has("个小时", at: end) ? 3 : scan.has("小时", at: end) ? 2 : nil {
            return Candidate(
                range: index..<(end + word), kind: .duration(minutes: Int((value * 60).rounded())))
        }
        let unit = unit(after: Numeral(value: 0, end: end))
        return Candidate(range: index..<(unit?.end ?? end), kind: .decimal(value, unit: unit?.word))
    }

    /// Where the figures behind a decimal point begin; in a body's temperature a slip of the finger may stand for the point
    /// (`36。5`, `36·5`, `36. 5`).
    private func tenths(after whole: Range<Int>) -> Int? {
        let point = whole.upperBound
        if scan[point] == ".", scan[point + 1].isDigit { return point + 1 }
        guard whole.count == 2, (34...42).contains(scan.value(whole)), scan.isOne(of: ".。·", at: point) else {
            return nil
        }
        let start = scan[point] == "." && scan[point + 1] == " " ? point + 2 : point + 1
        let end = scan.endOfDigits(start, limit: 3)
        guard (1...2).contains(end - start), !scan[end].isAlphanumeric,
            MeasureWords.word(in: scan, at: end).map({ $0.word == "度" }) ?? true,
            !scan.isOne(of: ".:点月", at: end)
        else { return nil }
        return start
    }

    /// `36度5`, `三十六度五`, `三十六度半`; also the `三十六五` of a temperature.
    private func degrees(_ numeral: Numeral, from index: Int) -> Candidate? {
        var end = numeral.end
        if scan[end] == "度" {
            end += 1
        } else if !(numeral.isChinese && (35...42).contains(numeral.value) && numeral.end - index == 3) {
            return nil
        }
        let fraction: Int
        if scan[end] == "半" {
            fraction = 5
        } else if let digit = Scan.chineseDigit(scan[end]) {
            fraction = digit
            if scan[end + 1] == "十" || scan[end] == "两" { return nil }
        } else if scan[end].isDigit, end > numeral.end, !scan[end + 1].isDigit {
            fraction = Int(scan[end].value) - 48
        } else {
            return nil
        }
        var unit: String? = "度"
        end += 1
        if scan[end] == "度" {
            end += 1
        } else if end == numeral.end + 1 {
            unit = nil
        }
        let value = Self.decimal(numeral.value, tenths: fraction, digits: 1)
        return Candidate(range: index..<end, kind: .decimal(value, unit: unit))
    }

    /// `三十六点五`, `二点五升`, a point read out; a clock has at most 24 hours and no unit.
    ///
    /// `isClock`: a part of the day stands in front, so only a unit makes it a decimal.
    func point(_ numeral: Numeral, from index: Int, isClock: Bool = false) -> Candidate? {
        guard scan[numeral.end] == "点" else { return nil }
        var end = numeral.end + 1
        var fraction = 0
        while end - numeral.end <= 3 {
            if let digit = Scan.chineseDigit(scan[end]), scan[end] != "两" {
                fraction = fraction * 10 + digit
            } else if scan[end].isDigit {
                fraction = fraction * 10 + Int(scan[end].value) - 48
            } else {
                break
            }
            end += 1
        }
        let digits = end - numeral.end - 1
        guard digits > 0, scan[end] != "十", scan[end] != "分", scan[end] != "刻" else { return nil }
        let unit = unit(after: Numeral(value: 0, end: end, isChinese: true))
        // 八点八, 零点五: a clock has no tenths, and says 零八 for eight minutes.
        let isTenths = digits == 1 && scan[end - 1].isHan && !scan[end].isHan && !isClock
        let isMeasured = unit.map { "度升吨斤米元公斤公里".contains($0.word) } ?? false
        guard numeral.value > 29 || isMeasured || isTenths else { return nil }
        let value = Self.decimal(numeral.value, tenths: fraction, digits: digits)
        return Candidate(range: index..<(unit?.end ?? end), kind: .decimal(value, unit: unit?.word))
    }

    private static func decimal(_ whole: Int, tenths: Int, digits: Int) -> Double {
        let scale = [1.0, 10, 100, 1000, 10_000][min(digits, 4)]
        return (Double(whole) * scale + Double(tenths)) / scale
    }

    // MARK: Halves and durations

    /// `半小时`, `半斤`.
    private func half(at index: Int) -> Candidate? {
        for word in ["半个小时", "半个钟头", "半小时"] where scan.has(word, at: index) {
            return Candidate(range: index..<(index + word.unicodeScalars.count), kind: .duration(minutes: 30))
        }
        guard scan.isOne(of: "斤桶袋吨箱升瓶车盒", at: index + 1),
            let unit = MeasureWords.word(in: scan, at: index + 1)
        else { return nil }
        return Candidate(range: index..<unit.end, kind: .decimal(0.5, unit: unit.word))
    }

    /// `2小时`, `两个半小时`, `1小时30分钟`, `40分钟`.
    private func duration(_ numeral: Numeral, from index: Int) -> Candidate? {
        let start = scan[numeral.end] == " " ? numeral.end + 1 : numeral.end
        guard scan.isOne(of: "分个小钟", at: start) else { return nil }
        var minutes = 0
        var end = start
        if scan.has("分钟", at: start) {
            return Candidate(range: index..<(start + 2), kind: .duration(minutes: numeral.value))
        }
        for (word, extra) in [("个半小时", 30), ("个半钟头", 30), ("个小时", 0), ("小时", 0), ("个钟头", 0), ("钟头", 0)]
        where scan.has(word, at: start) {
            minutes = numeral.value * 60 + extra
            end = start + word.unicodeScalars.count
            break
        }
        guard end > start, numeral.value <= 10_000 else { return nil }
        if scan[end] == "半" {
            return Candidate(range: index..<(end + 1), kind: .duration(minutes: minutes + 30))
        }
        if let rest = scan.numeral(at: end), !rest.isVague, rest.value < 60, scan[rest.end] == "分" {
            end = scan[rest.end + 1] == "钟" ? rest.end + 2 : rest.end + 1
            minutes += rest.value
        }
        return Candidate(range: index..<end, kind: .duration(minutes: minutes))
    }
}
