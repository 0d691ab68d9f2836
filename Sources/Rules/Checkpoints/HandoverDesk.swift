import Foundation
import Model
import ReportLanguage

/// Handovers: on record; the next are told to check in, because only check-ins man a shift.
struct HandoverDesk: ReportDesk {
    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? {
        guard let code = record.report.code("checkpoint") else { return nil }
        let words = ruling.words(for: record.chat)
        let next = record.report.fields["next"]?.strings ?? []
        let shift = try CheckInDesk().shift(at: code, on: record.at, people: [], in: ruling)
        let here = try shift.map { try ShiftStatus($0, in: ruling).presentNames } ?? []
        let expected = next.filter { !here.contains($0) }
        return words(
            "handover.line",
            [
                "summary": summary(of: record, in: words), "expected": words.list(expected),
                "names": expected.joined(separator: " "), "hasExpected": !expected.isEmpty,
            ])
    }

    func summary(of record: ReportRecord, in words: Wording) -> String {
        let fields = record.report.fields
        let vehicles: any Sendable = fields["vehicles"]?.integer ?? false
        let people: any Sendable = fields["people"]?.integer ?? false
        return words(
            "handover.summary",
            [
                "checkpoint": record.report.code("checkpoint").map { words.place($0) } ?? "",
                "staff": words.list(fields["staff"]?.strings ?? []),
                "hasStaff": fields["staff"] != nil, "vehicles": vehicles, "people": people,
                "hasVehicles": fields["vehicles"] != nil, "hasPeople": fields["people"] != nil,
            ])
    }
}
