/// What stands in the entry without a key in front: values by their shape, words by what they mean.
extension EntryReader {
    /// Goes through the tokens once, in order.
    mutating func readTokens() {
        let indices = scan.tokenIndices(in: entry.range)
        var pending: Int?
        for index in indices {
            let token = scan.tokens[index]
            if isTaken(token) {
                if !token.isWord(.correction) { pending = nil }
                continue
            }
            switch token.content {
            case .blank: continue
            case .lineBreak: pending = nil
            case .mark(let mark, let isStrong): if isStrong, mark != ":", mark != "=" { pending = nil }
            case .candidate(let number):
                readCandidate(scan.candidate(number), at: index, pending: pending)
                pending = nil
            case .name:
                if let field = pending, isNameField(field) {
                    fillName(field, index, .key)
                } else {
                    looseNames.append(index)
                }
                if !isNameField(pending) { pending = nil }
            case .word(let uses):
                pending = readWord(uses, at: index, pending: pending)
            case .text:
                pending = readText(token, at: index, pending: pending)
            }
        }
    }

    /// With several lists of names the words around a group tell whose it is, before or behind it.
    private var hasSeveralLists: Bool { fields.count { $0.type == .names } > 1 }

    private func isNameField(_ field: Int?) -> Bool {
        field.map { fields[$0].type == .name || fields[$0].type == .names } ?? false
    }

    mutating func fillName(_ field: Int, _ index: Int, _ claim: Slot.Claim) {
        guard
            let (name, range) = NameReader(scan: scan, vocabulary: vocabulary).name(scan.tokens[index].range)
        else { return }
        let value: FieldValue = fields[field].type == .names ? .strings([name]) : .string(name)
        fill(field, .value(value, range), claim)
    }

    /// A word: a correction, a choice, a key without a delimiter.
    ///
    /// Returns the key that waits for its value.
    private mutating func readWord(_ uses: WordUses, at index: Int, pending: Int?) -> Int? {
        let token = scan.tokens[index]
        if uses.contains(.correction) {
            isCorrecting = true
            take(token.range)
            return pending
        }
        if let field = pending, fields[field].type == .count, uses.contains(.none) {
            fill(field, .value(.integer(0), token.range), .key)
            return nil
        }
        if let field = choiceField(uses, pending), let code = reader.code(of: uses, field) {
            switch fields[field].type {
            case .choices: fill(field, .value(.strings([code]), token.range), .cue)
            case .boolean: fill(field, .value(.boolean(code == "true"), token.range), .cue)
            case .count:
                if let number = Int(code) { fill(field, .value(.integer(number), token.range), .cue) }
            default: fill(field, .value(.string(code), token.range), pending == field ? .key : .cue)
            }
            return nil
        }
        if let field = field(of: uses) {
            if fields[field].type == .names, hasSeveralLists { return nil }
            // 1.26到家 1.24做的核酸: the key speaks for the time in front of it, not for the next.
            if times.last(of: field)?.upperBound == token.range.lowerBound { return nil }
            if fields[field].type == .text, pending == nil { return readLooseText(field, at: index) }
            return field
        }
        return uses.contains(.filler) || uses.contains(.kinship) ? pending : nil
    }

    /// The field whose choice a word is: the one whose key waits, else the first that has it and no other.
    private func choiceField(_ uses: WordUses, _ pending: Int?) -> Int? {
        let found = role(uses).choices
        if let pending, found.contains(pending) { return pending }
        return found.count == 1 ? found.first : nil
    }

    /// `备注 炉子封好了`: the rest of the line.
    private mutating func readLooseText(_ field: Int, at index: Int) -> Int? {
        let token = scan.tokens[index]
        guard index + 1 < scan.tokens.count, case .blank = scan.tokens[index + 1].content else { return nil }
        let end = scan.lineEnd(token.range.upperBound, limit: entry.range.upperBound)
        let region = scan.trimmed(token.range.upperBound..<end)
        guard !region.isEmpty else { return nil }
        take(token.range)
        fill(field, .value(.string(scan.text.typed(region)), region), .key)
        return nil
    }

    /// Running text behind a key without a delimiter.
    private mutating func readText(_ token: Token, at index: Int, pending: Int?) -> Int? {
        guard let field = pending else { return nil }
        switch fields[field].type {
        case .name, .names:
            // A name that begins with no known surname, or is longer than names are.
            guard token.range.count <= 4, followsDirectly(index) else { return nil }
            fillName(field, index, .key)
            return fields[field].type == .names ? field : nil
        case .place, .checkpoint, .village:
            let end = scan.lineEnd(token.range.lowerBound, limit: entry.range.upperBound)
            guard let found = reader.read(fields[field], field, in: token.range.lowerBound..<end) else {
                return nil
            }
            // 卡口这边雪老大了 names no checkpoint: an unknown one is a short word of its own.
            if found.problem?.code == .unknown, found.range.count > 4 || found.range != token.range {
                return nil
            }
            fill(field, found, .key)
            return nil
        default: return pending
        }
    }

    /// Whether only blanks and delimiters stand between the key and the token.
    private func followsDirectly(_ index: Int) -> Bool {
        var position = index - 1
        while position >= 0, scan.tokens[position].isSeparator { position -= 1 }
        return position >= 0 && !scan.tokens[position].uses.isEmpty
    }

    // MARK: - Values by shape

    private mutating func readCandidate(_ candidate: Candidate, at index: Int, pending: Int?) {
        if case .clockRange = candidate.kind { return readByShape(candidate, at: index) }
        if let field = pending, fields[field].type != .text, fields[field].type != .name,
            fields[field].type != .names,
            let found = reader.read(fields[field], field, in: candidate.range), accepts(found, candidate)
        {
            if case .time(let expression) = candidate.kind, isTimeField(field) {
                keepTime(field, expression, candidate.range)
                keyedTimes.insert(field)
                cuedTimes.insert(field)
            } else {
                fill(field, found, .key)
                readDetailBehindPlace(field, candidate)
            }
            takeKey(before: index)
            return
        }
        if let wanted = scan.first(of: candidate, where: { isWanted($0, at: index) }) {
            readByShape(wanted, at: index)
        }
    }

    /// Whether the entry holds anything that the form knows a field for; without it there is nothing to read.
    var mayFindAnything: Bool {
        if fields.contains(where: { $0.type == .items }) || !entry.cells.isEmpty { return true }
        return scan.heads(in: entry.range).contains { !role($0.uses).isEmpty }
            || scan.tokenIndices(in: entry.range).contains { index in
                switch scan.tokens[index].content {
                case .word(let uses): !role(uses).isEmpty
                case .name: fields.contains { $0.type == .name || $0.type == .names }
                default: false
                }
            }
            || scan.candidates(in: entry.range).contains { isWanted($0, at: 0) }
    }

    private func isTimeField(_ field: Int) -> Bool {
        [.when, .day, .time].contains(fields[field].type)
    }

    /// Whether any field of the form takes such a value; a weak one only where nothing else begins there.
    private func isWanted(_ candidate: Candidate, at index: Int) -> Bool {
        let types: [FieldType]
        switch candidate.kind {
        case .phone, .brokenPhone: types = [.phone]
        case .idNumber, .brokenIDNumber: types = [.idNumber]
        case .ref: types = [.ref]
        case .plate, .train, .flight: types = [.vehicle]
        case .place, .ambiguousPlace: types = [.place]
        case .time: types = [.when, .day]
        case .decimal: types = [.decimal, .decimals]
        case .number, .vagueNumber: types = [.count, .ref]
        case .village, .unknownVillage:
            types = fields.contains { $0.type == .village } ? [.village] : [.unit, .checkpoint]
        case .unit: types = fields.contains { $0.type == .unit } ? [.unit] : [.village]
        case .checkpoint, .unknownCheckpoint: types = [.checkpoint]
        case .person: types = [.name, .names]
        case .clockRange: types = [.time]
        case .dayRange, .duration: types = []
        }
        return fields.contains { types.contains($0.type) }
    }

    private mutating func readByShape(_ candidate: Candidate, at index: Int) {
        switch candidate.kind {
        case .phone(let value): fill(.phone, .string(value), candidate)
        case .idNumber(let value): fill(.idNumber, .string(value), candidate)
        case .ref(let value): fill(.ref, .string(value.text), candidate)
        case .plate(let value), .train(let value), .flight(let value):
            fill(.vehicle, .string(value), candidate)
        case .brokenPhone: fillInvalid(.phone, candidate)
        case .brokenIDNumber: fillInvalid(.idNumber, candidate)
        case .place, .ambiguousPlace: readPlace(candidate, at: index)
        case .time(let expression):
            guard let field = timeField(at: index) else { return }
            keepTime(field, expression, candidate.range)
        case .decimal, .number, .vagueNumber: readNumber(candidate, at: index)
        case .village, .unknownVillage, .unit, .checkpoint, .unknownCheckpoint:
            for field in fields.indices {
                guard let found = reader.rosterPlace(fields[field], candidate) else { continue }
                if field == unitWithVillage, let old = slots[field].value, case .value(let new, _) = found,
                    old != new
                {
                    if !furtherUnits.contains(where: { $0.value == new }) { furtherUnits.append(found) }
                    take(found.range)
                } else {
                    fill(field, found, .shape)
                }
            }
            if case .village = candidate.kind { take(candidate.range) }
        case .person: looseNames.append(index)
        case .clockRange(let from, let to): fillClocks(from, to, candidate.range, .shape)
        case .dayRange, .duration: break
        }
    }

    /// A key without a delimiter takes a value of its own kind, not anything that follows.
    private func accepts(_ found: Found, _ candidate: Candidate) -> Bool {
        guard case .problem(let problem, _) = found, problem.code == .invalid || problem.code == .unknown
        else { return true }
        guard let type = fields.first(where: { $0.name == problem.field })?.type else { return false }
        switch candidate.kind {
        case .brokenPhone: return type == .phone
        case .brokenIDNumber: return type == .idNumber
        case .time: return type == .when || type == .day || type == .time
        case .unknownVillage: return type == .village
        case .unknownCheckpoint: return type == .checkpoint
        case .unit: return type == .unit
        default: return false
        }
    }

    /// Takes the key word in front of a value.
    private mutating func takeKey(before index: Int) {
        var position = index - 1
        while position >= 0, scan.tokens[position].isSeparator || scan.tokens[position].isWord(.filler) {
            position -= 1
        }
        if position >= 0, field(of: scan.tokens[position].uses) != nil { take(scan.tokens[position].range) }
    }

    mutating func keepTime(_ field: Int, _ expression: TimeExpression, _ range: Range<Int>) {
        times.add((expression, range), to: field, replaces: isCorrecting)
        take(range)
    }

    /// Both ends of a shift, where the form has them.
    mutating func fillClocks(_ from: ClockTime, _ to: ClockTime, _ range: Range<Int>, _ claim: Slot.Claim) {
        let ends = fields.indices.filter { fields[$0].type == .time }
        guard ends.count == 2 else { return }
        fill(ends[0], .value(.string(from.iso), range), claim)
        fill(ends[1], .value(.string(to.iso), range), claim)
    }

    private mutating func fill(_ type: FieldType, _ value: FieldValue, _ candidate: Candidate) {
        guard let field = fields.firstIndex(where: { $0.type == type }) else { return }
        fill(field, .value(value, candidate.range), .shape)
    }

    private mutating func fillInvalid(_ type: FieldType, _ candidate: Candidate) {
        guard let field = fields.firstIndex(where: { $0.type == type }) else { return }
        fill(field, reader.invalid(fields[field], candidate.range), .shape)
    }
}
