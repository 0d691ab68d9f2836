/// Finds phones and identity numbers, and what is meant as one but fails.
///
/// A run of digits is a phone or an identity number as a whole or not at all: no phone is cut out of an order number.
struct LongNumberRecognizer: Sendable {
    /// The text.
    let scan: Scan

    /// What the digits that start at `index` are; `end` is where reading goes on, beyond them even where nothing was found in
    /// a run too long for any other number.
    func read(at index: Int) -> (candidates: [Candidate], end: Int)? {
        if scan[index] == "(" { return bracketedAreaCode(at: index) }
        if let found = scientific(at: index) { return found }
        let start = scan[index] == "+" ? index + 1 : index
        guard DigitGroups.has(7, in: scan, at: start) else { return nil }
        let groups = DigitGroups(scan, at: start)
        if let found = identityNumber(groups, from: start) ?? phone(groups, from: index, at: start)
            ?? glued(groups, from: start) ?? broken(groups, from: index)
        {
            return found
        }
        let first = groups.groupEnds.first ?? 0
        guard first >= 9 else { return nil }
        return ([], groups.isCut ? scan.endOfDigits(start) : groups.end(of: first))
    }

    // MARK: Identity numbers

    private func identityNumber(_ groups: DigitGroups, from start: Int) -> (
        candidates: [Candidate], end: Int
    )? {
        if let lengths = groups.lengths(of: 17), lengths.count <= 5 {
            let end = groups.end(of: 17)
            if scan.isOne(of: "Xx×*ХхΧχ", at: end), !scan[end + 1].isAlphanumeric || isMobile(at: end + 1) {
                let text = groups.text(0..<17) + "X"
                let isRepaired = groups.isSpoken || !scan.isOne(of: "Xx", at: end)
                if IdentityNumber.failure(of: text.utf8) == nil {
                    return (
                        [Candidate(range: start..<(end + 1), kind: .idNumber(text), isRepaired: isRepaired)],
                        end + 1
                    )
                }
                if lengths.count == 1 || lengths == [6, 8, 3], isProvince(groups) {
                    return ([Candidate(range: start..<(end + 1), kind: .brokenIDNumber)], end + 1)
                }
            }
        }
        guard let lengths = groups.lengths(of: 18), lengths.count <= 5 else { return nil }
        let end = groups.end(of: 18)
        let text = groups.text(0..<18)
        if IdentityNumber.failure(of: text.utf8) == nil {
            return ([Candidate(range: start..<end, kind: .idNumber(text), isRepaired: groups.isSpoken)], end)
        }
        guard isProvince(groups), lengths.count == 1 || lengths == [6, 8, 4] || lengths == [6, 4, 4, 4],
            !scan[end].isLetter
        else { return nil }
        return ([Candidate(range: start..<end, kind: .brokenIDNumber)], end)
    }

    /// Whether exactly the eleven digits of a mobile number start at `index`.
    private func isMobile(at index: Int) -> Bool {
        scan[index] == "1" && scan.isOne(of: "3456789", at: index + 1)
            && scan.endOfDigits(index, limit: 12) - index == 11
    }

    private func isProvince(_ groups: DigitGroups) -> Bool {
        // Permits of foreigners start with 9, but so do too many order numbers.
        groups.digits[0] < 9 && IdentityNumber.isProvince(Int(groups.digits[0]) * 10 + Int(groups.digits[1]))
    }

    // MARK: Phones

    private func phone(_ groups: DigitGroups, from index: Int, at start: Int) -> (
        candidates: [Candidate], end: Int
    )? {
        let digits = groups.digits
        var prefix = 0
        if digits.starts(with: [8, 6]) { prefix = 2 }
        if digits.starts(with: [0, 8, 6]) { prefix = 3 }
        if digits.starts(with: [0, 0, 8, 6]) { prefix = 4 }
        if index < start, prefix != 2 { return nil }
        for skipped in prefix > 0 ? [prefix] : [0] {
            guard digits.count >= skipped + 11, Self.isMobile(groups, from: skipped),
                var lengths = groups.lengths(of: skipped + 11)
            else { continue }
            if skipped > 0 {
                lengths[0] -= skipped
                if lengths[0] == 0 { lengths.removeFirst() }
            }
            guard Self.isPhoneShape(lengths, isSpoken: groups.isSpoken) else { continue }
            let end = groups.end(of: skipped + 11)
            let candidate = Candidate(
                range: index..<end, kind: .phone(groups.text(skipped..<(skipped + 11))),
                isRepaired: groups.isSpoken)
            return ([candidate], end)
        }
        return landline(groups, from: index, skipping: 0)
            ?? (prefix > 0 ? landline(groups, from: index, skipping: prefix) : nil)
    }

    private static func isMobile(_ groups: DigitGroups, from index: Int) -> Bool {
        groups.digits[index] == 1 && groups.digits[index + 1] >= 3
    }

    /// The ways in which people space a mobile number.
    private static func isPhoneShape(_ lengths: [Int], isSpoken: Bool) -> Bool {
        switch lengths {
        case [11], [3, 4, 4], [3, 3, 5], [4, 4, 3], [3, 8], [7, 4], [4, 7], [5, 6], [6, 5], [3, 4, 2, 2],
            [3, 2, 2, 2, 2],
            [3, 5, 3], [2, 3, 3, 3]:
            true
        default: lengths.allSatisfy { $0 == 1 } || isSpoken && lengths.count <= 5
        }
    }

    /// How many digits of `0452…` are the area code; nil where the digits start no landline.
    private static func areaLength(_ digits: [UInt8]) -> Int? {
        guard digits.count >= 3, digits[0] == 0 else { return nil }
        switch digits[1] {
        case 1: return digits[2] == 0 ? 3 : nil
        case 2: return 3
        case 3...9: return 4
        default: return nil
        }
    }

    /// A landline behind so many digits of the country's code; behind 86 the area code may lack its zero (`+86 452 7123456`).
    private func landline(_ groups: DigitGroups, from index: Int, skipping skipped: Int) -> (
        candidates: [Candidate], end: Int
    )? {
        let hasZero = groups.digits[skipped] == 0
        guard hasZero || skipped > 0,
            let length = Self.areaLength((hasZero ? [] : [0]) + groups.digits.dropFirst(skipped).prefix(4))
        else { return nil }
        let area = skipped + length - (hasZero ? 0 : 1)
        for local in [8, 7] {
            guard var lengths = groups.lengths(of: area + local), local == 8 || length == 4 else { continue }
            lengths[0] -= skipped
            if lengths[0] <= 0 { lengths.removeFirst() }
            let isShape =
                lengths.count == 1 && hasZero
                || lengths[0] == area - skipped && (2...3).contains(lengths.count)
                || groups.isSpoken
            guard isShape else { continue }
            let end = groups.end(of: area + local)
            let text =
                (hasZero ? "" : "0") + groups.text(skipped..<area) + "-" + groups.text(area..<(area + local))
            return ([Candidate(range: index..<end, kind: .phone(text), isRepaired: groups.isSpoken)], end)
        }
        return nil
    }

    /// `(0452)7123456`.
    private func bracketedAreaCode(at index: Int) -> (candidates: [Candidate], end: Int)? {
        let close = scan.endOfDigits(index + 1, limit: 5)
        guard scan[close] == ")", (4...5).contains(close - index) else { return nil }
        let groups = DigitGroups(scan, at: index + 1)
        let start = scan[close + 1] == "-" ? close + 2 : scan.skippingBlanks(close + 1, limit: 1)
        let end = scan.endOfDigits(start, limit: 10)
        guard Self.areaLength(groups.digits) == close - index - 1, (7...8).contains(end - start) else {
            return nil
        }
        let text = scan.text((index + 1)..<close) + "-" + scan.text(start..<end)
        return ([Candidate(range: index..<end, kind: .phone(text))], end)
    }

    // MARK: Runs of several values

    /// An identity number and a phone without anything between, and a phone before `3组` or `28号`.
    private func glued(_ groups: DigitGroups, from start: Int) -> (candidates: [Candidate], end: Int)? {
        let length = groups.groupEnds.first ?? 0
        func part(_ range: Range<Int>, _ kind: Candidate.Kind) -> Candidate {
            Candidate(
                range: groups.positions[range.lowerBound]..<groups.end(of: range.upperBound), kind: kind,
                isRepaired: groups.isSpoken)
        }
        if length == 29 {
            for phoneStart in [0, 18] where Self.isMobile(groups, from: phoneStart) {
                let number = phoneStart == 0 ? 11..<29 : 0..<18
                let text = groups.text(number)
                guard IdentityNumber.failure(of: text.utf8) == nil else { continue }
                let phone = phoneStart..<(phoneStart + 11)
                let parts = [part(phone, .phone(groups.text(phone))), part(number, .idNumber(text))]
                return (parts.sorted { $0.range.lowerBound < $1.range.lowerBound }, groups.end(of: 29))
            }
        }
        if length == 28, Self.isMobile(groups, from: 0), scan.isOne(of: "Xx", at: groups.end(of: 28)),
            !scan[groups.end(of: 28) + 1].isAlphanumeric
        {
            let text = groups.text(11..<28) + "X"
            guard IdentityNumber.failure(of: text.utf8) == nil else { return nil }
            var number = part(11..<28, .idNumber(text))
            number.range = number.range.lowerBound..<(number.range.upperBound + 1)
            return ([part(0..<11, .phone(groups.text(0..<11))), number], number.range.upperBound)
        }
        guard length == 12 || length == 13, Self.isMobile(groups, from: 0),
            scan.isOne(of: "组队号日月人点岁口时", at: groups.end(of: length))
        else { return nil }
        return ([part(0..<11, .phone(groups.text(0..<11)))], groups.end(of: 11))
    }

    // MARK: What fails

    private func broken(_ groups: DigitGroups, from index: Int) -> (candidates: [Candidate], end: Int)? {
        let digits = groups.digits
        let first = groups.groupEnds.first ?? 0
        let end = groups.end(of: max(first, 1))
        guard !groups.isCut || groups.groupEnds.count > 1 else { return nil }
        if (15...20).contains(first), isProvince(groups), !scan[end].isLetter || scan.isOne(of: "Xx", at: end)
        {
            let month =
                first == 15 ? Int(digits[8]) * 10 + Int(digits[9]) : Int(digits[10]) * 10 + Int(digits[11])
            let isBirth =
                first == 15 ? (1...12).contains(month) : digits[6...7] == [1, 9] || digits[6...7] == [2, 0]
            if isBirth {
                let close = scan.isOne(of: "Xx", at: end) ? end + 1 : end
                return ([Candidate(range: index..<close, kind: .brokenIDNumber)], close)
            }
        }
        // A local number without its area code, or any other run that a word says to be a phone.
        if (7...20).contains(first), !scan[end].isLetter, isBehindPhoneWord(index) {
            return ([Candidate(range: index..<end, kind: .brokenPhone, isRepaired: groups.isSpoken)], end)
        }
        if (7...8).contains(digits.count), groups.groupEnds.count == 2, isBehindPhoneWord(index) {
            let end = groups.end(of: digits.count)
            return ([Candidate(range: index..<end, kind: .brokenPhone, isRepaired: groups.isSpoken)], end)
        }
        let isMobileStart = digits[0] == 1 && digits[1] >= 3
        let isPhoneLike = (first == 10 || first == 12) && isMobileStart || first == 11 && digits[0] == 1
        if isPhoneLike, !scan[end].isLetter {
            return ([Candidate(range: index..<end, kind: .brokenPhone, isRepaired: groups.isSpoken)], end)
        }
        // 138 0000 123: three groups, the first of a mobile number, one digit too few or too many.
        if isMobileStart, groups.groupEnds.count >= 3, first == 3 {
            let third = groups.groupEnds[2]
            let isLast = groups.groupEnds.count == 3
            if third == 10 || third == 12, isLast, groups.groupEnds[1] >= 6 {
                let end = groups.end(of: third)
                return ([Candidate(range: index..<end, kind: .brokenPhone, isRepaired: groups.isSpoken)], end)
            }
        }
        return nil
    }

    /// Whether the word 电话, 手机号 or the like stands right in front.
    private func isBehindPhoneWord(_ index: Int) -> Bool {
        var end = index
        while end > index - 3, scan.isOne(of: " :=是为", at: end - 1) { end -= 1 }
        return ["电话", "手机", "手机号", "电话号", "号码", "联系方式", "座机", "固话", "固定电话"].contains {
            scan.has($0, at: end - $0.unicodeScalars.count)
        }
    }

    /// `2.30103E+17`: what a spreadsheet makes of a long number; its digits are lost.
    private func scientific(at index: Int) -> (candidates: [Candidate], end: Int)? {
        guard scan[index].isDigit, scan[index + 1] == "." || scan.isOne(of: "Ee", at: index + 1) else {
            return nil
        }
        let mantissa = scan[index + 1] == "." ? scan.endOfDigits(index + 2, limit: 20) : index + 1
        guard scan.isOne(of: "Ee", at: mantissa), scan[mantissa + 1] == "+" else { return nil }
        let end = scan.endOfDigits(mantissa + 2, limit: 3)
        guard end - mantissa == 4, !scan[end].isAlphanumeric else { return nil }
        switch scan.value((mantissa + 2)..<end) {
        case 14, 17: return ([Candidate(range: index..<end, kind: .brokenIDNumber)], end)
        case 10: return ([Candidate(range: index..<end, kind: .brokenPhone)], end)
        default: return ([], end)
        }
    }
}
