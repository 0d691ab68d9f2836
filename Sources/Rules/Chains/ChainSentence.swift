import Model
import ReportLanguage

/// Says in one sentence what a chain's message brought: new, changed, gone.
struct ChainSentence {
    let words: Wording

    /// Words it as `接龙收到：新增 1 人（R6 周*，长春绿园区，1月29日到），改动 1 人（R3 电话 138****6609）`.
    func news(new: [TakenReport], changed: [TakenReport]) -> String {
        var parts: [String] = []
        if !new.isEmpty {
            parts.append(part("chain.new", new, new.count <= 3 ? list(new) : span(new.map(\.record))))
        }
        parts.append(part("chain.changed", changed, list(Array(changed.prefix(4)))))
        return words("chain.received", ["parts": words.clauses(parts)])
    }

    private func part(_ phrase: String, _ taken: [TakenReport], _ items: String) -> String {
        words(
            phrase,
            [
                "count": taken.count, "items": items, "more": taken.count > 4,
                "people": arePeople(taken.map(\.record)),
            ])
    }

    private func list(_ taken: [TakenReport]) -> String {
        words.items(taken.map { words("report.item", ["ref": $0.record.ref.text, "line": $0.line]) })
    }

    /// A line for what was taken out, and one for what others added meanwhile.
    func lacks(_ lacking: ChainLoss.Lacking) -> [String] {
        (lacking.gone.isEmpty ? [] : [lack("chain.gone", lacking.gone)])
            + (lacking.elsewhere.isEmpty ? [] : [lack("chain.elsewhere", lacking.elsewhere)])
    }

    private func lack(_ phrase: String, _ records: [ReportRecord]) -> String {
        let shown = records.prefix(5)
        return words(
            phrase,
            [
                "items": words.list(shown.map(named)),
                "refs": shown.map(\.ref.text).joined(separator: " "),
                "more": records.count > 5 ? records.count : false as any Sendable,
                "people": arePeople(records),
            ])
    }

    /// `R30 王*梅`, or what an entry without a name is about.
    private func named(_ record: ReportRecord) -> String {
        let fields = record.report.fields
        let name =
            fields["name"]?.string.map(words.masking.name)
            ?? ["checkpoint", "unit", "village"].lazy.compactMap { record.report.code($0) }.first
            .map { words.place($0, heardIn: record.place) }
        return [record.ref.text, name].compactMap { $0 }.joined(separator: " ")
    }

    /// `R31–R42`, or only how it begins where others have numbers in between.
    private func span(_ records: [ReportRecord]) -> String {
        guard let first = records.first, let last = records.last else { return "" }
        let isWhole = last.number - first.number == records.count - 1
        return isWhole
            ? first.ref.text + "–" + last.ref.text : words.list(records.prefix(3).map(\.ref.text)) + "…"
    }

    private func arePeople(_ records: [ReportRecord]) -> Bool {
        records.allSatisfy { $0.report.fields["name"] != nil }
    }
}
