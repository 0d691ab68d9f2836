/// Reads the value of one field from a stretch of text that a key, a column or a question gives to it.
struct FieldReader {
    let material: ReadingMaterial
    let form: Int
    /// The village that the text itself fixes.
    var village: String?

    var scan: ScannedMessage { material.scan }
    var vocabulary: Vocabulary { material.vocabulary }
    var recognizers: Recognizers { material.recognizers }
    var bearings: Bearings { material.bearings }

    /// The value in `range`, or what is wrong with it; nil where the text gives none (empty, 无).
    func read(_ field: FieldDefinition, _ index: Int, in range: Range<Int>) -> Found? {
        let range = scan.trimmed(range)
        guard !range.isEmpty else { return nil }
        let isNone = vocabulary.isWord(scan.text.scalars[range], .none)
        if isNone, field.type != .count, field.type != .boolean { return nil }
        switch field.type {
        case .phone: return phone(field, range)
        case .idNumber: return idNumber(field, range)
        case .place: return place(field, range)
        case .day, .when: return time(field, range)
        case .time: return clock(field, range)
        case .count: return isNone ? .value(.integer(0), range) : count(field, index, range)
        case .decimal, .decimals: return decimals(field, range)
        case .boolean: return boolean(field, index, range)
        case .choice: return choice(field, index, range)
        case .choices: return choices(field, index, range)
        case .name: return name(field, range)
        case .names: return names(field, range)
        case .village, .unit, .checkpoint: return rosterPlace(field, range)
        case .ref: return ref(field, range)
        case .vehicle: return vehicle(range)
        case .items: return nil
        case .text: return .value(.string(typedText(range)), range)
        }
    }

    /// The first value in `range` of a kind that `pick` takes.
    func first<T>(in range: Range<Int>, _ pick: (Candidate) -> T?) -> (T, Candidate)? {
        for candidate in scan.candidates(in: range) where candidate.range.upperBound <= range.upperBound {
            if let value = pick(candidate) { return (value, candidate) }
        }
        return nil
    }

    func invalid(_ field: FieldDefinition, _ range: Range<Int>) -> Found {
        .problem(Problem(.invalid, field.name, raw: scan.text.typed(range)), range)
    }

    func hasDigits(_ range: Range<Int>) -> Bool { range.contains { scan.text.scalars[$0].isDigit } }

    /// The part of `range` up to the first blank, comma or line break.
    func upToSeparator(_ range: Range<Int>) -> Range<Int> {
        var end = range.lowerBound
        while end < range.upperBound, !scan.text.scalars[end].isOne(of: " ,;。\n\t、(") {
            end += 1
        }
        return range.lowerBound..<end
    }

    /// What is shown of a value that cannot be read: its first piece that holds a digit, never nothing.
    func shown(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound {
            let piece = upToSeparator(start..<range.upperBound)
            if hasDigits(piece) { return scan.trimmed(piece) }
            start = piece.upperBound + 1
        }
        return range
    }

    private func phone(_ field: FieldDefinition, _ range: Range<Int>) -> Found? {
        if let (value, candidate) = first(
            in: range, { if case .phone(let text) = $0.kind { text } else { nil } })
        {
            return .value(.string(value), candidate.range)
        }
        if let (_, candidate) = first(in: range, { if case .brokenPhone = $0.kind { true } else { nil } }) {
            return invalid(field, candidate.range)
        }
        return hasDigits(range) ? invalid(field, shown(range)) : nil
    }

    private func idNumber(_ field: FieldDefinition, _ range: Range<Int>) -> Found? {
        if let (value, candidate) = first(
            in: range, { if case .idNumber(let text) = $0.kind { text } else { nil } })
        {
            return .value(.string(value), candidate.range)
        }
        if let (_, candidate) = first(in: range, { if case .brokenIDNumber = $0.kind { true } else { nil } })
        {
            return invalid(field, candidate.range)
        }
        return hasDigits(range) ? invalid(field, shown(range)) : nil
    }

    func place(_ field: FieldDefinition, _ range: Range<Int>) -> Found? {
        var start = range.lowerBound
        while let word = vocabulary.longest(in: scan.text.scalars, at: start, limit: range.upperBound),
            word.end - start <= 2, word.uses.contains(.boundary) || word.uses.isCue,
            recognizers.places.read(scan.text, start..<range.upperBound) == nil
        {
            start = word.end
        }
        let rest = start..<range.upperBound
        guard let (reading, end) = recognizers.places.read(scan.text, rest) else {
            let raw = withoutTail(scan.trimmed(upToSeparator(rest)))
            return raw.isEmpty ? nil : .problem(Problem(.unknown, field.name, raw: scan.text.typed(raw)), raw)
        }
        return placeFound(reading, field, rest.lowerBound..<end)
    }

    func placeFound(_ reading: PlaceIndex.Reading, _ field: FieldDefinition, _ range: Range<Int>) -> Found {
        switch reading {
        case .certain(let place): .value(.place(place), range)
        case .ambiguous(let places):
            .problem(Problem(.ambiguous, field.name, options: places.map { .place($0) }), range)
        }
    }

    /// Without 回来, 到家 and the like behind a place.
    private func withoutTail(_ range: Range<Int>) -> Range<Int> {
        for index in scan.tokenIndices(in: range) {
            let token = scan.tokens[index]
            if token.range.lowerBound > range.lowerBound, case .word(let uses) = token.content,
                uses.contains(.filler) || uses.isCue
            {
                return range.lowerBound..<token.range.lowerBound
            }
        }
        return range
    }

    private func ref(_ field: FieldDefinition, _ range: Range<Int>) -> Found? {
        if let (value, candidate) = first(in: range, { if case .ref(let ref) = $0.kind { ref } else { nil } })
        {
            return .value(.string(value.text), candidate.range)
        }
        guard let kind = refKind(field),
            let (number, candidate) = first(
                in: range, { if case .number(let number, _) = $0.kind { number } else { nil } }),
            number > 0
        else { return nil }
        return .value(.string(Ref(kind, number).text), candidate.range)
    }

    /// The kind of reference that a field takes: its cue is the letter.
    func refKind(_ field: FieldDefinition) -> Ref.Kind? {
        field.cues.lazy.compactMap { Ref.Kind(rawValue: $0) }.first
    }

    private func vehicle(_ range: Range<Int>) -> Found? {
        let found = first(in: range) { candidate -> String? in
            switch candidate.kind {
            case .plate(let text), .train(let text), .flight(let text): text
            default: nil
            }
        }
        if let (value, candidate) = found { return .value(.string(value), candidate.range) }
        let plain = scan.text.folded(upToSeparator(range)).uppercased()
        return plain.unicodeScalars.contains { $0.isDigit }
            ? .value(.string(plain), upToSeparator(range)) : nil
    }

    private func typedText(_ range: Range<Int>) -> String {
        let typed = scan.text.typed(range)
        // A line that begins and ends with characters has nothing to trim.
        if let first = range.first, let last = range.last, scan.text.scalars[first].isHan,
            scan.text.scalars[last].isHan || scan.text.scalars[last].isAlphanumeric,
            !scan.text.scalars[range].contains("\n")
        {
            return typed
        }
        return typed.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in String(line.trimmingBlanks()) }.joined(separator: "\n")
    }
}

extension Substring {
    /// Without spaces at its ends.
    func trimmingBlanks() -> Substring {
        var text = self
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return text
    }
}
