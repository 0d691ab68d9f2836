import Model
import ReportLanguage

/// Remembers which units have reported on a day: a zero report or a returnee; a village's zero report is all its units'.
///
/// Of each unit's day it is remembered which reports spoke and which of them were withdrawn: a unit whose every report was
/// withdrawn has not reported. Remembering is one row a report; counting is left to the few who ask.
enum DailyReports {
    /// Whether a report of a unit still stands for a day.
    static func has(_ unit: PlaceCode, _ day: CalendarDay, in ruling: Ruling) throws -> Bool {
        let key = key(unit, day)
        // Receipts alone: behind the same beginning lie those that were withdrawn.
        return try ruling.countSaid(from: key + ":R") > ruling.countSaid(from: withdrawn(key) + ":")
    }

    /// Counts a report for its units, once however often it changes.
    static func note(_ record: ReportRecord, in ruling: inout Ruling) throws {
        for key in keys(of: record, in: ruling) { ruling.remember("\(key):\(record.ref.text)") }
    }

    /// Takes back what a report counted for; a withdrawal is once and for all.
    static func takeBack(_ record: ReportRecord, in ruling: inout Ruling) throws {
        for key in keys(of: record, in: ruling)
        where try ruling.wasSaid("\(key):\(record.ref.text)", within: .infinity) {
            ruling.remember("\(withdrawn(key)):\(record.ref.text)")
        }
    }

    // MARK: -

    private static func key(_ unit: PlaceCode, _ day: CalendarDay) -> String {
        "unit-reported:\(unit.rawValue):\(day.iso)"
    }

    private static func withdrawn(_ key: String) -> String { key + ":withdrawn" }

    private static func keys(of record: ReportRecord, in ruling: Ruling) -> [String] {
        let roster = ruling.bot.roster
        let day = record.report.fields["date"]?.when?.day ?? ruling.bot.calendar.day(record.at)
        if let unit = record.report.code("unit") { return [key(unit, day)] }
        guard record.report.form == "zeroReport", let village = record.report.code("village") else {
            return []
        }
        return roster.units.filter { $0.village == village }.map { key($0.code, day) }
    }
}
