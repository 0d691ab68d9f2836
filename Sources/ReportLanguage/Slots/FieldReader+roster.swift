/// Villages, units and checkpoints of the roster.
extension FieldReader {
    func rosterPlace(_ field: FieldDefinition, _ range: Range<Int>) -> Found? {
        for candidate in scan.candidates(in: range) where candidate.range.upperBound <= range.upperBound {
            if let found = rosterPlace(field, candidate) { return found }
        }
        let name = scan.trimmed(upToSeparator(range))
        guard !name.isEmpty else { return nil }
        switch field.type {
        case .village:
            let match = recognizers.roster.village(scan.text, name)
            // 北沟屯 under 地点 tells where in the village; only what is called a village must be one.
            if match == .none, scan.text.scalars[name.upperBound - 1] != "村" { return nil }
            return found(match, field, name)
        case .checkpoint:
            let match = checkpoint(name)
            return found(match, field, name)
        default:
            let mention = UnitMention(name: plainNumber(name).map { "\($0)组" })
            let match =
                mention.name == nil
                ? recognizers.roster.unit(scan.text, name, village: village ?? bearings.village)
                : recognizers.roster.unit(mention, village: village ?? bearings.village)
            return found(match, field, name)
        }
    }

    /// The checkpoint of a name; of several, the one that the chat or else the sender stands for.
    private func checkpoint(_ name: Range<Int>) -> RosterIndex.Match {
        for place in bearings.decidingPlaces {
            let match = recognizers.roster.checkpoint(scan.text, name, place: place)
            if case .one = match { return match }
        }
        return recognizers.roster.checkpoint(scan.text, name, place: nil)
    }

    /// A unit said as a bare figure under its key (`组：3`).
    private func plainNumber(_ range: Range<Int>) -> Int? {
        let found = first(in: range) { candidate -> Int? in
            if case .number(let number, nil) = candidate.kind { number } else { nil }
        }
        guard let (number, candidate) = found, candidate.range == range else { return nil }
        return number
    }

    /// What a candidate says for a field of that type; nil where it is of another.
    func rosterPlace(_ field: FieldDefinition, _ candidate: Candidate) -> Found? {
        switch (field.type, candidate.kind) {
        case (.village, .village(let code)): return .value(.string(code), candidate.range)
        case (.village, .unknownVillage), (.checkpoint, .unknownCheckpoint):
            return .problem(
                Problem(.unknown, field.name, raw: scan.text.typed(candidate.range)), candidate.range)
        case (.checkpoint, .checkpoint(let codes)):
            if codes.count == 1, let code = codes.first { return .value(.string(code), candidate.range) }
            let match = checkpoint(candidate.range)
            return found(match == .none ? .several(codes) : match, field, candidate.range)
        case (.village, .unit(let mention)):
            guard !vocabulary.forms[form].fields.contains(where: { $0.type == .unit }) else { return nil }
            // It takes no text: which hamlet it was is still to be told.
            let nothing = candidate.range.lowerBound..<candidate.range.lowerBound
            if let village = mention.village { return .value(.string(village), nothing) }
            guard
                case .one(let code) = recognizers.roster.unit(mention, village: village ?? bearings.village),
                let village = recognizers.roster.village(of: code)
            else { return nil }
            return .value(.string(village), nothing)
        case (.unit, .unit(let mention)):
            let match = recognizers.roster.unit(mention, village: village ?? bearings.village)
            return found(match, field, candidate.range)
        default: return nil
        }
    }

    private func found(_ match: RosterIndex.Match, _ field: FieldDefinition, _ range: Range<Int>) -> Found {
        switch match {
        case .one(let code): .value(.string(code), range)
        case .several(let codes):
            .problem(Problem(.ambiguous, field.name, options: codes.map { .string($0) }), range)
        case .none: .problem(Problem(.unknown, field.name, raw: scan.text.typed(range)), range)
        }
    }
}
