/// Which field a value without a key belongs to: the words next to it tell.
extension EntryReader {
    // MARK: - Cues

    /// The fields of which a token is a cue or a key.
    private func cuedFields(_ token: Token) -> FieldSet { role(token.uses).pointed }

    /// The fields that the nearest word before (within the clause) and directly after a value speaks for.
    private func cues(at index: Int, among wanted: FieldSet) -> (before: Int?, after: Int?) {
        var before: Int?
        var steps = 0
        for position in stride(from: index - 1, through: 0, by: -1) {
            let token = scan.tokens[position]
            guard token.range.lowerBound >= entry.range.lowerBound, steps < 4 else { break }
            if case .lineBreak = token.content { break }
            if case .mark(let mark, let isStrong) = token.content, isStrong, mark != ":", mark != "=" {
                break
            }
            if let field = cuedFields(token).intersection(wanted).first {
                before = field
                break
            }
            // Another value in between belongs to the word before; this one does not.
            if case .candidate = token.content { break }
            steps += token.isSeparator ? 0 : 1
        }
        var after: Int?
        for position in index + 1..<max(index + 1, min(scan.tokens.count, index + 3)) {
            let token = scan.tokens[position]
            guard token.range.lowerBound < entry.range.upperBound else { break }
            if case .blank = token.content { continue }
            after = cuedFields(token).intersection(wanted).first
            break
        }
        return (before, after)
    }

    /// The field that takes a time: the one whose word stands before or after it, else the form's first.
    mutating func timeField(at index: Int) -> Int? {
        var wanted = FieldSet()
        for field in fields.indices where fields[field].type == .when || fields[field].type == .day {
            wanted.insert(field)
        }
        guard let first = wanted.first else { return nil }
        let (before, after) = cues(at: index, among: wanted)
        // 1.24到 after 核酸…: a word right behind a date binds closer than one further in front.
        if index + 1 < scan.tokens.count, let after, cuedFields(scan.tokens[index + 1]).contains(after) {
            cuedTimes.insert(after)
            return after
        }
        if let cued = before ?? after { cuedTimes.insert(cued) }
        return before ?? after ?? first
    }

    // MARK: - Places

    /// A place: the field's, when it is the first or a word (从) points at it.
    func isPointedAt(_ index: Int, _ field: Int) -> Bool {
        cues(at: index, among: FieldSet([field])).before == field
    }

    mutating func readPlace(_ candidate: Candidate, at index: Int) {
        guard let field = fields.firstIndex(where: { $0.type == .place }) else { return }
        let reading: PlaceIndex.Reading
        switch candidate.kind {
        case .place(let place): reading = .certain(place)
        case .ambiguousPlace(let places): reading = .ambiguous(places)
        default: return
        }
        let claim: Slot.Claim = isPointedAt(index, field) ? .cue : .shape
        fill(field, reader.placeFound(reading, fields[field], candidate.range), claim)
        readDetailBehindPlace(field, candidate)
    }

    mutating func readDetailBehindPlace(_ field: Int, _ candidate: Candidate) {
        guard case .place = slots[field].value, slots[field].range == candidate.range else { return }
        readDetail(field, after: candidate.range.upperBound, limit: entry.range.upperBound)
    }

    /// `从金麦市回来`: what stands behind the word that points at a place, when no place was found.
    mutating func readUnknownPlaces() {
        for (field, definition) in fields.enumerated() where definition.type == .place && slots[field].isEmpty
        {
            for index in scan.tokenIndices(in: entry.range) {
                let token = scan.tokens[index]
                guard role(token.uses).cues.contains(field), !isTaken(token),
                    token.range.upperBound < entry.range.upperBound
                else { continue }
                let start = token.range.upperBound
                let end = placeEnd(start)
                guard end - start >= 2, let found = reader.read(definition, field, in: start..<end) else {
                    continue
                }
                fill(field, found, .cue)
                return
            }
        }
    }

    /// 天金 for 天津: what is left over in a person's report that lacks its place, where it sounds or looks like one.
    mutating func readMisspelledPlaces() {
        guard let field = fields.firstIndex(where: { $0.type == .place && $0.isRequired }),
            slots[field].isEmpty,
            namesPersonWithPhone || trigger != nil
        else { return }
        for piece in remainder
        where (2...8).contains(piece.count) && scan.text.scalars[piece.lowerBound].isHan {
            guard let (reading, end) = reader.recognizers.places.read(scan.text, piece),
                case .certain(let place) = reading,
                end - piece.lowerBound >= 2, piece.upperBound - end <= 4
            else { continue }
            fill(field, .value(.place(place), piece.lowerBound..<end), .shape)
            return
        }
    }

    /// Where a place that begins at `start` must end: at a separator, a value, or 回.
    private func placeEnd(_ start: Int) -> Int {
        var end = start
        for index in scan.tokenIndices(in: start..<entry.range.upperBound) {
            let token = scan.tokens[index]
            if token.isSeparator || isTaken(token) { break }
            if case .word(let uses) = token.content,
                uses.contains(.past) || uses.contains(.filler) || !role(uses).isEmpty
            {
                break
            }
            end = token.range.upperBound
        }
        return end
    }

    // MARK: - Weak values

    /// Values that count only where one is wanted (`2-13` as a date, `方正` as a county, 俩 in 带俩孩子): for fields that are
    /// still empty, right behind the field's own word, and for required ones also alone between separators.
    mutating func readWeakValues() {
        let weak = scan.candidates(in: entry.range).filter {
            $0.isWeak && $0.range.upperBound <= entry.range.upperBound
        }
        guard !weak.isEmpty else { return }
        let correction = scan.tokenIndices(in: entry.range).last { scan.tokens[$0].isWord(.correction) }
        for (field, definition) in fields.enumerated() where times[field] == nil {
            let from =
                slots[field].isEmpty
                ? entry.range.lowerBound : correction.map { scan.tokens[$0].range.upperBound }
            guard let from, slots[field].isEmpty || definition.type == .place else { continue }
            for candidate in weak
            where candidate.range.lowerBound >= from && !isTaken(at: candidate.range.lowerBound)
                && isPlaced(candidate.range, field)
            {
                if readWeak(candidate, as: field, definition) { break }
            }
        }
    }

    private mutating func readWeak(_ candidate: Candidate, as field: Int, _ definition: FieldDefinition)
        -> Bool
    {
        let found: Found?
        switch (candidate.kind, definition.type) {
        case (.time(let expression), .when), (.time(let expression), .day):
            guard expression.day != .unsaid || definition.name == "at" else { return false }
            keepTime(field, expression, candidate.range)
            return true
        case (.place, .place), (.ambiguousPlace, .place): found = reader.place(definition, candidate.range)
        case (.number, .count), (.vagueNumber, .count): found = reader.number(candidate, definition)
        default: found = reader.rosterPlace(definition, candidate)
        }
        guard let found else { return false }
        fill(field, found, .shape)
        return true
    }

    /// Whether a weak value stands right behind a word of its field; for a required field, between separators will do.
    private func isPlaced(_ range: Range<Int>, _ field: Int) -> Bool {
        guard let first = scan.tokenIndices(in: range.lowerBound..<range.lowerBound + 1).first else {
            return false
        }
        var before = first - 1
        if before >= 0, case .blank = scan.tokens[before].content { before -= 1 }
        if before >= 0, cuedFields(scan.tokens[before]).contains(field) { return true }
        guard fields[field].isRequired || field == unitWithVillage else { return false }
        let opens =
            first == 0 || scan.tokens[first - 1].isSeparator || isTaken(scan.tokens[first - 1])
            || isTrigger(scan.tokens[first - 1]) || scan.tokens[first - 1].isWord(.filler)
        let after = scan.tokenIndices(in: range.upperBound..<min(range.upperBound + 1, scan.body.upperBound))
            .first
        let closes = after.map {
            scan.tokens[$0].isSeparator || !scan.tokens[$0].uses.isEmpty || isTaken(scan.tokens[$0])
        }
        return opens && (closes ?? (range.upperBound >= entry.range.upperBound))
    }

    /// `国到卡口`: a name in front of the word 卡口 that no value was found in, read with near misses.
    mutating func readMisspelledCheckpoints() {
        for (field, definition) in fields.enumerated()
        where definition.type == .checkpoint && slots[field].isEmpty {
            for index in scan.tokenIndices(in: entry.range) {
                let token = scan.tokens[index]
                guard role(token.uses).keys.contains(field), token.range.count > 1,
                    !isTaken(token)
                else { continue }
                var start = token.range.lowerBound
                while start > entry.range.lowerBound, token.range.lowerBound - start < 6,
                    scan.text.scalars[start - 1].isHan,
                    !isTaken(at: start - 1)
                {
                    start -= 1
                }
                guard token.range.lowerBound - start >= 1,
                    let found = reader.read(definition, field, in: start..<token.range.upperBound)
                else { continue }
                fill(field, found, .shape)
                return
            }
        }
    }

    // MARK: - Numbers

    mutating func readNumber(_ candidate: Candidate, at index: Int) {
        if case .decimal(let value, _) = candidate.kind {
            let field = fields.firstIndex { $0.type == .decimals || $0.type == .decimal }
            guard let field, (34.0...43).contains(value) else { return }
            fill(
                field,
                .value(
                    fields[field].type == .decimal ? .decimal(value) : .decimals([value]), candidate.range),
                .cue)
            return
        }
        if isReference(candidate, at: index) { return }
        let wanted = fields.indices.filter { fields[$0].type == .count }
        guard !wanted.isEmpty else { return }
        // 一家 in front of 三口 counts nothing.
        if case .number(_, "家") = candidate.kind, wanted.contains(where: { fields[$0].cues.contains("口") }) {
            return take(candidate.range)
        }
        let (before, after) = cues(at: index, among: FieldSet(wanted))
        guard
            let field = unitField(candidate, wanted) ?? before ?? correctedCount(wanted, at: index) ?? after
                ?? onlyRequired(wanted),
            let found = reader.number(candidate, fields[field])
        else { return }
        fill(field, found, .cue)
        takeCue(field, around: index)
    }

    /// 车29 不对 是39: a number behind a correction is for the count said last.
    private func correctedCount(_ wanted: [Int], at index: Int) -> Int? {
        let before = scan.tokens[max(0, index - 5)..<index]
        guard isCorrecting, before.contains(where: { $0.isWord(.correction) }) else { return nil }
        return wanted.filter { slots[$0].value != nil }.max {
            (slots[$0].range?.lowerBound ?? 0) < (slots[$1].range?.lowerBound ?? 0)
        }
    }

    /// The one count that the form cannot do without: a number that nothing else claims is meant for it (`猪 12头`).
    private func onlyRequired(_ wanted: [Int]) -> Int? {
        let required = wanted.filter { fields[$0].isRequired }
        return required.count == 1 && slots[required[0]].isEmpty ? required.first : nil
    }

    /// The field among whose cues is the number's unit (遍, 台).
    private func unitField(_ candidate: Candidate, _ wanted: [Int]) -> Int? {
        let unit: String?
        switch candidate.kind {
        case .number(_, let said), .vagueNumber(let said): unit = said
        default: return nil
        }
        guard let unit else { return nil }
        return wanted.first { fields[$0].cues.contains(unit) && !(unit == "人" && cuesAreVague($0)) }
            ?? (reader.isHousehold(candidate) ? wanted.first { fields[$0].cues.contains("口") } : nil)
    }

    private func cuesAreVague(_ field: Int) -> Bool { !fields[field].cues.contains("人") }

    /// `广播7号` where the form takes the number of a broadcast.
    private mutating func isReference(_ candidate: Candidate, at index: Int) -> Bool {
        guard case .number(let number, let unit) = candidate.kind, unit == "号", number > 0,
            let field = fields.firstIndex(where: { $0.type == .ref }), slots[field].isEmpty,
            let kind = reader.refKind(fields[field])
        else { return false }
        fill(field, .value(.string(Ref(kind, number).text), candidate.range), .cue)
        return true
    }

    private mutating func takeCue(_ field: Int, around index: Int) {
        for position in [index - 1, index + 1] where scan.tokens.indices.contains(position) {
            if cuedFields(scan.tokens[position]).contains(field) { take(scan.tokens[position].range) }
        }
    }
}
