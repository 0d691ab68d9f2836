/// What an entry speaks of: one person, unit or receipt, or several that share all else.
extension EntryReader {
    /// One reader for each person or unit that the entry speaks of.
    var parts: [EntryReader] {
        if isOne { return [self] }
        guard furtherNames.isEmpty else { return people }
        if let references { return references }
        guard let unit = unitWithVillage, !furtherUnits.isEmpty else { return [self] }
        return [self]
            + furtherUnits.map { found in
                var part = self
                part.slots[unit].take(found, for: fields[unit], claim: .key, replaces: true)
                return part
            }
    }

    /// Whether a word of the field that takes the rest (晕倒, 心梗) is in the entry.
    var namesItsMatter: Bool {
        guard let field = fields.firstIndex(where: { $0.fallback == .rest && $0.isRequired }) else {
            return false
        }
        return scan.tokenIndices(in: entry.range).contains { role(scan.tokens[$0].uses).cues.contains(field) }
    }

    /// Whether the first thing in it is the receipt that its form is about.
    var opensWithReference: Bool {
        guard let field = fields.firstIndex(where: { $0.type == .ref && $0.isRequired }),
            let range = slots[field].range
        else { return false }
        return scan.trimmed(entry.range).lowerBound == range.lowerBound
    }

    /// Whether the entry speaks of one person, unit or receipt.
    var isOne: Bool { furtherNames.isEmpty && furtherUnits.isEmpty && references == nil }

    /// One reader for each receipt of a form that is about one (Z31、Z32都整改完了); nil where there is one at most.
    private var references: [EntryReader]? {
        guard let field = fields.firstIndex(where: { $0.type == .ref && $0.isRequired }),
            !slots[field].isEmpty
        else { return nil }
        var refs: [(Ref, Range<Int>)] = []
        for candidate in scan.candidates(in: entry.range) {
            if case .ref(let ref) = candidate.kind, !refs.contains(where: { $0.0 == ref }) {
                refs.append((ref, candidate.range))
            }
        }
        guard refs.count > 1 else { return nil }
        return refs.map { ref, range in
            var part = self
            part.slots[field] = Slot()
            part.fill(field, .value(.string(ref.text), range), .shape)
            for other in refs { part.take(other.1) }
            return part
        }
    }

    /// One reader for each name of a list; as many phones are theirs in order, a single one is the first person's.
    private var people: [EntryReader] {
        guard let field = fields.firstIndex(where: { $0.type == .name }) else { return [self] }
        let phones = scan.candidates(in: entry.range).filter {
            if case .phone = $0.kind { true } else { false }
        }
        let areTheirs = phones.count == furtherNames.count + 1
        let number = fields.firstIndex { $0.type == .phone }
        return (0...furtherNames.count).map { position in
            var part = self
            part.furtherNames = []
            if position > 0 {
                part.slots[field] = Slot()
                part.fillName(field, furtherNames[position - 1], .shape)
                for other in fields.indices where [.phone, .idNumber].contains(fields[other].type) {
                    part.slots[other] = Slot()
                }
            }
            if let number, areTheirs, case .phone(let value) = phones[phones.startIndex + position].kind {
                part.slots[number] = Slot()
                part.fill(number, .value(.string(value), phones[phones.startIndex + position].range), .shape)
            }
            return part
        }
    }

    /// Whether what only a checkpoint's reports hold stands in the entry: temperatures, findings, three counts, both ends of
    /// a shift.
    var tellsOfCheckpoint: Bool {
        let said = fields.indices.filter { isSaid($0) }.map { fields[$0].type }
        return said.contains(.decimals) || said.contains(.choices) || said.count { $0 == .count } >= 3
            || said.count { $0 == .time } == 2
    }

    /// Whether both a name and a phone stand in the entry.
    var namesPersonWithPhone: Bool {
        fields.indices.filter {
            [.name, .phone].contains(fields[$0].type) && slots[$0].value != nil && isSaid($0)
        }.count == 2
    }
}
