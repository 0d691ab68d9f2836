import Model
import ReportLanguage

/// Reads one `.talk` file.
struct TranscriptParser {
    let source: SourceText
    let log: FindingLog

    func parse() -> Transcript? {
        let errors = log.errorCount
        let stem = source.name.split(separator: "/").last?.split(separator: ".").first.map(String.init)
        var talk = Transcript(name: stem ?? source.name, title: "", duty: [], steps: [])
        for (index, raw) in source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            let line = raw.trimmed
            if line.isEmpty || line.hasPrefix("#") { continue }
            read(line, index + 1, into: &talk)
        }
        if talk.steps.isEmpty {
            fail(1, "the talk has no steps", "write for example 2022-01-28 09:00 P010@V03: 报备 …")
        }
        return log.errorCount == errors ? talk : nil
    }

    private func read(_ line: String, _ number: Int, into talk: inout Transcript) {
        if let title = rest(line, after: "talk:") {
            talk.title = title
        } else if let duty = rest(line, after: "duty:") {
            addDuty(duty, number, to: &talk)
        } else if line.hasPrefix("→") || line.hasPrefix("↛") || line.hasPrefix("|") {
            guard !talk.steps.isEmpty else {
                return fail(number, "the line answers nothing", "write a step with a day and a time above it")
            }
            if line.hasPrefix("|") {
                continueText(rest(line, after: "|") ?? "", number, of: &talk.steps[talk.steps.count - 1])
            } else if let piece = rest(line, after: "↛") {
                talk.steps[talk.steps.count - 1].forbidden.append(piece)
            } else {
                expect(rest(line, after: "→") ?? "", number, in: &talk.steps[talk.steps.count - 1])
            }
        } else if let step = step(line, number, after: talk.steps.last?.at) {
            talk.steps.append(step)
        }
    }

    // MARK: Steps

    /// `2022-01-28 19:30 P010@V03: text`, `19:31 ?stranger@V03: text`, `20:10` (time passes).
    private func step(_ line: String, _ number: Int, after last: LocalMoment?) -> Transcript.Step? {
        var words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
        var day = last?.day
        if let first = words.first, let date = CalendarDay(iso: first) {
            day = date
            words.removeFirst()
        } else {
            words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        }
        guard let clock = words.first, let time = ClockTime(iso: clock) else {
            fail(number, "the line starts with no time", "write 09:00 or 2022-01-28 09:00 first")
            return nil
        }
        guard let day else {
            fail(number, "the first step has no day", "write 2022-01-28 before the time")
            return nil
        }
        let at = LocalMoment(day: day, time: time)
        if let last, at < last {
            fail(
                number, "the step lies before the one above it",
                "write the day in front when midnight has passed")
            return nil
        }
        let remainder = words.dropFirst().joined(separator: " ").trimmed
        guard !remainder.isEmpty else { return Transcript.Step(at: at, action: .wait, line: number) }
        guard let colon = remainder.firstIndex(of: ":"), let mark = remainder[..<colon].firstIndex(of: "@"),
            mark != remainder.startIndex, remainder.index(after: mark) < colon
        else {
            fail(number, "nobody is named as speaking", "write P010@V03: and what they say")
            return nil
        }
        let who = String(remainder[..<mark])
        let speaker: Transcript.Speaker =
            who.hasPrefix("?") ? .stranger(String(who.dropFirst())) : .person(PersonID(who))
        let chat = String(remainder[remainder.index(after: mark)..<colon])
        let text = remainder[remainder.index(after: colon)...].trimmed
        return Transcript.Step(at: at, action: .say(speaker, in: chat, text: text), line: number)
    }

    private func continueText(_ more: String, _ number: Int, of step: inout Transcript.Step) {
        guard case .say(let speaker, let chat, let text) = step.action, step.expected.isEmpty else {
            return fail(
                number, "the line continues nothing that somebody says", "write it right below what they say")
        }
        step.action = .say(speaker, in: chat, text: text + "\n" + more)
    }

    /// `V03: pattern`, `silence`, `…`.
    private func expect(_ text: String, _ number: Int, in step: inout Transcript.Step) {
        if text == "silence" { return }
        if text == "…" {
            step.allowsMore = true
            return
        }
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else {
            return fail(number, "the line says neither a chat nor silence", "write → V03: text or → silence")
        }
        // A direct chat is named by its person: `direct:P049: …`.
        let split =
            text.hasPrefix("direct:") ? text[text.index(after: colon)...].firstIndex(of: ":") ?? colon : colon
        let pattern = text[text.index(after: split)...].trimmed
        step.expected.append(.init(chat: String(text[..<split]), pattern: pattern, line: number))
    }

    private func addDuty(_ text: String, _ number: Int, to talk: inout Transcript) {
        let cells = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed }
        let staff = cells.last?.split(separator: " ").map { PersonID(String($0)) } ?? []
        guard cells.count == 5, let from = ClockTime(iso: cells[2]), let to = ClockTime(iso: cells[3]),
            !staff.isEmpty,
            let days = cells[1] == "*" ? DutyDays.every : CalendarDay(iso: cells[1]).map(DutyDays.day)
        else {
            return fail(number, "the line is no duty line", "write duty: K07,*,20:00,08:00,P086 P090")
        }
        talk.duty.append(
            DutyLine(checkpoint: PlaceCode(cells[0]), days: days, from: from, to: to, staff: staff))
    }

    private func rest(_ line: String, after mark: String) -> String? {
        line.hasPrefix(mark) ? line.dropFirst(mark.count).trimmed : nil
    }

    private func fail(_ line: Int, _ message: String, _ remedy: String) {
        log.error(source.name, line, message, remedy)
    }
}
