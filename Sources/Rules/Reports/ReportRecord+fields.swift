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
        fields.merge(given) { _, new in new }
        let touched = Set(given.keys).union(wrong.map(\.field))
        problems.removeAll { touched.contains($0.field) }
        problems += wrong.filter { given[$0.field] == nil }
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
