/// Times, numbers, choices, names and roster places.
extension FieldReader {
    func time(_ field: FieldDefinition, _ range: Range<Int>) -> Found? {
        var expressions: [(TimeExpression, Range<Int>)] = []
        var end = range.lowerBound
        for candidate in scan.candidates(in: range) where candidate.range.upperBound <= range.upperBound {
            guard candidate.range.lowerBound >= end, case .time(let expression) = candidate.kind,
                !isInChoice(candidate.range)
            else { continue }
            expressions.append((expression, candidate.range))
            end = candidate.range.upperBound
        }
        guard !expressions.isEmpty else {
            return hasDigits(range) ? invalid(field, shown(range)) : nil
        }
        return resolve(expressions, field)
    }

    /// Whether what could be a value is a part of a word that is a choice of the form (春节 in 春节探亲, 过春节).
    private func isInChoice(_ range: Range<Int>) -> Bool {
        let index = scan.tokenIndices(in: 0..<range.lowerBound + 1).upperBound - 1
        guard index >= 0 else { return false }
        let token = scan.tokens[index]
        return token.range.contains(range.lowerBound) && token.range.count > range.count
            && !vocabulary.role(of: token.uses, in: form).choices.isEmpty
    }

    /// The one time that several expressions say, or what is wrong with them.
    func resolve(_ expressions: [(TimeExpression, Range<Int>)], _ field: FieldDefinition) -> Found? {
        guard let first = expressions.first, let last = expressions.last else { return nil }
        let range = first.1.lowerBound..<max(first.1.upperBound, last.1.upperBound)
        var values: [When] = []
        for (expression, place) in merged(expressions) {
            switch expression.resolve(
                at: bearings.at, leaning: leaning(around: place), for: aim(field),
                calendar: recognizers.calendar)
            {
            case .invalid: return invalid(field, place)
            case .ambiguous(let options):
                return .problem(
                    Problem(.ambiguous, field.name, options: options.map { .string($0.iso) }), place)
            case .conflict(let options):
                return .problem(
                    Problem(.conflict, field.name, options: options.map { .string($0.iso) }), place)
            case .value(let value):
                if let old = values.firstIndex(where: { $0.day == value.day }) {
                    if case .day = values[old] { values[old] = value }
                } else {
                    values.append(value)
                }
            }
        }
        guard let value = values.first else { return nil }
        guard values.count == 1 else {
            return .problem(Problem(.conflict, field.name, options: values.map { .string($0.iso) }), range)
        }
        return .value(.string(value.iso), range)
    }

    /// A day and a clock that stand apart (明天从大连回来 晚8点到) are one time.
    private func merged(_ expressions: [(TimeExpression, Range<Int>)]) -> [(TimeExpression, Range<Int>)] {
        guard expressions.count > 1 else { return expressions }
        let days = expressions.filter { $0.0.day != .unsaid }
        let clocks = expressions.filter { $0.0.day == .unsaid && !$0.0.isNow && !$0.0.isImpossible }
        guard let day = days.first, let clock = clocks.first, days.count == 1, clocks.count == 1,
            day.0.clock == nil
        else {
            return expressions
        }
        var whole = day.0
        whole.clock = clock.0.clock
        whole.part = clock.0.part ?? day.0.part
        return [(whole, day.1)]
    }

    private func aim(_ field: FieldDefinition) -> TimeExpression.Aim {
        // `at` is the name that all forms give to when the reported thing happens: about now.
        field.type == .day ? .day : field.name == "at" ? .messageTime : .when
    }

    /// Which way the words of the clause around `range` lean.
    private func leaning(around range: Range<Int>) -> Leaning {
        var leaning = Leaning.neutral
        let tokens = scan.tokenIndices(in: range)
        func look(_ index: Int) -> Bool {
            let token = scan.tokens[index]
            switch token.content {
            case .lineBreak: return false
            case .mark(_, let isStrong): return !isStrong
            case .blank: return !isCellGap(token.range.lowerBound)
            default: break
            }
            if token.isWord(.future) {
                leaning = .future
            } else if token.isWord(.past), leaning == .neutral {
                leaning = .past
            }
            return true
        }
        for index in tokens.upperBound..<min(scan.tokens.count, tokens.upperBound + 8) where !look(index) {
            break
        }
        for index in stride(from: tokens.lowerBound - 1, through: max(0, tokens.lowerBound - 8), by: -1)
        where index >= 0 && !look(index) { break }
        return leaning
    }

    /// Whether a blank parts two cells of a table: a tab, or one of several.
    private func isCellGap(_ position: Int) -> Bool {
        let scalars = scan.text.scalars
        return scalars[position] == "\t" || position > 0 && scalars[position - 1].isBlank
            || position + 1 < scalars.count && scalars[position + 1].isBlank
    }

    func clock(_ field: FieldDefinition, _ range: Range<Int>) -> Found? {
        time(field, range).flatMap(clock)
    }

    /// The clock of a time that was found; nil where it is a day alone.
    func clock(_ found: Found) -> Found? {
        guard case .value(let value, let range) = found, let when = value.when,
            case .moment(let moment) = when
        else {
            return found.problem == nil ? nil : found
        }
        return .value(.string(moment.time.iso), range)
    }

    func count(_ field: FieldDefinition, _ index: Int, _ range: Range<Int>) -> Found? {
        if let choice = choice(field, index, range), case .value(let value, let place) = choice,
            let number = value.string.flatMap({ Int($0) })
        {
            return .value(.integer(number), place)
        }
        // 一家三口: how many live in the house, not how many houses.
        let inside = scan.candidates(in: range).filter { $0.range.upperBound <= range.upperBound }
        if field.cues.contains("口"), let household = inside.first(where: { isHousehold($0) }),
            let found = number(household, field)
        {
            return found
        }
        for candidate in inside {
            if let found = number(candidate, field) { return found }
        }
        return nil
    }

    /// A candidate as a count: `3`, `3人`; a household of four (4口) counts three besides the one who reports.
    func number(_ candidate: Candidate, _ field: FieldDefinition) -> Found? {
        switch candidate.kind {
        case .number(let number, _):
            if let maximum = field.maximum, number > maximum { return invalid(field, candidate.range) }
            let isHousehold = field.cues.contains("口") && isHousehold(candidate)
            return .value(.integer(isHousehold ? max(0, number - 1) : number), candidate.range)
        case .vagueNumber:
            return .problem(
                Problem(.ambiguous, field.name, raw: scan.text.typed(candidate.range)), candidate.range)
        default: return nil
        }
    }

    /// `4口人`: how many live in a house.
    func isHousehold(_ candidate: Candidate) -> Bool { scan.text.scalars[candidate.range].contains("口") }

    func decimals(_ field: FieldDefinition, _ range: Range<Int>) -> Found? {
        var values: [Double] = []
        var end = range.lowerBound
        for candidate in scan.candidates(in: range) where candidate.range.upperBound <= range.upperBound {
            guard candidate.range.lowerBound >= end else { continue }
            switch candidate.kind {
            case .decimal(let value, _): values.append(value)
            case .number(let value, _): values.append(Double(value))
            default: continue
            }
            end = candidate.range.upperBound
            if field.type == .decimal { return .value(.decimal(values[0]), range.lowerBound..<end) }
        }
        return values.isEmpty ? nil : .value(.decimals(values), range.lowerBound..<end)
    }

    func boolean(_ field: FieldDefinition, _ index: Int, _ range: Range<Int>) -> Found? {
        if case .value(let value, let place)? = choice(field, index, range), let code = value.string {
            return .value(.boolean(code == "true"), place)
        }
        let said = upToSeparator(range)
        let text = scan.text.folded(said)
        if ["否", "未", "没", "不", "无"].contains(where: text.hasPrefix) {
            return .value(.boolean(false), said)
        }
        return ["是", "已", "有", "签", "同意"].contains(where: text.hasPrefix)
            ? .value(.boolean(true), said) : nil
    }

    func choice(_ field: FieldDefinition, _ index: Int, _ range: Range<Int>) -> Found? {
        for position in range {
            guard let word = vocabulary.longest(in: scan.text.scalars, at: position, limit: range.upperBound),
                let code = code(of: word.uses, index)
            else { continue }
            return .value(.string(code), position..<word.end)
        }
        let hasValue = scan.candidates(in: range).contains { $0.isHard }
        guard field.type == .choice, !hasValue, field.choices.contains(where: { $0.code == "other" }) else {
            return nil
        }
        return .value(.string("other"), range)
    }

    /// The code that a word means for a field.
    func code(of uses: WordUses, _ field: Int) -> String? {
        vocabulary.choice(uses, form: form, field: field).map {
            vocabulary.forms[form].fields[field].choices[$0].code
        }
    }

    func choices(_ field: FieldDefinition, _ index: Int, _ range: Range<Int>) -> Found? {
        var codes: [String] = []
        var position = range.lowerBound
        while position < range.upperBound {
            let word = vocabulary.longest(in: scan.text.scalars, at: position, limit: range.upperBound)
            if let word, let code = code(of: word.uses, index) {
                if !codes.contains(code) { codes.append(code) }
            }
            position = word?.end ?? position + 1
        }
        return codes.isEmpty ? nil : .value(.strings(codes), range)
    }

    func name(_ field: FieldDefinition, _ range: Range<Int>) -> Found? {
        guard let name = NameReader(scan: scan, vocabulary: vocabulary).names(in: range).first else {
            return nil
        }
        return .value(.string(name.text), name.range)
    }

    /// Names end where what the form says otherwise begins behind a separator: a finding (睡岗), a day (前天).
    private func upToOther(_ range: Range<Int>) -> Range<Int> {
        for index in scan.tokenIndices(in: range)
        where scan.tokens[index].range.lowerBound > range.lowerBound && scan.tokens[index - 1].isSeparator {
            let token = scan.tokens[index]
            let isChoice =
                token.range.count > 1 && !vocabulary.role(of: token.uses, in: form).choices.isEmpty
            var isTime = false
            if case .time(let expression) = scan.candidate(of: token)?.kind {
                // 明天 is no name, 周三 may be one.
                isTime =
                    if case .offset = expression.day { true } else {
                        !vocabulary.isSurname(scan.text.scalars[token.range.lowerBound])
                    }
            }
            if isChoice || isTime { return range.lowerBound..<token.range.lowerBound }
        }
        return range
    }

    func names(_ field: FieldDefinition, _ range: Range<Int>) -> Found? {
        let names = NameReader(scan: scan, vocabulary: vocabulary).names(in: upToOther(range))
        guard let first = names.first, let last = names.last else { return nil }
        return .value(.strings(names.map(\.text)), first.range.lowerBound..<last.range.upperBound)
    }
}
