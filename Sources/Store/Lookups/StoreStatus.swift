import Foundation
import Model

/// How the queues of a store stand.
package struct StoreStatus: Hashable, Sendable {
    /// Rows that wait for work.
    package struct Queue: Hashable, Sendable {
        package var waiting: Int
        /// For how many seconds the oldest row that could be worked on has waited; 0 when there is none.
        package var oldestSeconds: Double
        /// Rows given up, without those whose time was over.
        package var dead: Int
        /// Rows whose time was over before they could be worked on: dead too, but nobody need look at them.
        package var expired: Int
    }

    package struct Timers: Hashable, Sendable {
        package var waiting: Int
        /// How many are due.
        package var overdue: Int
        /// For how many seconds the one that is due longest has been; 0 when none is.
        package var lateSeconds: Double
        package var dead: Int
    }

    /// How a channel was last polled.
    package struct Poll: Hashable, Sendable {
        /// The last poll that went well; nil when none did.
        package var at: Date?
        /// What was wrong with the last one; nil when it went well.
        package var error: String?
        /// By how many seconds the last message that came was behind when it was kept; nil before the first.
        package var lagSeconds: Double?
    }

    package var inbox: Queue
    package var outbox: Queue
    package var timers: Timers
    package var polls: [ChannelName: Poll]
}

extension GatewayStore {
    /// Counts what waits and what was given up.
    package func status(now: Date) async throws(StoreError) -> StoreStatus {
        try await look { sql, content in
            StoreStatus(
                inbox: try Self.queue("inbox", sql, now: now),
                outbox: try Self.queue("outbox", sql, now: now),
                timers: try Self.timers(sql, now: now), polls: try Self.polls(sql, content))
        }
    }

    private static func queue(_ table: String, _ sql: SQLConnection, now: Date) throws -> StoreStatus.Queue {
        let waiting = try sql.rows("SELECT count(*) FROM \(table) WHERE state = 'waiting'") { try $0.int(0) }
            .first
        let oldest = try sql.rows(
            """
            SELECT min(CASE WHEN due_at > created_at THEN due_at ELSE created_at END) FROM \(table)
            WHERE state = 'waiting' AND due_at <= $1
            """, now
        ) { $0.optionalDate(0) }.first.flatMap { $0 }
        let (expired, dead) =
            try sql.rows(
                """
                SELECT coalesce(sum(CASE WHEN last_error = '\(DeadReason.expired)' THEN 1 ELSE 0 END), 0), count(*)
                FROM \(table) WHERE state = 'dead'
                """
            ) { (try $0.int(0), try $0.int(1)) }.first ?? (0, 0)
        return StoreStatus.Queue(
            waiting: waiting ?? 0, oldestSeconds: oldest.map { max(0, now.timeIntervalSince($0)) } ?? 0,
            dead: dead - expired, expired: expired)
    }

    private static func timers(_ sql: SQLConnection, now: Date) throws -> StoreStatus.Timers {
        let counts = try sql.rows(
            """
            SELECT count(*), coalesce(sum(CASE WHEN due_at <= $1 THEN 1 ELSE 0 END), 0) FROM timers
            WHERE state = 'waiting'
            """, now
        ) { (try $0.int(0), try $0.int(1)) }.first
        let dead = try sql.rows("SELECT count(*) FROM timers WHERE state = 'dead'") { try $0.int(0) }.first
        let late =
            try sql.rows(
                """
                SELECT min(CASE WHEN retry_at > due_at THEN retry_at ELSE due_at END) FROM timers
                WHERE state = 'waiting' AND due_at <= $1 AND retry_at <= $1
                """, now
            ) { $0.optionalDate(0) }.first ?? nil
        return StoreStatus.Timers(
            waiting: counts?.0 ?? 0, overdue: counts?.1 ?? 0,
            lateSeconds: late.map { max(0, now.timeIntervalSince($0)) } ?? 0, dead: dead ?? 0)
    }

    private static func polls(
        _ sql: SQLConnection, _ content: ContentCodec
    ) throws -> [ChannelName: StoreStatus.Poll] {
        let polls = try sql.rows("SELECT channel, polled_at, last_error, lag FROM polls") { row in
            (
                try row.value(0, as: ChannelName.self),
                StoreStatus.Poll(
                    at: row.optionalDate(1), error: try row.optionalContent(2, content, .failure),
                    lagSeconds: row.optionalInteger(3).map { Double($0) / 1000 })
            )
        }
        return Dictionary(uniqueKeysWithValues: polls)
    }
}
