import Model
import ReportLanguage

/// Remembers which units have reported on a day: a zero report or a returnee; a village's zero report is all its units'.
///
/// Of each unit's day it is kept which reports speak and which of them were withdrawn: a unit whose every report was withdrawn
/// has not reported.
enum DailyReports {
    /// Whether a report of a unit still stands for a day; reports of this very decision are not considered.
    static func has(_ unit: PlaceCode, _ day: CalendarDay, in ruling: Ruling) throws -> Bool {
        try ruling.facts.reportCount(of: unit, on: day) > 0
    }

    /// Counts a report for its units, once however often it changes.
    static func note(_ record: ReportRecord, in ruling: inout Ruling) {
        for (unit, day) in units(of: record, in: ruling) {
            ruling.change(.countForUnit(unit, day, report: record.number))
        }
    }

    /// Takes back what a report counted for; a withdrawal is once and for all.
    static func takeBack(_ record: ReportRecord, in ruling: inout Ruling) {
        for (unit, day) in units(of: record, in: ruling) {
            ruling.change(.uncountForUnit(unit, day, report: record.number))
        }
    }

    private static func units(of record: ReportRecord, in ruling: Ruling) -> [(PlaceCode, CalendarDay)] {
        let roster = ruling.bot.roster
        let day = record.report.fields["date"]?.when?.day ?? ruling.bot.calendar.day(record.at)
        if let unit = record.report.code("unit") { return [(unit, day)] }
        guard record.report.form == "zeroReport", let village = record.report.code("village") else {
            return []
        }
        return roster.units.filter { $0.village == village }.map { ($0.code, day) }
    }
}
