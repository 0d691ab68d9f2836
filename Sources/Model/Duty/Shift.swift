import Foundation
import ReportLanguage

/// The days on which a line of the duty plan holds.
package enum DutyDays: Hashable, Sendable {
    case every
    case day(CalendarDay)
    /// 1 = Monday … 7 = Sunday.
    case weekday(Int)

    /// Whether the line holds on a day.
    package func contains(_ day: CalendarDay) -> Bool {
        switch self {
        case .every: true
        case .day(let only): only == day
        case .weekday(let weekday): day.weekday == weekday
        }
    }
}

/// One line of duty.csv: who is to stand where, when.
///
/// A `to` not after `from` is on the next day.
package struct DutyLine: Hashable, Sendable {
    package var checkpoint: PlaceCode
    package var days: DutyDays
    package var from: ClockTime
    package var to: ClockTime
    package var staff: [PersonID]

    package init(checkpoint: PlaceCode, days: DutyDays, from: ClockTime, to: ClockTime, staff: [PersonID]) {
        self.checkpoint = checkpoint
        self.days = days
        self.from = from
        self.to = to
        self.staff = staff
    }
}

/// Names one shift: `K07@2022-01-28T20:00`, the checkpoint and the local start.
package struct ShiftID: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(checkpoint: PlaceCode, start: LocalMoment) {
        rawValue = checkpoint.rawValue + "@" + start.iso
    }
}

/// One shift at one checkpoint, as planned and as it went.
package struct Shift: Hashable, Sendable, Identifiable {
    /// How the shift went so far.
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// Not manned yet.
        case planned
        /// Enough people checked in by the time it was due.
        case manned
        /// Enough people checked in, but after it was due.
        case late
        /// Its time is over and too few ever checked in.
        case understaffed
        /// Its time is over and nobody checked in.
        case missed
        /// The plan no longer has it.
        case cancelled
    }

    package var id: ShiftID
    package var checkpoint: PlaceCode
    package var from: Date
    package var to: Date
    /// Who is planned, as roster ids.
    package var staff: [PersonID]
    package var required: Int
    package var state: State
    /// When the required number was reached.
    package var mannedAt: Date?

    package init(
        id: ShiftID, checkpoint: PlaceCode, from: Date, to: Date, staff: [PersonID], required: Int,
        state: State = .planned, mannedAt: Date? = nil
    ) {
        self.id = id
        self.checkpoint = checkpoint
        self.from = from
        self.to = to
        self.staff = staff
        self.required = required
        self.state = state
        self.mannedAt = mannedAt
    }
}

/// One person's check-in to a shift.
///
/// The same person of one shift counts once.
package struct CheckIn: Hashable, Sendable {
    package var shift: ShiftID
    /// The name as typed.
    package var name: String
    /// Who that is, where the roster knows.
    package var person: PersonID?
    package var at: Date
    /// The report that said so.
    package var report: Int

    package init(shift: ShiftID, name: String, person: PersonID?, at: Date, report: Int) {
        self.shift = shift
        self.name = name
        self.person = person
        self.at = at
        self.report = report
    }

    /// What makes two check-ins the same person: the roster id, else the name.
    package var identity: String { person?.rawValue ?? name }
}
