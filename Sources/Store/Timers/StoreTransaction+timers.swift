import Foundation
import Model

extension StoreTransaction {
    /// Sets or cancels timers.
    func apply(_ change: TimerChange) throws {
        switch change {
        case .set(let timer):
            try sql.execute(
                """
                INSERT INTO timers (unique_key, kind, subject, step, due_at, state, attempt, retry_at, created_at)
                VALUES ($1, $2, $3, $4, $5, 'waiting', 0, 0, $6)
                ON CONFLICT (unique_key) DO UPDATE SET kind = excluded.kind, subject = excluded.subject,
                    step = excluded.step, due_at = excluded.due_at, state = 'waiting', attempt = 0, retry_at = 0,
                    last_error = NULL, finished_at = NULL
                """, timer.key, timer.kind, timer.subject, timer.step, timer.dueAt, now)
            hasSetTimers = true
        case .cancel(let key):
            try sql.execute(
                "UPDATE timers SET state = 'cancelled', finished_at = $1 WHERE unique_key = $2 AND state = 'waiting'",
                now, key)
        case .cancelAll(let kind, let subject):
            try sql.execute(
                """
                UPDATE timers SET state = 'cancelled', finished_at = $1
                WHERE subject = $2 AND kind = $3 AND state = 'waiting'
                """, now, subject, kind)
        }
    }
}

extension SQLRow {
    /// The columns that `timer` reads, in its order.
    static let timerColumns = "unique_key, kind, subject, step, due_at"

    func timer() throws -> DurableTimer {
        DurableTimer(
            key: try text(0), kind: try value(1), subject: try text(2), step: try int(3), dueAt: try date(4))
    }
}
