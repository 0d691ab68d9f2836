/// One pass over a text: at each position the recognisers that can start there.
///
/// Each kind of value keeps the position from which it looks on, so that no part of a long run is read again.
struct ScanPass {
    let recognizers: Recognizers
    let scan: Scan
    /// What was found so far, by start, then longer first.
    private(set) var found: [Candidate] = []
    /// Where digits, letters and numerals are not yet taken.
    private var nextNumber = 0
    private var nextTime = 0
    private var nextPlace = 0

    private var numbers: NumberRecognizer { NumberRecognizer(scan: scan) }
    private var longNumbers: LongNumberRecognizer { LongNumberRecognizer(scan: scan) }
    private var codes: CodeRecognizer { CodeRecognizer(scan: scan) }
    private var plates: PlateRecognizer { PlateRecognizer(scan: scan) }
    private var times: TimeRecognizer { TimeRecognizer(scan: scan) }

    /// Prepares a pass.
    init(recognizers: Recognizers, scan: Scan) {
        self.recognizers = recognizers
        self.scan = scan
    }

    /// Reads the whole text.
    mutating func run() {
        for index in 0..<scan.count {
            let scalar = scan.scalars[index]
            let kinds = recognizers.starts[scalar]
            if kinds.isEmpty { continue }
            if kinds.contains(.digit) {
                if index >= nextNumber { digits(at: index) }
            } else if kinds.contains(.letter) {
                if index >= nextNumber { letters(at: index) }
            } else if kinds.contains(.sign) {
                sign(scalar, at: index)
            } else {
                chinese(scalar, kinds, at: index)
            }
        }
    }

    private mutating func add(_ candidates: [Candidate], upTo end: Int) {
        add(candidates)
        nextNumber = max(nextNumber, end)
    }

    private mutating func add(_ candidate: Candidate, upTo end: Int) {
        add(candidate)
        nextNumber = max(nextNumber, end)
    }

    private mutating func add(_ candidates: [Candidate]) { for candidate in candidates { add(candidate) } }

    /// Puts a candidate in its place, which is near the end: none begins far in front of where it was found.
    private mutating func add(_ candidate: Candidate) {
        var place = found.count
        while place > 0, found[place - 1].range.lowerBound >= candidate.range.lowerBound,
            found[place - 1].range.lowerBound > candidate.range.lowerBound
                || found[place - 1].range.upperBound < candidate.range.upperBound
        {
            place -= 1
        }
        if place == found.count { found.append(candidate) } else { found.insert(candidate, at: place) }
    }

    // MARK: Signs and letters

    private mutating func sign(_ scalar: Unicode.Scalar, at index: Int) {
        switch scalar {
        case "+", "(":
            if index >= nextNumber, scan[index + 1].isDigit, let number = longNumbers.read(at: index),
                !number.candidates.isEmpty
            {
                add(number.candidates, upTo: number.end)
            }
        case "#":
            if let ref = codes.ref(at: index) { add(ref, upTo: ref.range.upperBound) }
        default: break
        }
    }

    private mutating func letters(at index: Int) {
        if scan.isOne(of: "lI", at: index), let number = longNumbers.repairedGroups(at: index) {
            return add(number, upTo: number.range.upperBound)
        }
        // tel13800001234
        var end = index
        while scan[end].isLetter { end += 1 }
        if scan[end].isDigit, ["TEL", "PHONE", "MOBILE", "DH"].contains(scan.upper(index..<end)) {
            nextNumber = end
            return
        }
        let (candidates, tokenEnd) = codes.read(at: index, roster: recognizers.roster)
        add(candidates, upTo: tokenEnd)
    }

    // MARK: Digits

    private mutating func digits(at index: Int) {
        let end = scan.endOfDigits(index)
        if scan[end].isLetter, end - index < 32 {
            if let flight = codes.flight(at: index) { return add(flight, upTo: flight.range.upperBound) }
            let token = index..<codes.endOfToken(index)
            if let number = longNumbers.repaired(token) { return add(number, upTo: token.upperBound) }
        }
        if end - index == 3, let number = longNumbers.repairedGroups(at: index) {
            return add(number, upTo: number.range.upperBound)
        }
        if let long = longNumbers.read(at: index) { return add(long.candidates, upTo: long.end) }
        if let (number, end) = UnitName.read(in: scan, at: index) {
            return add(Candidate(range: index..<end, kind: .unit(UnitMention(name: "\(number)组"))), upTo: end)
        }
        if let time = times.read(at: index) {
            add(time.candidates)
            nextTime = max(nextTime, time.end)
            if time.candidates.contains(where: { !$0.isWeak }) {
                addNumberedSign(at: index, digitsEnd: end)
                nextNumber = max(nextNumber, time.end)
                return
            }
        }
        if let train = codes.bareTrain(index..<end) { add(train) }
        if let number = numbers.candidate(at: index) {
            add(number, upTo: number.range.upperBound)
        }
        nextNumber = max(nextNumber, end)
    }

    /// `12号` is a day, or the number of a receipt.
    private mutating func addNumberedSign(at index: Int, digitsEnd: Int) {
        guard scan[digitsEnd] == "号", digitsEnd - index <= 4 else { return }
        let kind = Candidate.Kind.number(scan.value(index..<digitsEnd), unit: "号")
        add(Candidate(range: index..<(digitsEnd + 1), kind: kind, isWeak: true))
    }

    // MARK: Chinese characters

    private mutating func chinese(_ scalar: Unicode.Scalar, _ kinds: ValueStarts.Kinds, at index: Int) {
        if kinds.contains(.rosterName) { names(at: index) }
        if kinds.contains(.villageMark), let village = recognizers.roster.village(before: index, in: scan) {
            add(village)
        }
        if kinds.contains(.checkpointMark),
            let checkpoint = recognizers.roster.checkpoint(before: index, in: scan)
        {
            add(checkpoint)
        }
        if kinds.contains(.plate), scan[index + 1].isAlphanumeric, let plate = plates.candidate(at: index) {
            add(plate, upTo: plate.range.upperBound)
            return
        }
        if kinds.contains(.numeral), index >= nextNumber { numeral(scalar, at: index) }
        if kinds.contains(.time), index >= nextTime { time(at: index) }
        if kinds.contains(.place), index >= nextPlace,
            recognizers.places.canStart(in: scan, at: index),
            let place = recognizers.places.candidate(in: scan, at: index)
        {
            add(place)
            nextPlace = place.isWeak ? index + 1 : place.range.upperBound
        }
    }

    /// Roster entries; the numerals in a name that is certain (三合村, 永胜2组) are none of their own.
    private mutating func names(at index: Int) {
        let candidates = recognizers.roster.candidates(in: scan, at: index)
        add(candidates)
        for candidate in candidates where !candidate.isWeak {
            nextNumber = max(nextNumber, candidate.range.upperBound)
            nextTime = max(nextTime, candidate.range.upperBound)
        }
    }

    /// Numbers in Chinese numerals, after a day or a clock that starts here.
    private mutating func numeral(_ scalar: Unicode.Scalar, at index: Int) {
        if DigitGroups.spokenDigit(scan[index + 1]) != nil || scan[index + 1] == " ",
            DigitGroups.spokenDigit(scalar) != nil, let long = longNumbers.read(at: index),
            !long.candidates.isEmpty
        {
            add(long.candidates, upTo: long.end)
            nextTime = max(nextTime, long.end)
            return
        }
        if let (number, end) = UnitName.read(in: scan, at: index) {
            add(Candidate(range: index..<end, kind: .unit(UnitMention(name: "\(number)组"))), upTo: end)
            nextTime = max(nextTime, end)
            return
        }
        if index >= nextTime {
            time(at: index)
            if index < nextNumber { return }
        }
        if let number = numbers.candidate(at: index) {
            add(number, upTo: number.range.upperBound)
            nextTime = max(nextTime, number.range.upperBound)
        }
    }

    /// A time; a certain one takes its numerals with it.
    private mutating func time(at index: Int) {
        guard let time = times.read(at: index) else { return }
        add(time.candidates)
        nextTime = max(nextTime, time.end)
        if time.candidates.contains(where: { !$0.isWeak }) {
            // 七号 is a day, or the number of a receipt.
            if let numeral = scan.numeral(at: index), !numeral.isVague, scan[numeral.end] == "号" {
                add(
                    Candidate(
                        range: index..<(numeral.end + 1), kind: .number(numeral.value, unit: "号"),
                        isWeak: true))
            }
            nextNumber = max(nextNumber, time.end)
        }
    }
}
