/// The digits that start at one place of a text, through the single separators that people put into long numbers.
///
/// At most 32 digits are taken, so that a megabyte of digits costs no more than its length.
struct DigitGroups: Sendable {
    /// The digits, 0…9.
    private(set) var digits: [UInt8] = []
    /// For each digit, where it stands.
    private(set) var positions: [Int] = []
    /// How many digits have been read at the end of each group.
    private(set) var groupEnds: [Int] = []
    /// Whether the digits are read aloud (幺三八).
    let isSpoken: Bool
    /// Whether more digits follow than were taken.
    private(set) var isCut = false

    /// Takes the digits from `index` on.
    init(_ scan: Scan, at index: Int) {
        isSpoken = !scan[index].isDigit
        digits.reserveCapacity(18)
        positions.reserveCapacity(18)
        var position = index
        while digits.count < 33 {
            if let digit = Self.digit(scan[position], isSpoken: isSpoken) {
                digits.append(digit)
                positions.append(position)
                position += 1
                continue
            }
            groupEnds.append(digits.count)
            guard let next = Self.afterSeparator(scan, position, isSpoken: isSpoken),
                Self.digit(scan[next], isSpoken: isSpoken) != nil
            else { return }
            position = next
        }
        groupEnds.append(digits.count)
        isCut = true
    }

    /// Whether at least `count` digits start at `index`; most runs are short, and not worth collecting.
    static func has(_ count: Int, in scan: Scan, at index: Int) -> Bool {
        let isSpoken = !scan[index].isDigit
        var found = 0
        var position = index
        while found < count {
            if digit(scan[position], isSpoken: isSpoken) != nil {
                found += 1
                position += 1
            } else if let next = afterSeparator(scan, position, isSpoken: isSpoken),
                digit(scan[next], isSpoken: isSpoken) != nil
            {
                position = next
            } else {
                return false
            }
        }
        return true
    }

    private static func digit(_ scalar: Unicode.Scalar, isSpoken: Bool) -> UInt8? {
        if scalar.isDigit { return isSpoken ? nil : UInt8(scalar.value - 48) }
        return isSpoken ? spokenDigit(scalar) : nil
    }

    private static func afterSeparator(_ scan: Scan, _ position: Int, isSpoken: Bool) -> Int? {
        switch scan[position] {
        case " ": scan[position + 1] == "-" && scan[position + 2] == " " ? position + 3 : position + 1
        case "-", ".": position + 1
        case ",", "、", "。": isSpoken ? position + 1 : nil
        case "逗": isSpoken && scan[position + 1] == "号" ? position + 2 : nil
        default: nil
        }
    }

    /// The digit that a character stands for in a number read aloud.
    static func spokenDigit(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar {
        case "零", "〇", "洞": 0
        case "一", "幺", "么": 1
        case "二", "两": 2
        case "三": 3
        case "四": 4
        case "五", "伍": 5
        case "六", "陆": 6
        case "七", "拐": 7
        case "八": 8
        case "九", "勾", "钩": 9
        default: nil
        }
    }

    /// The lengths of the groups that make up the first `count` digits; nil where no group ends there.
    func lengths(of count: Int) -> [Int]? {
        guard let group = groupEnds.firstIndex(of: count) else { return nil }
        return (0...group).map { groupEnds[$0] - ($0 > 0 ? groupEnds[$0 - 1] : 0) }
    }

    /// The first `count` digits as text, from `start` on.
    func text(_ range: Range<Int>) -> String {
        String(decoding: digits[range].map { $0 + 48 }, as: UTF8.self)
    }

    /// Where the digit before `count` ends in the text.
    func end(of count: Int) -> Int { positions[count - 1] + 1 }
}
