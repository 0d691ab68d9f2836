/// A whole number at one place of a text, in digits or Chinese numerals.
struct Numeral: Sendable, Hashable {
    /// The number.
    var value: Int
    /// Where it ends.
    var end: Int
    /// Whether it is written in Chinese numerals.
    var isChinese = false
    /// Whether it is vague (`十几`, `七八`, `二十多`).
    var isVague = false
    /// Whether its Chinese digits are read out one by one (`二零二二`).
    var isSpelled = false
}

extension Scan {
    /// The value of a Chinese digit: 0…9 for 零 to 九 and 两; nil for anything else.
    static func chineseDigit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "零", "〇": 0
        case "一": 1
        case "二", "两": 2
        case "三": 3
        case "四": 4
        case "五": 5
        case "六": 6
        case "七": 7
        case "八": 8
        case "九": 9
        default: nil
        }
    }

    /// The value of a Chinese power of ten.
    private static func power(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "十": 10
        case "百": 100
        case "千": 1000
        case "万": 10_000
        case "亿": 100_000_000
        default: nil
        }
    }

    /// The number that starts at `index`: at most nine digits, or Chinese numerals.
    func numeral(at index: Int) -> Numeral? {
        if self[index].isDigit {
            let end = endOfDigits(index, limit: 10)
            guard end - index <= 9 else { return nil }
            return withVagueTail(withPower(Numeral(value: value(index..<end), end: end)))
        }
        return chineseNumeral(at: index)
    }

    /// `3万`, `1千5`, `1千5百`: digits followed by a power of ten, and a figure of the next lower one.
    private func withPower(_ numeral: Numeral) -> Numeral {
        guard var power = Self.power(self[numeral.end]), power >= 100, numeral.value < 10_000 else {
            return numeral
        }
        var result = numeral
        result.value *= power
        result.end += 1
        while self[result.end].isDigit, !self[result.end + 1].isDigit, power >= 100 {
            let next = Self.power(self[result.end + 1])
            guard next ?? 0 < power else { break }
            result.value += (Int(self[result.end].value) - 48) * (next ?? power / 10)
            result.end += next == nil ? 1 : 2
            power = next ?? 0
        }
        return result
    }

    /// `多`, `来`, `余`, `几` after a round number make it vague.
    private func withVagueTail(_ numeral: Numeral) -> Numeral {
        guard numeral.value > 0, numeral.value % 10 == 0, isOne(of: "多来余几", at: numeral.end) else {
            return numeral
        }
        // 十来 is vague, 30来 before a verb (来了) is not.
        if self[numeral.end] == "来", isOne(of: "了的到自", at: numeral.end + 1) { return numeral }
        var result = numeral
        result.end += 1
        result.isVague = true
        return result
    }

    /// The number in Chinese numerals that starts at `index`.
    func chineseNumeral(at index: Int) -> Numeral? {
        switch self[index] {
        case "俩": return Numeral(value: 2, end: index + 1, isChinese: true)
        case "仨": return Numeral(value: 3, end: index + 1, isChinese: true)
        case "几": return vagueLead(at: index)
        case "廿", "卅":
            let tens = self[index] == "廿" ? 20 : 30
            let digit = Self.chineseDigit(self[index + 1]).flatMap { $0 > 0 ? $0 : nil }
            return Numeral(value: tens + (digit ?? 0), end: index + (digit == nil ? 1 : 2), isChinese: true)
        case "十": break
        default: guard Self.chineseDigit(self[index]) != nil else { return nil }
        }
        if isOne(of: "一三", at: index), self[index + 1] == "两" {
            return Numeral(value: 1, end: index + 2, isChinese: true, isVague: true)
        }
        if let spelled = spelledNumeral(at: index) { return spelled }
        return composedNumeral(at: index)
    }

    /// `几十`, `几个`: vague from the start.
    private func vagueLead(at index: Int) -> Numeral? {
        var end = index + 1
        while end < index + 4, Self.power(self[end]) != nil { end += 1 }
        return Numeral(value: 0, end: end, isChinese: true, isVague: true)
    }

    /// Two or more digits in a row without powers: `二零二二`, and `七八` (vague).
    private func spelledNumeral(at index: Int) -> Numeral? {
        var end = index
        var value = 0
        while end - index < 9, let digit = Self.chineseDigit(self[end]), self[end] != "两" {
            value = value * 10 + digit
            end += 1
        }
        let length = end - index
        guard length >= 2, Self.chineseDigit(self[end]) == nil else { return nil }
        if let power = Self.power(self[end]) {
            // 七八十 is vague; 二零十 is no number.
            let (first, second) = (value / 10, value % 10)
            guard length == 2, second == first + 1, first > 0 else { return nil }
            return Numeral(value: first * power, end: end + 1, isChinese: true, isVague: true)
        }
        let (first, second) = (value / 10, value % 10)
        if length == 2, first > 0, second == first + 1 || (first, second) == (3, 5) {
            return Numeral(value: first, end: end, isChinese: true, isVague: true)
        }
        return Numeral(value: value, end: end, isChinese: true, isSpelled: true)
    }

    /// Digits and powers: `一千五百`, `一千五`, `二百五`, `十五`, `三万二`.
    private func composedNumeral(at index: Int) -> Numeral? {
        var total = 0
        var section = 0
        var digit: Int?
        var lastPower = 0
        var isAfterZero = false
        var position = index
        var isVague = false
        while position - index < 20 {
            if let next = Self.chineseDigit(self[position]) {
                if let digit {
                    // 十七八: the digit just read and this one are a vague pair; anything else starts another number.
                    guard lastPower == 10, next == digit + 1 else { break }
                    isVague = true
                    position += 1
                    break
                }
                // 一百零五, but not 零 twice.
                if next == 0 {
                    guard lastPower > 0, !isAfterZero,
                        Self.chineseDigit(self[position + 1]) != nil || self[position + 1] == "十"
                    else { break }
                    isAfterZero = true
                    position += 1
                    continue
                }
                digit = next
            } else if let power = Self.power(self[position]) {
                guard digit != nil || power == 10 && lastPower != 10 || power >= 10_000 && section > 0 else {
                    break
                }
                if power >= 10_000 {
                    guard total == 0 || total % (power * 10) == 0 || power == 100_000_000 else { break }
                    total = (total + section + (digit ?? 0)) * power
                    section = 0
                } else {
                    guard lastPower == 0 || power < lastPower || lastPower >= 10_000 else { break }
                    section += (digit ?? 1) * power
                }
                digit = nil
                lastPower = power
                isAfterZero = false
            } else {
                break
            }
            position += 1
        }
        guard position > index else { return nil }
        if let rest = digit {
            let isShort = lastPower >= 100 && !isAfterZero && !isVague
            section += isShort ? rest * (lastPower / 10) : rest
        }
        let numeral = Numeral(value: total + section, end: position, isChinese: true, isVague: isVague)
        return isVague ? numeral : withVagueTail(numeral)
    }
}
