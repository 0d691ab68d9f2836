extension ReportReader {
    /// Reads a bare answer (`13800001234`) against the fields that a draft lacks; nil when the text answers none of them.
    ///
    /// A value of the wrong shape that is clearly meant as the answer (`1380000123`) gives its problem with what was typed.
    public func readAnswer(_ text: String, form: String, lacking: [String], in context: ReadingContext)
        -> Answer?
    {
        guard let form = vocabulary.index(ofForm: form), let scan = scan(text), scan.body.count <= 200 else {
            return nil
        }
        let bearings = Bearings(context, roster: recognizers.roster)
        let silence = SilenceRule(scan: scan, vocabulary: vocabulary)
        guard !silence.isQuestion(except: []), !silence.isSystemText else { return nil }
        let material = ReadingMaterial(
            scan: scan, vocabulary: vocabulary, recognizers: recognizers, bearings: bearings)
        var reader = EntryReader(material, form: form, entry: Entry(range: scan.body))
        reader.isAnswer = true
        reader.read(heading: scan.body.lowerBound..<scan.body.lowerBound)
        let wanted = reader.fields.indices.filter { lacking.contains(reader.fields[$0].name) }
        // A list of several, or of one field only, is read as that field's value when nothing else fits.
        for field in wanted where reader.slots[field].isEmpty {
            reader.readBare(field, isOnly: wanted.count == 1)
        }
        var answer = Answer(fields: [:])
        for field in wanted {
            if let value = reader.slots[field].value { answer.fields[reader.fields[field].name] = value }
            if let problem = reader.slots[field].problem { answer.problems.append(problem) }
        }
        guard !(answer.fields.isEmpty && answer.problems.isEmpty) else { return nil }
        // A stray problem of a field that nobody asked for is a misread story.
        let hasStray = reader.fields.indices.contains {
            !wanted.contains($0) && reader.slots[$0].problem != nil
        }
        guard !hasStray else { return nil }
        // What is left over tells talk from an answer: 今天真冷, 张三昨天还在群里说呢.
        let left = reader.remainder.reduce(0) { $0 + $1.count { scan.text.scalars[$0].isHan } }
        let isHard = wanted.contains {
            !reader.slots[$0].isEmpty
                && ([.phone, .idNumber].contains(reader.fields[$0].type) || reader.slots[$0].claim == .key)
        }
        return left <= (isHard ? 6 : 0) && (isHard || !reader.hasTalk) ? answer : nil
    }
}

extension EntryReader {
    /// Whether words of talk stand among what nothing took.
    var hasTalk: Bool {
        scan.tokens.contains { !isTaken($0) && ($0.isWord(.talk) || $0.isWord(.negation)) }
    }

    /// The whole text as the value of one field that is asked for.
    mutating func readBare(_ field: Int, isOnly: Bool) {
        let range = scan.trimmed(entry.range)
        guard !range.isEmpty, range.count <= 40, remainder.count <= 1 else { return }
        let definition = fields[field]
        switch definition.type {
        case .name:
            guard let piece = remainder.first, piece == range, (2...4).contains(piece.count),
                piece.allSatisfy({ scan.text.scalars[$0].isHan }), isOnly,
                !scan.tokens.contains(where: { !$0.uses.isEmpty })
            else { return }
            if let found = reader.read(definition, field, in: piece) { fill(field, found, .key) }
        case .place, .checkpoint, .village, .unit:
            let piece = remainder.first ?? range
            guard piece.count <= 12, let found = reader.read(definition, field, in: piece),
                found.problem?.code != .unknown
            else { return }
            fill(field, found, .key)
        case .count:
            if isOnly, let found = reader.read(definition, field, in: range) { fill(field, found, .key) }
        case .day, .when, .time:
            for candidate in scan.candidates(in: range) {
                guard case .time = candidate.kind, candidate.range.count * 2 >= range.count,
                    let found = reader.read(definition, field, in: candidate.range)
                else { continue }
                fill(field, found, .key)
                return
            }
        case .phone, .idNumber:
            let digits = range.count { scan.text.scalars[$0].isDigit }
            guard isOnly, digits >= 5, digits * 4 >= range.count * 3 else { return }
            fill(field, reader.invalid(definition, range), .key)
        case .text:
            if isOnly, let found = reader.read(definition, field, in: range) { fill(field, found, .key) }
        default: break
        }
    }
}
