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

    /// When the next event may be decided; nil where none waits.
    static func inboxWake(_ sql: SQLConnection, now: Date) throws -> Date? {
        // A conversation is due when its oldest event is; what follows waits for that one.
        let next = try InboxHead.all(sql).map(\.dueAt).min()
        return next.map { max($0, now) }
    }

    /// When the next timer is due.
    package func nextTimer() async throws(StoreError) -> Date? {
        try await look { sql, _ in try Self.timerWake(sql) }
    }

    /// When the next post may be sent.
    package func nextPost(now: Date) async throws(StoreError) -> Date? {
        try await look { sql, _ in try Self.outboxWake(sql, now: now) }
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

    /// When the next post may be sent; nil where none waits, or only behind one that is being sent.
    private static func outboxWake(_ sql: SQLConnection, now: Date) throws -> Date? {
        var earliest = try laterPost(sql, now: now)?.milliseconds
        var lanes = Lanes(sql: sql, now: now.milliseconds)
        for head in try LaneHead.all(sql, now: now) {
            let opening = max(try lanes.opensAt(head.chat), now.milliseconds)
            earliest = min(earliest ?? opening, opening)
            if opening == now.milliseconds { break }
        }
        return earliest.map { Date(milliseconds: $0) }
    }

    /// When the first of the posts comes due that are not yet.
    static func laterPost(_ sql: SQLConnection, now: Date) throws -> Date? {
        let due = try sql.rows(
            "SELECT min(due_at) FROM outbox WHERE state = 'waiting' AND due_at > 0 AND due_at > $1", now
        ) { $0.optionalInteger(0) }.first.flatMap { $0 }
        return due.map { Date(milliseconds: $0) }
    }
}
