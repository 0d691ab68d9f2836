/// Commands that carry words: topics, tokens, audiences, times.
extension CommandReader {
    /// Whether a delimiter follows the command's word: 指南 卡口, 指南：卡口, but not 指南针.
    private func isDelimited(_ rest: Range<Int>) -> Bool {
        guard let next = rest.first else { return true }
        let scalar = scan.text.scalars[next]
        return scalar.isBlank || scalar == ":" || scalar == "\n" || scalar == "," || scalar == "、"
            || scalar == "#"
    }

    private func typed(_ range: Range<Int>) -> String? {
        let range = scan.trimmed(range)
        return range.isEmpty ? nil : scan.text.typed(range)
    }

    /// `指南 主题`.
    func guide(_ rest: Range<Int>) -> Command? {
        let asks = rest.last.map { scan.text.scalars[$0] == "?" } ?? false
        guard isDelimited(rest), rest.count <= 24, !asks else { return nil }
        var command = Command(.guide)
        command.topic = typed(rest)
        return command
    }

    /// `绑定 口令`: one word, with a delimiter in front or without Chinese characters.
    func bind(_ rest: Range<Int>) -> Command? {
        let token = scan.trimmed(rest, marks: " \t\n:=,。!口令")
        guard !token.isEmpty, token.count <= 64 else { return nil }
        let hasSpace = token.contains { scan.text.scalars[$0].isBlank || scan.text.scalars[$0] == "\n" }
        let hasDigits = token.contains { scan.text.scalars[$0].isDigit || scan.text.scalars[$0].isLetter }
        guard !hasSpace, hasDigits, isDelimited(rest) || token.allSatisfy({ !scan.text.scalars[$0].isHan })
        else {
            return nil
        }
        var command = Command(.bind)
        command.token = scan.text.folded(token)
        return command
    }

    /// `查询 返乡 永胜村`, `未报`, `值守 国道卡口`.
    func query(_ word: Int, _ rest: Range<Int>) -> Command? {
        guard isDelimited(rest), rest.count <= 30, !isQuestion else { return nil }
        let opener = scan.text.typed(scan.tokens[word].range)
        let words = scan.text.typed(scan.trimmed(rest)).split(whereSeparator: { " \t\n　:：".contains($0) })
        var command = Command(.query)
        if opener.hasPrefix("未报") || opener == "值守" {
            command.topic = opener
            command.filter = words.isEmpty ? nil : words.joined(separator: " ")
        } else {
            guard let topic = words.first else { return nil }
            command.topic = String(topic)
            command.filter = words.count > 1 ? words.dropFirst().joined(separator: " ") : nil
        }
        return command
    }

    /// `广播 对象 时间 内容`.
    ///
    /// Without an audience or without a text it is a command all the same, when an audience or a time stands behind the
    /// word: whoever forgot the rest is told so instead of waiting for loudspeakers that stay silent.
    func broadcast(_ rest: Range<Int>) -> Command? {
        guard isDelimited(rest) else { return nil }
        let words = scan.trimmed(rest)
        let named = audience(words)
        guard !words.isEmpty, named != nil || opensWithTime(rest) else { return nil }
        var command = Command(.broadcast)
        command.audience = named?.0
        var position = named?.1 ?? words.lowerBound
        if let (time, range) = openingTime(position..<words.upperBound) {
            // A time that cannot be is asked about: read as part of the script, it would go out at once.
            if case .value(let when) = time { command.at = when }
            if case .invalid = time {
                command.problems.append(Problem(.invalid, "at", raw: scan.text.typed(range)))
            }
            position = range.upperBound
        } else if let end = nowEnd(position..<words.upperBound) {
            position = end
        }
        command.script = typed(position..<words.upperBound)
        return command.script == nil && isQuestion ? nil : command
    }

    /// Whether a time to come stands alone behind the word and a blank (`18:00 内容`): 广播 18:00没响 and 广播 今天 没听清 are
    /// talk.
    private func opensWithTime(_ rest: Range<Int>) -> Bool {
        guard let first = rest.first, scan.text.scalars[first].isBlank, !isQuestion,
            let (time, range) = openingTime(rest), isDelimited(range.upperBound..<rest.upperBound)
        else { return false }
        return switch time {
        case .value(.day(let day)): day > bearings.at.day
        case .value(.moment(let moment)): moment > bearings.at
        default: true
        }
    }

    /// 现在, 立即, 马上: at once.
    private func nowEnd(_ range: Range<Int>) -> Int? {
        let start = scan.trimmed(range).lowerBound
        for word in ["现在", "立即", "马上", "立刻"] {
            let end = start + word.unicodeScalars.count
            if end <= range.upperBound, scan.text.folded(start..<end) == word,
                isDelimited(end..<range.upperBound)
            {
                return end
            }
        }
        return nil
    }

    /// Whom a broadcast is for, and where that ends: 全镇, names and codes of villages, units and checkpoints.
    private func audience(_ range: Range<Int>) -> ([String], Int)? {
        var codes: [String] = []
        var end = range.lowerBound
        var position = range.lowerBound
        while position < range.upperBound {
            let scalar = scan.text.scalars[position]
            let found =
                everybody(position, range.upperBound).map { ([$0.0], $0.1) }
                ?? placeOfOurs(position, range.upperBound)
            guard let found else {
                guard scalar.isBlank || scalar.isOne(of: "、,/\n:和与") else { break }
                position += 1
                continue
            }
            codes += found.0.filter { !codes.contains($0) }
            end = found.1
            position = end
        }
        return codes.isEmpty ? nil : (codes, end)
    }

    /// The roster's place that begins at `start`; a short name (永胜) only before a delimiter.
    private func placeOfOurs(_ start: Int, _ limit: Int) -> ([String], Int)? {
        for candidate in scan.candidates(in: start..<start + 1) where candidate.range.upperBound <= limit {
            let end = candidate.range.upperBound
            let next = end < limit ? scan.text.scalars[end] : " "
            guard !candidate.isWeak || isDelimited(end..<limit) || next.isOne(of: "和与/") else {
                continue
            }
            switch candidate.kind {
            case .village(let code): return ([code], end)
            case .checkpoint(let codes) where !candidate.isWeak: return (codes, end)
            case .unit(let mention):
                if case .one(let code) = recognizers.roster.unit(mention, village: bearings.village) {
                    return ([code], end)
                }
            default: continue
            }
        }
        return nil
    }

    /// 全镇, 各村, the township's own name or code: all of it; 本村: the sender's.
    private func everybody(_ start: Int, _ limit: Int) -> (String, Int)? {
        let roster = recognizers.roster
        if let word = ["全镇", "各村", "全部", "所有村", "全体"].first(where: { scan.text.has($0, at: start) }),
            start + word.unicodeScalars.count <= limit
        {
            return (roster.township, start + word.unicodeScalars.count)
        }
        for name in roster.townshipNames where start + name.count <= limit {
            if scan.text.scalars[start..<start + name.count].lazy.map(\.upper).elementsEqual(name) {
                return (roster.township, start + name.count)
            }
        }
        for word in ["本村", "我村", "全村"] where start + 2 <= limit && scan.text.has(word, at: start) {
            return bearings.village.map { ($0, start + 2) }
        }
        return nil
    }

    /// A time with which the range begins, one that cannot be included, and where it stands.
    private func openingTime(_ range: Range<Int>) -> (TimeExpression.Resolution, Range<Int>)? {
        let start = scan.trimmed(range).lowerBound
        var end = start
        var expressions: [TimeExpression] = []
        for candidate in scan.candidates(in: start..<range.upperBound) {
            guard candidate.range.lowerBound >= end, case .time(let expression) = candidate.kind else {
                continue
            }
            let gap = scan.trimmed(end..<candidate.range.lowerBound, marks: " \t,、")
            guard gap.isEmpty else { break }
            if let first = expressions.first,
                first.day == .unsaid || first.clock != nil || expression.day != .unsaid
            {
                break
            }
            expressions.append(expression)
            end = candidate.range.upperBound
            if expressions.count == 2 { break }
        }
        guard let first = expressions.first else { return nil }
        var whole = first
        if let second = expressions.last, expressions.count == 2, first.day != .unsaid, first.clock == nil,
            second.day == .unsaid
        {
            whole.clock = second.clock
            whole.part = second.part ?? first.part
        }
        let time = whole.resolve(
            at: bearings.at, leaning: .future, for: .when, calendar: recognizers.calendar)
        switch time {
        case .ambiguous, .conflict: return nil
        case .value, .invalid: return (time, start..<end)
        }
    }

    /// `静默 2小时`, `静默 到早8点`, `静默 晚10点到早6点`.
    func silence(_ rest: Range<Int>) -> Command? {
        guard rest.count <= 40, !isQuestion, !scan.trimmed(rest).isEmpty else { return nil }
        var command = Command(.silence)
        for candidate in scan.candidates(in: rest) {
            switch candidate.kind {
            case .duration(let minutes):
                command.until = .moment(bearings.at.adding(minutes: minutes))
                return command
            case .clockRange(let from, let to):
                let end = next(to, after: bearings.at)
                let sameDay = LocalMoment(day: end.day, time: from)
                command.from = .moment(sameDay < end ? sameDay : sameDay.adding(minutes: -1440))
                command.until = .moment(end)
                return command
            case .time(let expression):
                guard
                    case .value(let when) = expression.resolve(
                        at: bearings.at, leaning: .future, for: .when, calendar: recognizers.calendar)
                else { return nil }
                // 今晚10点到明早6点半: the first of two is the start.
                if command.until != nil {
                    command.from = command.until
                    command.until = when
                    return command
                }
                if case .moment(let moment) = when, moment <= bearings.at {
                    command.until = .moment(moment.adding(minutes: 1440))
                } else {
                    command.until = when
                }
            default: continue
            }
        }
        return command.until == nil ? nil : command
    }

    /// The first moment at that clock from `moment` on.
    private func next(_ time: ClockTime, after moment: LocalMoment) -> LocalMoment {
        let today = LocalMoment(day: moment.day, time: time)
        return today > moment ? today : LocalMoment(day: moment.day.adding(days: 1), time: time)
    }
}
