/// Finds what is written with ASCII letters: references, roster codes, trains and flights.
struct CodeRecognizer: Sendable {
    /// The text.
    let scan: Scan

    /// The end of the run of ASCII letters and digits that starts at `index`.
    func endOfToken(_ index: Int) -> Int {
        var end = index
        while end < scan.count, scan[end].isAlphanumeric { end += 1 }
        return end
    }

    /// All readings of the letters at `index`, where a token starts; `end` is where reading goes on.
    func read(at index: Int, roster: RosterIndex) -> (candidates: [Candidate], end: Int) {
        let tokenEnd = endOfToken(index)
        var candidates: [Candidate] = []
        if let ref = ref(at: index) { candidates.append(ref) }
        if let code = rosterCode(at: index, roster: roster) { candidates.append(code) }
        if let train = train(at: index) { candidates.append(train) }
        if let flight = flight(at: index) { candidates.append(flight) }
        if candidates.isEmpty, let number = LongNumberRecognizer(scan: scan).repaired(index..<tokenEnd) {
            candidates.append(number)
        }
        return (candidates, candidates.map(\.range.upperBound).reduce(tokenEnd, max))
    }

    /// The digits of a code after its letters, through one space or dash; nil where they do not end with the code.
    private func digits(after index: Int, atMost limit: Int) -> Range<Int>? {
        let start = scan[index] == "-" || scan[index] == " " ? index + 1 : index
        let end = scan.endOfDigits(start, limit: limit + 1)
        guard end > start, end - start <= limit, !scan[end].isLetter else { return nil }
        return start..<end
    }

    // MARK: References and roster codes

    /// `R12`, `#R12`, `r-12`, `b 3`.
    func ref(at index: Int) -> Candidate? {
        let letter = scan[index] == "#" ? index + 1 : index
        guard let kind = Ref.Kind(rawValue: scan.upper(letter..<min(letter + 1, scan.count))),
            let digits = digits(after: letter + 1, atMost: 6), scan[digits.lowerBound] != "0"
        else { return nil }
        // R-12-3 and E2.5 are something else.
        if scan.isOne(of: "-./", at: digits.upperBound), scan[digits.upperBound + 1].isDigit { return nil }
        return Candidate(range: index..<digits.upperBound, kind: .ref(Ref(kind, scan.value(digits))))
    }

    /// `V03-02`, `K07`, `T01`, as far as the roster has them.
    private func rosterCode(at index: Int, roster: RosterIndex) -> Candidate? {
        guard let first = digits(after: index + 1, atMost: 4) else { return nil }
        var end = first.upperBound
        let letter = scan.upper(index..<(index + 1))
        var code = letter + scan.text(first)
        if scan[end] == "-", scan[end + 1].isDigit {
            let second = scan.endOfDigits(end + 1, limit: 3)
            let unit = code + "-" + scan.text((end + 1)..<second)
            if !scan[second].isAlphanumeric, roster.entry(code: unit) != nil {
                code = unit
                end = second
            }
        }
        // K7 for K07: weak, it may be a train.
        let isShort = roster.entry(code: code) == nil && first.count == 1
        if isShort { code = letter + "0" + scan.text(first) }
        guard let entry = roster.entry(code: code) else { return nil }
        let isWeak = isShort || scan[first.lowerBound] != "0" && letter != "V"
        return Candidate(range: index..<end, kind: entry, isWeak: isWeak)
    }

    // MARK: Trains and flights

    /// `G1234`, `k702`, `G834/835`, `Z 157次`.
    private func train(at index: Int) -> Candidate? {
        guard scan.isOne(of: "GDCZTKSLYgdcztksly", at: index),
            scan[index + 1] != " " || scan[index + 2].isDigit,
            let digits = digits(after: index + 1, atMost: 4), scan[digits.lowerBound] != "0"
        else { return nil }
        var end = digits.upperBound
        var text = scan.upper(index..<(index + 1)) + scan.text(digits)
        if scan[end] == "/", scan[end + 1].isDigit {
            let second = scan.endOfDigits(end + 1, limit: 5)
            if second - end <= 5, !scan[second].isLetter {
                text += "/" + scan.text((end + 1)..<second)
                end = second
            }
        } else if scan.isOne(of: "-.", at: end), scan[end + 1].isDigit {
            return nil
        }
        if scan[end] == "次" { end += 1 }
        // One or two digits are rarely a train, often a reference or a checkpoint.
        return Candidate(range: index..<end, kind: .train(text), isWeak: digits.count < 3)
    }

    /// `CZ6215`, `3U8888`, `hu 7102`.
    func flight(at index: Int) -> Candidate? {
        let carrier = scan.upper(index..<min(index + 2, scan.count))
        guard carrier.utf8.count == 2, Self.carriers.contains(carrier), !scan[index - 1].isAlphanumeric,
            let digits = digits(after: index + 2, atMost: 4), digits.count >= 3
        else { return nil }
        return Candidate(range: index..<digits.upperBound, kind: .flight(carrier + scan.text(digits)))
    }

    /// Carriers that fly in China, and those of the neighbours.
    private static let carriers: Set<String> = [
        "CA", "MU", "CZ", "HU", "3U", "ZH", "MF", "SC", "FM", "HO", "KN", "9C", "8L", "PN", "GS", "G5", "JD",
        "TV", "EU",
        "BK", "CN", "DR", "DZ", "GJ", "GX", "JR", "KY", "LT", "NS", "OQ", "QW", "RY", "UQ", "9H", "A6", "AQ",
        "FU", "Y8",
        "GY", "GT", "9D", "GI", "GM", "CX", "KA", "NX", "UO", "HX", "CI", "BR", "KE", "OZ", "7C", "LJ", "TW",
        "ZE", "NH",
        "JL", "SU", "S7", "U6", "HZ", "OM", "MR", "SQ", "TG", "VN", "VJ", "MH", "AK", "D7", "PR",
    ]

    /// `2667次`, `火车2667`: a train without a letter has four digits and its word beside it.
    func bareTrain(_ digits: Range<Int>) -> Candidate? {
        guard digits.count == 4, scan[digits.lowerBound] != "0", !scan[digits.upperBound].isAlphanumeric
        else {
            return nil
        }
        if scan[digits.upperBound] == "次" {
            return Candidate(
                range: digits.lowerBound..<(digits.upperBound + 1), kind: .train(scan.text(digits)))
        }
        var before = digits.lowerBound
        while before > 0, before > digits.lowerBound - 2, scan.isOne(of: " :号", at: before - 1) {
            before -= 1
        }
        for word in ["车次", "火车", "列车", "次车"] where scan.has(word, at: before - 2) {
            if MeasureWords.word(in: scan, at: digits.upperBound) != nil { return nil }
            return Candidate(range: digits, kind: .train(scan.text(digits)))
        }
        return nil
    }
}
