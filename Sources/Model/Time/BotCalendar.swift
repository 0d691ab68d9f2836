import Foundation
import ReportLanguage

/// Turns instants into the township's wall clock and back.
package struct BotCalendar: Sendable {
    package let timeZone: TimeZone

    package init(timeZone: TimeZone) { self.timeZone = timeZone }

    /// The wall clock at an instant, cut to the minute.
    package func local(_ instant: Date) -> LocalMoment {
        let seconds =
            Int(instant.timeIntervalSince1970.rounded(.down)) + timeZone.secondsFromGMT(for: instant)
        let minutes = seconds >= 0 ? seconds / 60 : (seconds - 59) / 60
        return Self.epoch.adding(minutes: minutes)
    }

    /// The day at an instant.
    package func day(_ instant: Date) -> CalendarDay { local(instant).day }

    /// The instant at which the wall clock shows a moment.
    ///
    /// In an hour that a zone skips or repeats, the offset before it counts.
    package func instant(_ moment: LocalMoment) -> Date {
        let wall = Double(moment.serialMinutes) * 60
        let guess = wall - Double(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: wall)))
        let offset = Double(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: guess)))
        return Date(timeIntervalSince1970: wall - offset)
    }

    /// The instant of a day's time.
    package func instant(_ day: CalendarDay, _ time: ClockTime) -> Date {
        instant(LocalMoment(day: day, time: time))
    }

    /// The first instant at or after `instant` that is not within quiet hours.
    package func afterQuiet(_ quiet: QuietHours, from instant: Date) -> Date {
        let moment = local(instant)
        guard quiet.contains(moment.time) else { return instant }
        let day = moment.time < quiet.to ? moment.day : moment.day.adding(days: 1)
        return self.instant(day, quiet.to)
    }

    private static let epoch: LocalMoment = {
        guard let moment = LocalMoment(iso: "1970-01-01T00:00") else { preconditionFailure("a constant") }
        return moment
    }()
}

extension Date {
    /// Milliseconds since 1970, as the store keeps instants.
    ///
    /// What lies beyond a hundred thousand years, or is no number, becomes that bound or 0: a platform's absurd time must not end
    /// the daemon.
    package var milliseconds: Int64 {
        let bound = 100_000 * 366 * 86_400_000.0
        let value = timeIntervalSince1970 * 1000
        return value.isNaN ? 0 : Int64(min(max(value, -bound), bound).rounded())
    }

    /// An instant from milliseconds since 1970.
    package init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
