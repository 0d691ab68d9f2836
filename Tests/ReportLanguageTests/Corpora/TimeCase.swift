@testable import ReportLanguage

/// A case of JioNLP's tests of times: a whole expression with what it means, or a text with the expressions in it.
struct TimeCase: Decodable {
    var kind: String
    var input: String
    var at: LocalMoment
    var leaning: Leaning
    /// `time_point`, `time_span` and others.
    var type: String
    /// Start and end, where the meaning is one of both.
    var span: [String]
    /// The expressions that upstream finds in the text.
    var expressions: [String]

    private enum Key: String, CodingKey { case kind, input, ref, type, time, expected, opts }
    private struct Expression: Decodable { var text: String }
    private struct Options: Decodable { var ret_future: Bool? }
    private struct Base: Decodable { var year: Int, month: Int?, day: Int?, hour: Int?, minute: Int? }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        kind = try fields.decode(String.self, forKey: .kind)
        input = try fields.decode(String.self, forKey: .input)
        type = try fields.decodeIfPresent(String.self, forKey: .type) ?? ""
        span = (try? fields.decode([String].self, forKey: .time)) ?? []
        expressions = try fields.decodeIfPresent([Expression].self, forKey: .expected)?.map(\.text) ?? []
        let options = try? fields.decodeIfPresent(Options.self, forKey: .opts)
        leaning = options?.ret_future == true ? .future : .neutral
        at = Self.base(in: fields) ?? LocalMoment(day: CalendarDay(serial: 18_792), time: .midnight)
    }

    /// The time against which the case is read: a moment, or the beginning of a part of one.
    private static func base(in fields: KeyedDecodingContainer<Key>) -> LocalMoment? {
        if let text = try? fields.decode(String.self, forKey: .ref) { return moment(text) }
        if let base = try? fields.decode(Base.self, forKey: .ref) {
            return moment([base.year, base.month ?? 1, base.day ?? 1, base.hour ?? 0, base.minute ?? 0])
        }
        guard let parts = try? fields.decode([Int].self, forKey: .ref), parts.count == 6 else { return nil }
        return moment([
            parts[0], parts[1] < 0 ? 1 : parts[1], parts[2] < 0 ? 1 : parts[2], max(0, parts[3]),
            max(0, parts[4]),
        ])
    }

    private static func moment(_ parts: [Int]) -> LocalMoment? {
        guard let day = CalendarDay(year: parts[0], month: parts[1], day: parts[2]),
            let time = ClockTime(hour: parts[3], minute: parts[4])
        else { return nil }
        return LocalMoment(day: day, time: time)
    }

    /// Reads `2021-06-14 01:06:40`, without the seconds.
    private static func moment(_ text: String) -> LocalMoment? {
        LocalMoment(iso: text.prefix(16).replacing(" ", with: "T"))
    }

    /// What upstream says, in the spelling of `TimeReading`; nil where it is none of ours.
    var upstream: [String]? {
        guard span.count == 2, let start = Self.moment(span[0]), let end = Self.moment(span[1]) else {
            return nil
        }
        let isWholeDays = span[0].hasSuffix("00:00:00") && span[1].hasSuffix("23:59:59")
        if isWholeDays {
            return [start.day == end.day ? start.day.iso : start.day.iso + ".." + end.day.iso]
        }
        if type == "time_point" { return [start.iso] }
        let clocks = start.time.iso + "-" + end.time.iso
        return [start.day.iso + " " + clocks] + (start.day == at.day ? [clocks] : [])
    }
}

/// The times in a text, as one line: `2021-06-30`, `2021-06-30T20:00`, `20:00-08:00`, `2021-09-10..2021-09-13`.
enum TimeReading {
    /// The values that do not overlap: the certain ones, else a weak one that is the whole text.
    static func candidates(in text: String) -> [(candidate: Candidate, text: String)] {
        let folded = FoldedText(text)
        var taken: [(candidate: Candidate, text: String)] = []
        let all = Samples.recognizers.candidates(in: folded).filter(\.isTime)
        for candidate in all where !candidate.isWeak {
            if let last = taken.last, candidate.range.lowerBound < last.candidate.range.upperBound {
                continue
            }
            taken.append((candidate, folded.typed(candidate.range)))
        }
        if taken.isEmpty, let weak = all.first(where: { $0.range == folded.scalars.indices }) {
            return [(weak, text)]
        }
        return taken
    }

    static func value(_ text: String, at moment: LocalMoment, leaning: Leaning) -> String {
        func resolved(_ expression: TimeExpression) -> String {
            let resolution = expression.resolve(
                at: moment, leaning: leaning, for: .when, calendar: Samples.calendar)
            return resolution.summary
        }
        return candidates(in: text).map { found in
            switch found.candidate.kind {
            case .time(let expression): resolved(expression)
            case .dayRange(let from, let to): resolved(from) + ".." + resolved(to)
            default: String(found.candidate.kind.summary.dropFirst("clocks ".count))
            }
        }.joined(separator: " ")
    }
}

extension Candidate {
    fileprivate var isTime: Bool {
        switch kind {
        case .time, .dayRange, .clockRange: true
        default: false
        }
    }
}
