/// From slots to a report: times and vehicles settled, defaults, problems, and what is left over.
extension EntryReader {
    mutating func settleTimes() {
        for (field, expressions) in times.all {
            guard let time = reader.resolve(withoutDepartures(expressions), fields[field]),
                let found = fields[field].type == .time ? reader.clock(time) : time
            else { continue }
            let claim: Slot.Claim = keyedTimes.contains(field) ? .key : .cue
            slots[field].take(found, for: fields[field], claim: claim, replaces: false)
        }
    }

    /// Without days on which somebody sets out (28号从大连走) where another is the day on which they arrive (29号到家).
    private func withoutDepartures(_ times: [(TimeExpression, Range<Int>)]) -> [(TimeExpression, Range<Int>)]
    {
        guard times.count > 1 else { return times }
        let days = times.filter { $0.0.day != .unsaid }
        guard days.count > 1 else { return times }
        let departures = days.filter { isDeparture(behind: $0.1) }
        guard !departures.isEmpty, departures.count < days.count else { return times }
        return times.filter { time in !departures.contains { $0.1 == time.1 } }
    }

    private func isDeparture(behind range: Range<Int>) -> Bool {
        for index in scan.tokenIndices(in: range.upperBound..<min(scan.body.upperBound, range.upperBound + 4))
        {
            let token = scan.tokens[index]
            if case .blank = token.content { continue }
            let text = scan.text.folded(token.range)
            return ["从", "打", "由", "坐", "乘", "出发", "走", "动身", "启程"].contains { text.hasPrefix($0) }
        }
        return false
    }

    /// A train's or a flight's number says how somebody comes; a plate does not.
    mutating func settleVehicle() {
        guard let vehicle = fields.firstIndex(where: { $0.type == .vehicle }),
            let range = slots[vehicle].range
        else { return }
        for candidate in scan.candidates(in: range) {
            let code: String
            switch candidate.kind {
            case .train: code = "train"
            case .flight: code = "plane"
            default: continue
            }
            for (field, definition) in fields.enumerated()
            where definition.type == .choice && definition.choices.contains(where: { $0.code == code }) {
                if slots[field].isEmpty { fill(field, .value(.string(code), candidate.range), .shape) }
            }
            return
        }
    }

    /// What one field's value says of another: a finding makes the result a problem.
    mutating func settleImplied() {
        for (index, field) in fields.enumerated() where !field.implied.isEmpty && slots[index].value != nil {
            for (name, code) in field.implied {
                guard let other = fields.firstIndex(where: { $0.name == name }),
                    let range = slots[index].range
                else { continue }
                slots[other].take(
                    .value(.string(code), range), for: fields[other], claim: .key, replaces: true)
            }
        }
    }

    /// Whether the text (not a default) gave the field something.
    func isSaid(_ field: Int) -> Bool { !slots[field].isEmpty && slots[field].claim > .inherited }

    /// The report, with defaults, what is left over as its note, and its problems in the fields' order.
    mutating func report() -> Report {
        applyDefaults()
        readRest()
        readRemainder()
        var values = Dictionary<String, FieldValue>(minimumCapacity: slots.count { $0.value != nil })
        var problems: [Problem] = []
        for (index, field) in fields.enumerated() {
            if let value = slots[index].value {
                values[field.name] = value
            } else if let problem = slots[index].problem {
                problems.append(problem)
            } else if field.isRequired, !isCoveredByUnit(field), !hasSubstitute(field) {
                problems.append(Problem(.missing, field.name))
            }
        }
        return Report(form: definition.name, fields: values, problems: problems)
    }

    /// A form that has both a village and a unit wants one of them.
    private func isCoveredByUnit(_ field: FieldDefinition) -> Bool {
        guard field.type == .village, let unit = unitWithVillage else { return false }
        return !slots[unit].isEmpty
    }

    /// Whether the field that may stand for this one has something.
    func hasSubstitute(_ field: FieldDefinition) -> Bool {
        fields.firstIndex { $0.name == field.substitute }.map { !slots[$0].isEmpty } ?? false
    }

    var unitWithVillage: Int? {
        fields.contains { $0.type == .village } ? fields.firstIndex { $0.type == .unit } : nil
    }

    private mutating func applyDefaults() {
        let bearings = reader.bearings
        if let unit = unitWithVillage, let village = fields.firstIndex(where: { $0.type == .village }) {
            // The narrower that the text fixes, else the sender's unit, else the village.
            if slots[unit].isEmpty, slots[village].isEmpty, fields[unit].fallback == .sender,
                let code = bearings.senderUnit
            {
                inherit(unit, .string(code))
            }
            if !slots[unit].isEmpty {
                slots[village] = Slot()
            } else if slots[village].isEmpty, let code = bearings.village {
                inherit(village, .string(code))
            }
        }
        for (index, field) in fields.enumerated() where slots[index].isEmpty {
            if index == unitWithVillage || (field.type == .village && unitWithVillage != nil) { continue }
            if let code = field.otherwise {
                inherit(index, .string(code))
                continue
            }
            switch (field.fallback, field.type) {
            case (.message, .day): inherit(index, .string(bearings.at.day.iso))
            case (.message, .when): inherit(index, .string(bearings.at.iso))
            case (.message, .time): inherit(index, .string(bearings.at.time.iso))
            case (.sender, .unit): if let code = bearings.senderUnit { inherit(index, .string(code)) }
            case (.sender, .phone): if let phone = bearings.senderPhone { inherit(index, .string(phone)) }
            case (.sender, .village), (.group, .village):
                if let code = reader.village ?? bearings.village { inherit(index, .string(code)) }
            case (.sender, .checkpoint), (.group, .checkpoint):
                if let code = bearings.chatCheckpoint ?? bearings.senderCheckpoint {
                    inherit(index, .string(code))
                }
            default: break
            }
        }
    }

    private mutating func inherit(_ field: Int, _ value: FieldValue) {
        slots[field].take(
            .value(value, entry.range.lowerBound..<entry.range.lowerBound), for: fields[field],
            claim: .inherited,
            replaces: false)
    }

    /// Takes what stands over or under all entries for what this one lacks: an origin, a stage, inspectors, the report's own
    /// day; never who it is, and a person's arrival only where a word (都明天到) says that it is one.
    ///
    /// `isBehind`: what stands behind the entries of one line, whose days hold for all of them.
    mutating func inherit(from shared: EntryReader, isBehind: Bool = false) {
        for (index, field) in fields.enumerated() where slots[index].isEmpty && !shared.slots[index].isEmpty {
            let slot = shared.slots[index]
            switch field.type {
            case .name, .phone, .idNumber, .text, .items: continue
            case .names: guard slot.claim >= .cue else { continue }
            case .when:
                guard field.fallback == .message || isBehind || shared.cuedTimes.contains(index) else {
                    continue
                }
            default: break
            }
            slots[index] = slot
        }
    }

    // MARK: - What is left

    /// Pieces of text that nothing took and that are no filler.
    var remainder: [Range<Int>] {
        var pieces: [Range<Int>] = []
        var current: Range<Int>?
        var hasContent = false
        func close() {
            if let range = current, hasContent {
                let piece = scan.trimmed(range)
                if !piece.isEmpty { pieces.append(piece) }
            }
            current = nil
            hasContent = false
        }
        for index in scan.tokenIndices(in: entry.range) {
            let token = scan.tokens[index]
            if isTaken(token) || isTrigger(token) {
                close()
                continue
            }
            switch token.content {
            case .lineBreak: close()
            case .mark(_, let isStrong): if isStrong { close() }
            case .blank: break
            case .word:
                if !token.isWord(.filler) || hasContent { current = join(current, token.range) }
                // 心梗, 晕倒: words that a text field knows are something said.
                let cues = role(token.uses).cues
                hasContent =
                    hasContent || fields.indices.contains { cues.contains($0) && fields[$0].type == .text }
            case .text, .name, .candidate:
                current = join(current, token.range)
                hasContent = true
            }
        }
        close()
        return pieces
    }

    private func join(_ old: Range<Int>?, _ new: Range<Int>) -> Range<Int> {
        (old?.lowerBound ?? new.lowerBound)..<new.upperBound
    }

    func isTrigger(_ token: Token) -> Bool { role(token.uses).isTrigger }

    /// The first thing that no field took, where a field asks for it (the condition of an emergency).
    private mutating func readRest() {
        guard let field = restField else { return }
        let pieces = remainder.filter { saysSomething($0) }
        guard let first = pieces.first(where: { isPointedAt($0, field) }) ?? pieces.first else { return }
        if let found = reader.read(fields[field], field, in: first) { fill(field, found, .shape) }
    }

    /// Whether a word of the field stands in a piece or right in front of it: 在镇中学 for where, 晕倒 for what.
    private func isPointedAt(_ piece: Range<Int>, _ field: Int) -> Bool {
        scan.tokenIndices(in: max(entry.range.lowerBound, piece.lowerBound - 1)..<piece.upperBound).contains {
            role(scan.tokens[$0].uses).cues.contains(field)
        }
    }

    /// The field that takes what no other does, while it is empty.
    var restField: Int? {
        fields.indices.first { fields[$0].fallback == .rest && fields[$0].type == .text && slots[$0].isEmpty }
    }

    private func saysSomething(_ piece: Range<Int>) -> Bool {
        piece.count { scan.text.scalars[$0].isHan } >= 2
    }

    /// What no field took goes to the note, when it says anything.
    private mutating func readRemainder() {
        guard
            let field = fields.firstIndex(where: {
                $0.type == .text && ($0.name == "note" || $0.name == "detail")
            })
        else {
            return
        }
        let pieces = (remainder.filter { saysSomething($0) || isNumber($0) } + refused).sorted {
            $0.lowerBound < $1.lowerBound
        }
        guard !pieces.isEmpty else { return }
        let text = pieces.map { scan.text.typed($0) }.joined(separator: " ")
        if case .string(let old) = slots[field].value {
            slots[field] = Slot()
            slots[field].take(
                .value(.string(old + " " + text), entry.range), for: fields[field], claim: .key,
                replaces: true)
        } else if slots[field].isEmpty {
            slots[field].take(
                .value(.string(text), entry.range), for: fields[field], claim: .inherited, replaces: false)
        }
    }
}
