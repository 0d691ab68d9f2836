import Foundation
import Testing

@testable import ReportLanguage

struct LunarCalendarTests {
    let calendar = Samples.calendar

    @Test func `every day of 2000 to 2050 is the day that Foundation's Chinese calendar says`() throws {
        var chinese = Calendar(identifier: .chinese)
        chinese.timeZone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        let first = try #require(CalendarDay(year: 2000, month: 1, day: 1)).serial
        let last = try #require(CalendarDay(year: 2050, month: 12, day: 31)).serial
        var differences: [String] = []
        for serial in first...last {
            let day = CalendarDay(serial: serial)
            // Noon in China, so that no offset moves the day.
            let parts = chinese.dateComponents(
                [.month, .day], from: Date(timeIntervalSince1970: Double(serial) * 86_400 + 4 * 3600))
            let lunar = try #require(calendar.lunar(day))
            if parts.month != lunar.month || parts.day != lunar.day
                || (parts.isLeapMonth ?? false) != lunar.isLeap
            {
                differences.append(day.iso)
            }
            if calendar.gregorian(lunar) != day { differences.append("back " + day.iso) }
        }
        #expect(differences.isEmpty, "\(differences.prefix(5))")
    }

    @Test func `the New-Year sweep answers 192 of 192`() throws {
        var right = 0
        func ask(_ text: String, at asked: CalendarDay, expecting day: CalendarDay?) {
            if Samples.time(text, at: asked.iso + "T10:00") == day?.iso { right += 1 }
        }
        for year in 2018...2033 {
            let newYear = try #require(calendar.gregorian(.init(year: year, month: 1, day: 1)))
            let november = try #require(CalendarDay(year: newYear.year - 1, month: 11, day: 20))
            for (text, number) in [("腊月二十三", 23), ("腊月二十六", 26), ("腊月二十八", 28)] {
                let day = try #require(calendar.gregorian(.init(year: year - 1, month: 12, day: number)))
                ask(text, at: day.adding(days: -8), expecting: day)
                ask(text, at: november, expecting: day)
            }
            for (text, number) in [("正月初三", 3), ("正月初六", 6), ("正月十五", 15)] {
                let day = try #require(calendar.gregorian(.init(year: year, month: 1, day: number)))
                ask(text, at: newYear.adding(days: -10), expecting: day)
                ask(text, at: newYear.adding(days: 1), expecting: day)
            }
        }
        #expect(right == 192)
    }

    @Test func `a month of 29 days has no thirtieth, and a year without that leap month none of its days`() {
        #expect(calendar.gregorian(.init(year: 2021, month: 12, day: 30)) == nil)
        #expect(calendar.gregorian(.init(year: 2022, month: 2, day: 1, isLeap: true)) == nil)
        #expect(calendar.gregorian(.init(year: 2023, month: 2, day: 5, isLeap: true))?.iso == "2023-03-26")
        #expect(calendar.newYearsEve(before: 2022)?.iso == "2022-01-31")
    }

    @Test func `days outside the table have no lunar day`() throws {
        #expect(calendar.lunar(try #require(CalendarDay(year: 1899, month: 12, day: 31))) == nil)
        #expect(calendar.lunar(try #require(CalendarDay(year: 2200, month: 1, day: 1))) == nil)
        #expect(
            LunarCalendar(table: "not a table").lunar(try #require(CalendarDay(year: 2022, month: 1, day: 1)))
                == nil)
    }

    @Test func `the middle terms fall into the lunar months that they name`() throws {
        // The winter solstice lies in the eleventh month, rain water in the first: what the lunar calendar is built on.
        for year in 1901...2099 {
            let solstice = try #require(SolarTerm.winterSolstice.day(in: year))
            #expect(calendar.lunar(solstice)?.month == 11, "\(year)")
            let rainWater = try #require(SolarTerm.rainWater.day(in: year))
            #expect([1, 12].contains(calendar.lunar(rainWater)?.month), "\(year)")
        }
        #expect(SolarTerm.grainFull.day(in: 2008)?.iso == "2008-05-21")
    }
}
