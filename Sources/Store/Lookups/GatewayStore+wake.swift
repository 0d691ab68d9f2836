import Foundation
import Model

extension GatewayStore {
    /// When each loop has something to do next.
    package func nextWake(now: Date) async throws(StoreError) -> WakeTimes {
        try await look { sql, _ in
            WakeTimes(
                inbox: try Self.inboxWake(sql, now: now),
                timers: try Self.timerWake(sql),
                outbox: try Self.outboxWake(sql, now: now))
        }
    }

    private static func inboxWake(_ sql: SQLConnection, now: Date) throws -> Date? {
        // An event that was never tried is due at once, unless one before it in its conversation waits to be tried again.
        let isOneReady = try !sql.rows(
            """
            SELECT 1 FROM inbox
            WHERE state = 'waiting' AND due_at <= $1 AND NOT EXISTS (
                SELECT 1 FROM inbox AS earlier
                WHERE earlier.state = 'waiting' AND earlier.attempt > 0
                    AND earlier.conversation = inbox.conversation AND earlier.id < inbox.id AND earlier.due_at > $1)
            LIMIT 1
            """, now
        ) { _ in () }.isEmpty
        guard !isOneReady else { return now }
        return try sql.rows("SELECT min(due_at) FROM inbox WHERE state = 'waiting' AND attempt > 0") {
            $0.optionalDate(0)
        }.first.flatMap { $0 }
    }

    private static func timerWake(_ sql: SQLConnection) throws -> Date? {
        let due = try sql.rows(
            "SELECT due_at FROM timers WHERE state = 'waiting' AND attempt = 0 ORDER BY due_at LIMIT 1"
        ) { try $0.date(0) }
        let again = try sql.rows(
            "SELECT retry_at FROM timers WHERE state = 'waiting' AND attempt > 0 ORDER BY retry_at LIMIT 1"
        ) { try $0.date(0) }
        return (due + again).min()
    }

    private static func outboxWake(_ sql: SQLConnection, now: Date) throws -> Date? {
        let later = try sql.rows(
            "SELECT min(due_at) FROM outbox WHERE state = 'waiting' AND due_at > 0 AND due_at > $1", now
        ) { $0.optionalInteger(0) }.first.flatMap { $0 }
        var earliest = later
        var lanes = Lanes(sql: sql, now: now.milliseconds)
        for head in try LaneHead.all(sql, now: now) {
            let opening = max(try lanes.opensAt(head.chat), now.milliseconds)
            earliest = min(earliest ?? opening, opening)
            if opening == now.milliseconds { break }
        }
        return earliest.map { Date(milliseconds: $0) }
    }
}
