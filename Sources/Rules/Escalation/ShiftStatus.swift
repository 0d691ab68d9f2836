import Foundation
import Model
import ReportLanguage

/// How a shift stands: who is there, who is lacking.
struct ShiftStatus {
    let shift: Shift
    let present: [CheckIn]
    let roster: Roster

    init(_ shift: Shift, in ruling: Ruling) throws {
        self.shift = shift
        present = try ruling.checkIns(to: shift.id)
        roster = ruling.bot.roster
    }

    var isManned: Bool { present.count >= shift.required }
    /// How many are still needed.
    var lack: Int { max(0, shift.required - present.count) }
    /// The names of those who are there, as the roster has them, else as typed.
    var presentNames: [String] { present.map { $0.person.flatMap { roster.person($0) }?.name ?? $0.name } }
    /// Who is planned and not there.
    var absent: [Person] {
        let here = Set(present.compactMap(\.person))
        return shift.staff.filter { !here.contains($0) }.compactMap { roster.person($0) }
    }
    /// Who is there without being planned; empty where nobody was planned.
    var unplanned: [String] {
        guard !shift.staff.isEmpty else { return [] }
        return present.filter { checkIn in !shift.staff.contains { $0 == checkIn.person } }
            .map { $0.person.flatMap { roster.person($0) }?.name ?? $0.name }
    }
}
