import Model
import ReportLanguage

/// Remembers which units have reported on a day: a zero report or a returnee; a village's zero report is all its units'.
///
/// A withdrawn report does not take the unit's day back: it did speak.
enum DailyReports {
    static func key(_ unit: PlaceCode, _ day: CalendarDay) -> String {
        "unit-reported:\(unit.rawValue):\(day.iso)"
    }

    static func note(_ record: ReportRecord, in ruling: inout Ruling) {
        let roster = ruling.bot.roster
        let day = record.report.fields["date"]?.when?.day ?? ruling.bot.calendar.day(record.at)
        var units: [PlaceCode] = []
        if let unit = record.report.code("unit") {
            units = [unit]
        } else if record.report.form == "zeroReport", let village = record.report.code("village") {
            units = roster.units.filter { $0.village == village }.map(\.code)
        }
        for unit in units { ruling.remember(key(unit, day)) }
    }
}
