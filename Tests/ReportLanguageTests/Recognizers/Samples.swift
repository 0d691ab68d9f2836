import Foundation

@testable import ReportLanguage

/// Recognisers over the real tables and a small township, and a short spelling of what they find.
enum Samples {
    static let recognizers = Recognizers(tables: tables, roster: roster)
    static let calendar = LunarCalendar(table: tables.lunar)

    static let tables: ReferenceTables = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        func table(_ name: String) -> String {
            let path = root.appending(path: "locales/zh-Hans/tables/\(name).tsv")
            // An unreadable table leaves every place and lunar test failing, which says enough.
            return (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        }
        return ReferenceTables(
            divisions: table("divisions"), retiredDivisions: table("divisions-retired"),
            lunar: table("lunar-1900-2100"), pinyin: table("place-pinyin"), townships: table("hlj-townships"))
    }()

    static let roster: RosterNames = {
        let villages = [
            ("V03", "永胜村"), ("V04", "和平村"), ("V05", "新民村"), ("V06", "双河村"), ("V09", "向阳村"), ("V11", "平安村"),
        ]
        let hamlets = ["前屯", "王家屯", "后屯"]
        return RosterNames(
            township: .init(code: "T01", name: "富强镇", division: "230231"),
            villages: villages.map { .init(code: $0.0, name: $0.1, hamlets: hamlets) },
            units: villages.flatMap { village in
                hamlets.enumerated().map { index, hamlet in
                    .init(
                        code: "\(village.0)-0\(index + 1)", village: village.0, hamlet: hamlet,
                        name: "\(index + 1)组")
                }
            },
            checkpoints: [
                .init(code: "K03", name: "永胜北卡口", place: "V03"),
                .init(code: "K06", name: "双河桥卡口", place: "V06"),
                .init(code: "K07", name: "双河南卡口", place: "V06"),
                .init(code: "K10", name: "向阳东卡口", place: "V09"),
                .init(code: "K11", name: "向阳西卡口", place: "V09"),
                .init(code: "K13", name: "平安卡口", place: "V11"),
                .init(code: "K15", name: "国道卡口", place: "T01"),
                .init(code: "K16", name: "镇北卡口", place: "T01"),
            ],
            people: [
                .init(id: "P010", name: "侯洋娟", place: "V03-01"), .init(id: "P133", name: "贾桂", place: "K15"),
                .init(id: "P134", name: "孙志", place: "K15"), .init(id: "P200", name: "孙志", place: "K03"),
            ])
    }()

    /// What is found in a text, each as `kind value`, weak ones in brackets: `phone 13800001234`, `(decimal 1.25)`.
    static func found(in text: String) -> [String] {
        let folded = FoldedText(text)
        return recognizers.candidates(in: folded).map { candidate in
            candidate.isWeak ? "(\(candidate.kind.summary))" : candidate.kind.summary
        }
    }

    /// What the whole of a text is found to be, certain or weak.
    static func whole(_ text: String) -> [String] {
        let folded = FoldedText(text)
        return recognizers.candidates(in: folded).filter { $0.range == folded.scalars.indices }.map(
            \.kind.summary)
    }

    /// The first time in a text as it resolves, `2022-01-28T20:30`, `invalid`, `a | b`; nil where there is none.
    static func time(
        _ text: String, at moment: String, leaning: Leaning = .neutral, for aim: TimeExpression.Aim = .when
    ) -> String? {
        guard let moment = LocalMoment(iso: moment) else { return nil }
        for candidate in recognizers.candidates(in: FoldedText(text)) {
            guard case .time(let expression) = candidate.kind else { continue }
            return expression.resolve(at: moment, leaning: leaning, for: aim, calendar: calendar).summary
        }
        return nil
    }
}

extension TimeExpression.Resolution {
    /// `2022-01-28T20:30`, `invalid`, `a | b`, `conflict a | b`.
    var summary: String {
        switch self {
        case .value(let when): when.iso
        case .invalid: "invalid"
        case .ambiguous(let values): values.map(\.iso).joined(separator: " | ")
        case .conflict(let values): "conflict " + values.map(\.iso).joined(separator: " | ")
        }
    }
}

extension Candidate.Kind {
    var summary: String {
        switch self {
        case .phone(let value): "phone \(value)"
        case .brokenPhone: "brokenPhone"
        case .idNumber(let value): "id \(value)"
        case .brokenIDNumber: "brokenID"
        case .place(let place): "place \(place.code ?? "-") \(place.name)"
        case .ambiguousPlace(let places): "places \(places.map { $0.code ?? "-" }.joined(separator: " "))"
        case .time: "time"
        case .dayRange: "days"
        case .clockRange(let from, let to): "clocks \(from.iso)-\(to.iso)"
        case .duration(let minutes): "minutes \(minutes)"
        case .number(let value, let unit): "number \(value)" + (unit.map { " " + $0 } ?? "")
        case .decimal(let value, let unit): "decimal \(value)" + (unit.map { " " + $0 } ?? "")
        case .vagueNumber: "vague"
        case .plate(let value): "plate \(value)"
        case .train(let value): "train \(value)"
        case .flight(let value): "flight \(value)"
        case .ref(let ref): "ref \(ref.text)"
        case .village(let code): "village \(code)"
        case .unknownVillage: "unknownVillage"
        case .unit(let mention):
            "unit "
                + [mention.village, mention.hamlet, mention.name, mention.code].compactMap { $0 }.joined(
                    separator: " ")
        case .checkpoint(let codes): "checkpoint \(codes.joined(separator: " "))"
        case .unknownCheckpoint: "unknownCheckpoint"
        case .person(let ids): "person \(ids.joined(separator: " "))"
        }
    }
}
