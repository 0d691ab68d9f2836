extension LayoutFinder {
    /// The lines of the body, with their list marks.
    static func lines(of scan: ScannedMessage) -> [Line] {
        let scalars = scan.text.scalars
        var lines: [Line] = []
        var start = scan.body.lowerBound
        while start <= scan.body.upperBound, !scan.body.isEmpty {
            let end = scan.lineEnd(start, limit: scan.body.upperBound)
            var content = start
            while content < end, scalars[content].isBlank { content += 1 }
            lines.append(
                Line(range: start..<end, markEnd: markEnd(scalars, content, end), isBlank: content == end))
            start = end + 1
        }
        return numbered(lines, scalars)
    }

    /// Figures with only a blank behind them (`1 张伟 138…`) are list marks where they count up from 1 over two lines and more.
    private static func numbered(_ lines: [Line], _ scalars: [Unicode.Scalar]) -> [Line] {
        var ends: [Int: Int] = [:]
        for (index, line) in lines.enumerated() where line.markEnd == nil && !line.isBlank {
            var end = line.range.lowerBound
            while end < line.range.upperBound, end - line.range.lowerBound < 3, scalars[end].isDigit {
                end += 1
            }
            guard end > line.range.lowerBound, end + 1 < line.range.upperBound, scalars[end] == " ",
                scalars[end + 1].isHan,
                number(scalars, line.range.lowerBound) == ends.count + 1
            else { continue }
            ends[index] = end
        }
        guard ends.count >= 2 else { return lines }
        var lines = lines
        for (index, end) in ends { lines[index].markEnd = end }
        return lines
    }

    /// Where the text behind a list mark begins: `1.`, `1、`, `1)`, `(1)`, `①`, `一、`.
    static func markEnd(_ scalars: [Unicode.Scalar], _ start: Int, _ limit: Int) -> Int? {
        guard start < limit else { return nil }
        var position = start
        if scalars[position] == FoldedText.listMark { return position + 1 }
        let isBracketed = scalars[position] == "("
        if isBracketed { position += 1 }
        let first = position
        while position < limit, position - first < 3,
            scalars[position].isDigit || isNumeral(scalars[position])
        {
            position += 1
        }
        guard position > first, position < limit else { return nil }
        let closing = scalars[position]
        if isBracketed { return closing == ")" ? position + 1 : nil }
        let isNumerals = !scalars[first].isDigit
        switch closing {
        case "、", ")": return position + 1
        case ".", ":", ",":
            // 1.28 and 20:00 are values.
            guard !isNumerals, position + 1 >= limit || !scalars[position + 1].isDigit else { return nil }
            return position + 1
        default: return nil
        }
    }

    private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十": true
        default: false
        }
    }

    /// The figure of a list mark.
    static func number(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        var position = start < scalars.count && scalars[start] == "(" ? start + 1 : start
        var digits = ""
        while position < scalars.count, scalars[position].isDigit, digits.count < 3 {
            digits.unicodeScalars.append(scalars[position])
            position += 1
        }
        return Int(digits)
    }

    /// Whether a line is a filled example: 例 张三 13800000000.
    func isExample(_ range: Range<Int>) -> Bool {
        var start = range.lowerBound
        while start < range.upperBound, scan.text.scalars[start].isBlank || scan.text.scalars[start] == "(" {
            start += 1
        }
        let word = vocabulary.longest(in: scan.text.scalars, at: start, limit: range.upperBound)
        guard let word, word.uses.contains(.example), word.end < range.upperBound else {
            return false
        }
        let next = scan.text.scalars[word.end]
        return next.isBlank || next == ":" || next == "," || next == ")" || next == "."
    }

    /// The range up to its first line that is an example.
    func withoutExamples(_ range: Range<Int>) -> Range<Int> {
        for line in lines
        where line.range.lowerBound >= range.lowerBound && line.range.lowerBound < range.upperBound {
            if isExample(line.range) { return range.lowerBound..<line.range.lowerBound }
        }
        return range
    }

    /// One entry a line where at least two lines name somebody or something of their own; else one entry.
    func plainLines() -> MessageLayout {
        if let line = onlyLine {
            return isExample(line.range) ? oneEntry : peopleInLine(line.range) ?? oneEntry
        }
        let content = lines.filter { !$0.isBlank && !isExample($0.range) }
        guard content.count >= 2 else { return content.first.flatMap { peopleInLine($0.range) } ?? oneEntry }
        let marks = content.map { LineMarks(scan: scan, range: $0.range) }
        let tests: [(LineMarks) -> Bool] = [
            { $0.hasTrigger && $0.hasPlaceOfOurs }, { $0.hasPlaceOfOurs && $0.startsWithIt },
            { $0.hasTrigger && $0.values > 0 }, { $0.startsWithRef }, { $0.startsWithShift },
            { $0.startsWithTime && $0.values >= 3 },
        ]
        let openings = content.indices.filter { marks[$0].opening != nil }
        let areMixed = Set(openings.compactMap { marks[$0].opening }).count > 1
        for starts in [areMixed ? openings : [], people(marks)]
            + tests.map({ test in content.indices.filter { test(marks[$0]) } })
        {
            guard starts.count >= 2, let first = starts.first else { continue }
            let entries = starts.indices.map { index in
                let start = content[starts[index]].range.lowerBound
                let end =
                    index + 1 < starts.count
                    ? content[starts[index + 1]].range.lowerBound : scan.body.upperBound
                return Entry(range: start..<end)
            }
            return MessageLayout(
                heading: scan.body.lowerBound..<content[first].range.lowerBound, entries: entries)
        }
        return oneEntry
    }

    /// The lines on which a person begins: those that start with a name and say something of their own, and those with a
    /// phone where the person before has one already, or a place besides; the phone is what is forgotten most.
    private func people(_ marks: [LineMarks]) -> [Int] {
        let hasList = marks.count { $0.isPerson } >= 2
        let first = marks.firstIndex {
            $0.isPerson || ($0.hasPhone && ($0.hasPlace || !hasList))
        }
        guard let first else { return [] }
        var starts: [Int] = []
        var (hasPhone, hasPlace) = (true, true)
        for index in first..<marks.count {
            let mark = marks[index]
            if mark.isPerson || (mark.hasPhone && (hasPhone || (hasPlace && mark.hasPlace))) {
                starts.append(index)
                (hasPhone, hasPlace) = (false, false)
            }
            hasPhone = hasPhone || mark.hasPhone
            hasPlace = hasPlace || mark.hasPlace
        }
        return starts
    }

    /// `报备 张三 138… 李四 139… 都从北京回来 明天到`: several people, each with a phone, on one line.
    func peopleInLine(_ line: Range<Int>) -> MessageLayout? {
        var starts: [Int] = []
        var name: Int?
        var phones = 0
        var trailer: Int?
        var lastPhone = line.upperBound
        for index in scan.tokenIndices(in: line) {
            let token = scan.tokens[index]
            switch token.content {
            case .name: if name == nil { name = token.range.lowerBound }
            case .candidate:
                if case .phone? = scan.candidate(of: token)?.kind {
                    phones += 1
                    lastPhone = token.range.upperBound
                    if let name { starts.append(name) }
                    name = nil
                }
            case .word:
                if phones >= 2, trailer == nil, token.isWord(.shared) { trailer = token.range.lowerBound }
            default: continue
            }
        }
        guard starts.count >= 2, starts.count == phones, let first = starts.first else { return nil }
        // What stands behind the last phone holds for all where nothing stands behind the others'.
        let end =
            trailer
            ?? (isBare(starts[starts.count - 2]..<starts[starts.count - 1]) ? lastPhone : line.upperBound)
        let entries = zip(starts, starts.dropFirst() + [end]).map { Entry(range: $0..<$1) }
        return MessageLayout(
            heading: line.lowerBound..<first, entries: entries, trailer: end..<line.upperBound)
    }

    /// Whether neither a place nor a time stands in a range.
    private func isBare(_ range: Range<Int>) -> Bool {
        scan.candidates(in: range).allSatisfy { candidate in
            if case .time = candidate.kind { return candidate.isWeak }
            return !candidate.isPlace || candidate.isWeak
        }
    }

    /// The whole body as one entry.
    var oneEntry: MessageLayout {
        MessageLayout(
            heading: scan.body.lowerBound..<scan.body.lowerBound,
            entries: [Entry(range: withoutExamples(scan.body))])
    }
}

/// What a line holds that tells whether it is an entry of its own.
struct LineMarks {
    /// A phone, whole or broken.
    private(set) var hasPhone = false
    /// A trigger word.
    private(set) var hasTrigger = false
    /// A village, unit or checkpoint.
    private(set) var hasPlaceOfOurs = false
    /// Whether that is the first thing on the line.
    private(set) var startsWithIt = false
    /// Whether a name is the first thing on the line, but for a trigger, a relative or a unit.
    private(set) var startsWithName = false
    /// A place.
    private(set) var hasPlace = false
    /// A time.
    private(set) var hasTime = false
    /// A number that can be somebody's temperature.
    private(set) var hasTemperature = false
    /// A word for a choice.
    private(set) var hasChoice = false
    /// Whether a reference is the first thing on the line.
    private(set) var startsWithRef = false
    /// Whether the hours of a shift are the first thing on the line.
    private(set) var startsWithShift = false
    /// Whether a day is the first thing on the line.
    private(set) var startsWithTime = false
    /// The word that announces a report, where it is the first on the line and no key.
    private(set) var opening: WordUses?
    /// How many values there are.
    private(set) var values = 0

    /// Whether the line tells of a person of its own.
    ///
    /// Behind a trigger (返乡报备 姚红秀 1月22日) a name with a day is a heading.
    var isPerson: Bool {
        startsWithName && (hasPhone || hasPlace || ((hasTime || hasChoice || hasTemperature) && !hasTrigger))
    }

    init(scan: ScannedMessage, range: Range<Int>) {
        let start = scan.trimmed(range).lowerBound
        for candidate in scan.candidates(in: range) where candidate.isPlaceOfOurs {
            if candidate.range.lowerBound == start { startsWithIt = true }
            hasPlaceOfOurs = hasPlaceOfOurs || startsWithIt || !candidate.isWeak
        }
        var isFirst = true
        for index in scan.tokenIndices(in: range) {
            let token = scan.tokens[index]
            switch token.content {
            case .candidate(let index):
                let candidate = scan.candidate(index)
                values += 1
                switch candidate.kind {
                case .phone, .brokenPhone: hasPhone = true
                case .place, .ambiguousPlace: hasPlace = true
                case .time:
                    hasTime = true
                    startsWithTime = startsWithTime || values == 1 && isFirst
                case .decimal(let value, _): hasTemperature = hasTemperature || (35...42).contains(value)
                case .clockRange: startsWithShift = startsWithShift || values == 1
                case .ref: startsWithRef = startsWithRef || values == 1
                default: break
                }
                isFirst = isFirst && candidate.isPlaceOfOurs
            case .name:
                values += 1
                startsWithName = startsWithName || isFirst
                isFirst = false
            case .word(let uses):
                hasTrigger = hasTrigger || uses.isTrigger
                if isFirst, !startsWithIt, values == 0, uses.announces, !uses.isKey {
                    opening = opening ?? uses
                }
                hasChoice = hasChoice || uses.isChoice
                isFirst = isFirst && (uses.isTrigger || token.isWord(.kinship) || token.isWord(.filler))
            case .text: isFirst = false
            case .blank, .lineBreak, .mark: break
            }
        }
    }
}
