import Model
import ReportLanguage

/// Remembers which units have reported on a day: a zero report or a returnee; a village's zero report is all its units'.
///
/// Of each unit's day it is counted how many reports spoke and how many of them were withdrawn: a unit whose every report was
/// withdrawn has not reported.
enum DailyReports {
    /// Whether a report of a unit still stands for a day.
    static func has(_ unit: PlaceCode, _ day: CalendarDay, in ruling: Ruling) throws -> Bool {
        let key = key(unit, day)
        let reported = try count(key, in: ruling)
        return try reported > 0 && reported > count(withdrawn(key), in: ruling)
    }

    /// Counts a report for its units, once however often it changes.
    static func note(_ record: ReportRecord, in ruling: inout Ruling) throws {
        for key in keys(of: record, in: ruling) {
            let own = "\(key):\(record.ref.text)"
            guard try !isKnown(own, in: ruling) else { continue }
            ruling.remember(own)
            ruling.remember("\(key):\(try count(key, in: ruling) + 1)")
        }
    }

    /// Takes back what a report counted for; a withdrawal is once and for all.
    static func takeBack(_ record: ReportRecord, in ruling: inout Ruling) throws {
        for key in keys(of: record, in: ruling) where try isKnown("\(key):\(record.ref.text)", in: ruling) {
            let gone = withdrawn(key)
            ruling.remember("\(gone):\(try count(gone, in: ruling) + 1)")
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

    /// How many were remembered under a key, numbered from 1 without gaps.
    ///
    /// By doubling and halving: one message may hold a thousand reports of one unit.
    private static func count(_ key: String, in ruling: Ruling) throws -> Int {
        var beyond = 1
        while try isKnown("\(key):\(beyond)", in: ruling) { beyond *= 2 }
        var known = beyond / 2
        while beyond - known > 1 {
            let middle = (known + beyond) / 2
            if try isKnown("\(key):\(middle)", in: ruling) { known = middle } else { beyond = middle }
        }
        return known
    }

    private static func isKnown(_ key: String, in ruling: Ruling) throws -> Bool {
        try ruling.wasSaid(key, within: .infinity)
    }
}
