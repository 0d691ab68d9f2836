import Foundation
import Model

/// The post that a lane says next, when the lane is free and the post is due.
struct LaneHead: Hashable {
    var id: Int64
    var chat: ChatKey
    var priority: Int

    /// Seconds beyond the longest time that a failed post is put off of the gateway's own accord (ten minutes and a
    /// quarter).
    private static let longestRetry = 900.0

    /// The heads of all lanes that are not sending: the most urgent first, then the lane that has waited longest for its
    /// turn, then the oldest.
    ///
    /// Turns are noted where lanes share a channel's budget (`Lanes.take`); elsewhere nobody waits for a turn.
    ///
    /// A lane's order is strict: most urgent first, then oldest; a post that waits to be tried again holds back whatever
    /// comes after it in that order. A post that is not to be said before its time holds back nothing.
    /// One that was made later than now, or that is to be tried again later than any retry is put off, waits no longer: the
    /// clock was put back, and would have to catch up first. A platform that asked for more quiet has its lane paused.
    static func all(_ sql: SQLConnection, now: Date) throws -> [LaneHead] {
        // The recursion steps from lane to lane on the index, so that a long queue in one lane costs nothing.
        try sql.rows(
            """
            WITH RECURSIVE lane (name) AS (
                SELECT min(conversation) FROM outbox WHERE state = 'waiting'
                UNION ALL
                SELECT (
                    SELECT next.conversation FROM outbox AS next
                    WHERE next.state = 'waiting' AND next.conversation > lane.name
                    ORDER BY next.conversation LIMIT 1)
                FROM lane WHERE lane.name IS NOT NULL)
            SELECT head.id, head.conversation, head.priority
            FROM lane JOIN outbox AS head ON head.id = (
                SELECT first.id FROM outbox AS first
                WHERE first.state = 'waiting' AND first.conversation = lane.name
                    AND (first.due_at <= $1 OR first.attempt > 0)
                ORDER BY first.priority, first.id LIMIT 1)
            LEFT JOIN lanes AS known ON known.name = head.conversation
            WHERE (head.due_at <= $1 OR head.attempt > 0 AND (head.created_at > $1 OR head.due_at > $2)) AND NOT EXISTS (
                SELECT 1 FROM outbox AS sending
                WHERE sending.state = 'running' AND sending.conversation = head.conversation)
            ORDER BY head.priority, coalesce(known.served_at, 0), head.id
            """, now, now + longestRetry, read: read)
    }

    /// The head of one lane, by the same order; nil where it is sending, nothing is due, or the head's time is over.
    static func of(_ chat: ChatKey, _ sql: SQLConnection, now: Date) throws -> LaneHead? {
        try sql.rows(
            """
            SELECT head.id, head.conversation, head.priority FROM outbox AS head
            WHERE head.id = (
                SELECT first.id FROM outbox AS first
                WHERE first.state = 'waiting' AND first.conversation = $1
                    AND (first.due_at <= $2 OR first.attempt > 0)
                ORDER BY first.priority, first.id LIMIT 1)
            AND head.expires_at > $2
            AND (head.due_at <= $2 OR head.attempt > 0 AND (head.created_at > $2 OR head.due_at > $3)) AND NOT EXISTS (
                SELECT 1 FROM outbox AS sending
                WHERE sending.state = 'running' AND sending.conversation = $1)
            """, chat, now, now + longestRetry, read: read
        ).first
    }

    private static func read(_ row: SQLRow) throws -> LaneHead {
        LaneHead(id: try row.integer(0), chat: try row.chat(1), priority: try row.int(2))
    }
}
