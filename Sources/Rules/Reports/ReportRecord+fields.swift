import Model
import ReportLanguage

extension Report {
    /// A roster code, where the field holds one.
    func code(_ field: String) -> PlaceCode? { fields[field]?.string.map { PlaceCode($0) } }

    /// The problems that somebody must answer: a duplicate is only told.
    var openProblems: [Problem] { problems.filter { $0.code != .duplicate } }

    /// Whether the message holds this person a second time.
    var isDuplicate: Bool { problems.contains { $0.code == .duplicate } }

    /// Lays an answer or a correction over the report: given values replace, what was wrong about them is settled, and
    /// what is wrong with the new text stands instead of what was wrong with the old.
    mutating func lay(_ given: [String: FieldValue], wrong: [Problem]) {
        fields.merge(given) { old, new in Self.joined(old, new) }
        let touched = Set(given.keys).union(wrong.map(\.field))
        problems.removeAll { touched.contains($0.field) }
        problems += wrong.filter { given[$0.field] == nil }
    }
}

extension Report {
    /// A new value for an old one: of a list of things each keeps its amount unless another is given for it.
    private static func joined(_ old: FieldValue, _ new: FieldValue) -> FieldValue {
        guard case .items(var items) = old, case .items(let given) = new else { return new }
        for item in given {
            if let index = items.firstIndex(where: { $0.item == item.item }) {
                items[index] = item
            } else {
                items.append(item)
            }
        }
        return .items(items)
    }
}

extension ReportRecord {
    /// What its problems make of a report that counts.
    var settledState: State { report.openProblems.isEmpty ? .complete : .incomplete }

    /// Whether it still stands: not withdrawn, not gone into another.
    var stands: Bool { state != .withdrawn && state != .merged }

    /// Whether it has its effects.
    var counts: Bool { stands && state != .unconfirmed }
}
