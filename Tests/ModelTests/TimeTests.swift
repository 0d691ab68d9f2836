import Foundation
import Model
import ReportLanguage
import Testing

struct TimeTests {
    private let calendar = BotCalendar(timeZone: TimeZone(identifier: "Asia/Shanghai") ?? .gmt)
    private let night: QuietHours

    init() throws {
        night = QuietHours(from: try #require(ClockTime(hour: 22)), to: try #require(ClockTime(hour: 6)))
    }

    private func moment(_ text: String) throws -> LocalMoment { try #require(LocalMoment(iso: text)) }

    @Test(arguments: ["2022-01-28T20:00", "1999-12-31T23:59", "2024-02-29T00:00", "1969-12-31T23:59"])
    func `the wall clock and the instant turn into each other`(text: String) throws {
        let moment = try moment(text)
        #expect(calendar.local(calendar.instant(moment)) == moment)
    }

    @Test func `Shanghai is eight hours ahead`() throws {
        #expect(calendar.instant(try moment("2022-01-28T20:00")).timeIntervalSince1970 == 1_643_371_200)
    }

    @Test(arguments: [1e300, -1e300, Double.nan, Double.infinity])
    func `an absurd instant is kept as some instant`(seconds: Double) {
        let kept = Date(timeIntervalSince1970: seconds).milliseconds
        #expect(abs(kept) <= 100_000 * 366 * 86_400_000)
    }

    @Test func `an hour that summer time skips has an instant all the same`() throws {
        let berlin = BotCalendar(timeZone: try #require(TimeZone(identifier: "Europe/Berlin")))
        let skipped = berlin.instant(try moment("2022-03-27T02:30"))
        #expect(berlin.local(skipped).day == CalendarDay(year: 2022, month: 3, day: 27))
    }

    @Test(arguments: [
        ("2022-01-28T23:30", "2022-01-29T06:00"), ("2022-01-28T22:00", "2022-01-29T06:00"),
        ("2022-01-29T05:59", "2022-01-29T06:00"), ("2022-01-29T06:00", "2022-01-29T06:00"),
        ("2022-01-28T21:59", "2022-01-28T21:59"),
    ])
    func `what falls into quiet hours waits for their end, over midnight too`(from: String, to: String) throws
    {
        let after = calendar.afterQuiet(night, from: calendar.instant(try moment(from)))
        #expect(calendar.local(after).iso == to)
    }

    @Test func `quiet hours of equal ends are never`() throws {
        let noon = try #require(ClockTime(iso: "12:00"))
        #expect(!QuietHours(from: noon, to: noon).contains(noon))
    }
}
