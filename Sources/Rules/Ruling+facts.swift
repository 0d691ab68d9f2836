import Foundation
import Model
import ReportLanguage

/// Reads of the store with this decision's own changes laid over them.
extension Ruling {
    func report(_ number: Int) throws -> ReportRecord? {
        try changed.reports[number] ?? facts.report(number)
    }

    func shift(_ id: ShiftID) throws -> Shift? {
        try pending { if case .saveShift(let shift) = $0, shift.id == id { shift } else { nil } }
            ?? facts.shift(id)
    }

    func caseRecord(_ number: Int) throws -> CaseRecord? {
        try pending { if case .saveCase(let record) = $0, record.number == number { record } else { nil } }
            ?? facts.caseRecord(number)
    }

    func newestCase(policy: String, subject: String) throws -> CaseRecord? {
        try pending {
            if case .saveCase(let record) = $0, record.policy == policy, record.subject == subject {
                record
            } else {
                nil
            }
        } ?? facts.newestCase(policy: policy, subject: subject)
    }

    func rectification(_ number: Int) throws -> Rectification? {
        try pending { if case .saveRectification(let row) = $0, row.number == number { row } else { nil } }
            ?? facts.rectification(number)
    }

    func rectification(of report: Int) throws -> Rectification? {
        try pending { if case .saveRectification(let row) = $0, row.report == report { row } else { nil } }
            ?? facts.rectification(of: report)
    }

    /// The distinct people who checked in to a shift, in the order in which they did.
    func checkIns(to shift: ShiftID) throws -> [CheckIn] {
        var present = try facts.checkIns(to: shift)
        for change in decision.changes {
            switch change {
            case .addCheckIn(let checkIn) where checkIn.shift == shift: present.append(checkIn)
            case .removeCheckIns(let report): present.removeAll { $0.report == report }
            default: break
            }
        }
        var seen: Set<String> = []
        return present.filter { seen.insert($0.identity).inserted }
    }

    /// The returnees of a name, newest first.
    func returnees(named name: String) throws -> [Returnee] {
        let before = try facts.returnees(named: name).filter { changed.returnees[$0.report] == nil }
        var seen: Set<Int> = []
        let now = (changed.returneesByName[name] ?? []).reversed()
            .filter { seen.insert($0).inserted }
            .compactMap { changed.returnees[$0] }
            .filter { $0.name == name && $0.state != .withdrawn }
        return now + before
    }

    /// The targets of a broadcast.
    func targets(of broadcast: Int) throws -> [BroadcastTarget] {
        var rows = try facts.targets(of: broadcast)
        for case .saveTarget(let row) in decision.changes where row.broadcast == broadcast {
            if let index = rows.firstIndex(where: { $0.chat == row.chat && $0.place == row.place }) {
                rows[index] = row
            } else {
                rows.append(row)
            }
        }
        return rows
    }
}
