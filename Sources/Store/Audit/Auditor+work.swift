import Foundation
import ReportLanguage

/// The rows that carry work: nothing lost, nothing doubled, nothing forgotten.
extension Auditor {
    mutating func auditWork() throws {
        try auditInbox()
        try auditOutbox()
        try auditTimers()
        for (table, prefix) in [("inbox", "in:"), ("outbox", "out:"), ("timers", "timer:")] {
            try look(
                .keyDoubled,
                """
                SELECT '\(prefix)' || unique_key, 'there are ' || CAST(count(*) AS TEXT) FROM \(table)
                GROUP BY unique_key HAVING count(*) > 1
                """)
        }
    }

    private mutating func auditInbox() throws {
        try sweep(
            "inbox", key: "id", prefix: "in:",
            [
                RowRule(
                    .messageState, "inbox.state NOT IN ('waiting', 'done', 'dead', 'cancelled')",
                    saying: "inbox.state"),
                RowRule(
                    .messageOutcome,
                    """
                    inbox.state = 'done' AND (inbox.outcome IS NULL OR inbox.finished_at IS NULL)
                    OR inbox.state IN ('dead', 'cancelled') AND inbox.finished_at IS NULL
                    """, saying: "inbox.state"),
                RowRule(
                    .messageLate,
                    """
                    inbox.state = 'waiting' AND inbox.due_at <= terms.late AND inbox.created_at <= terms.late
                    """,
                    saying: """
                        'waits for ' || CAST((terms.moment - inbox.created_at) / 1000 AS TEXT) || ' s, attempts '
                        || CAST(inbox.attempt AS TEXT)
                        """),
                RowRule(.messageReason, "inbox.state = 'dead' AND coalesce(inbox.last_error, '') = ''"),
                RowRule(
                    .messageLost,
                    """
                    inbox.id > 1 AND inbox.created_at > terms.kept
                    AND NOT EXISTS (SELECT 1 FROM inbox AS before WHERE before.id = inbox.id - 1)
                    """, saying: "'the one before it is gone'"),
                // A long answer is in parts, of which the first has #1 behind its key.
                RowRule(
                    .messageAnswer,
                    """
                    inbox.state = 'done' AND inbox.finished_at > terms.kept
                    AND inbox.outcome IN ('reported', 'answered', 'commanded', 'refused')
                    AND NOT EXISTS (
                        SELECT 1 FROM outbox
                        WHERE outbox.unique_key = 'reply:' || CAST(inbox.id AS TEXT))
                    AND NOT EXISTS (
                        SELECT 1 FROM outbox
                        WHERE outbox.unique_key = 'reply:' || CAST(inbox.id AS TEXT) || '#1')
                    AND NOT EXISTS (
                        SELECT 1 FROM audit WHERE audit.message = inbox.id AND audit.action = 'reply.withheld')
                    """, saying: "inbox.outcome || ', and nothing was said'"),
            ])
    }

    private mutating func auditOutbox() throws {
        try sweep(
            "outbox", key: "id", prefix: "out:",
            [
                RowRule(
                    .postState,
                    "outbox.state NOT IN ('waiting', 'running', 'done', 'dead', 'cancelled')",
                    saying: "outbox.state"),
                RowRule(
                    .postFate,
                    """
                    outbox.state = 'done' AND outbox.receipt IS NULL
                    OR outbox.state IN ('done', 'dead', 'cancelled') AND outbox.finished_at IS NULL
                    """, saying: "outbox.state"),
                RowRule(.postReason, "outbox.state = 'dead' AND coalesce(outbox.last_error, '') = ''"),
                RowRule(
                    .postExpiry, "outbox.state = 'waiting' AND outbox.expires_at <= terms.late",
                    saying:
                        "'its time was over ' || CAST((terms.moment - outbox.expires_at) / 1000 AS TEXT) || ' s ago'"
                ),
                RowRule(
                    .postClaim,
                    """
                    outbox.state = 'running'
                    AND (outbox.claimed_by IS NULL OR outbox.claimed_until IS NULL
                        OR outbox.claimed_until <= terms.late)
                    """,
                    saying: """
                        CASE WHEN outbox.claimed_by IS NULL OR outbox.claimed_until IS NULL THEN 'nobody is sending it'
                        ELSE 'its claim is over' END
                        """),
                RowRule(
                    .postDoubled,
                    """
                    outbox.message IS NOT NULL AND EXISTS (
                        SELECT 1 FROM outbox AS twin
                        WHERE twin.message = outbox.message AND twin.id < outbox.id
                            AND twin.conversation = outbox.conversation AND twin.cause = outbox.cause
                            AND twin.content = outbox.content)
                    """, saying: "'the same words for ' || outbox.cause"),
                RowRule(
                    .postApart,
                    """
                    outbox.message IS NOT NULL AND outbox.unique_key LIKE 'reply:%' AND EXISTS (
                        SELECT 1 FROM inbox
                        WHERE inbox.id = outbox.message
                            AND (inbox.state <> 'done' OR inbox.finished_at <> outbox.created_at))
                    """, saying: "'written apart from ' || outbox.cause"),
            ])
        // What timers say is few beside what messages do.
        try look(
            .postDoubled,
            """
            SELECT 'out:' || CAST(max(id) AS TEXT), 'the same words for ' || cause FROM outbox
            WHERE message IS NULL AND cause LIKE 'E% step %'
            GROUP BY cause, conversation, content HAVING count(*) > 1
            """)
    }

    private mutating func auditTimers() throws {
        try sweep(
            "timers", key: "unique_key", prefix: "timer:",
            [
                RowRule(
                    .timerState,
                    """
                    timers.state NOT IN ('waiting', 'done', 'dead', 'cancelled')
                    OR timers.state <> 'waiting' AND timers.finished_at IS NULL
                    """, saying: "timers.state"),
                RowRule(
                    .timerLate,
                    """
                    timers.state = 'waiting' AND timers.due_at <= terms.late AND timers.retry_at <= terms.late
                    """, saying: "'late by ' || CAST((terms.moment - timers.due_at) / 1000 AS TEXT) || ' s'"),
                RowRule(.timerReason, "timers.state = 'dead' AND coalesce(timers.last_error, '') = ''"),
            ])
    }

    /// Counters, receipts and row numbers.
    mutating func auditNumbers() throws {
        let numbered: [(table: String, column: String, counter: String, prefix: String)] = [
            ("inbox", "id", "inbox", "in:"), ("outbox", "id", "outbox", "out:"),
            ("audit", "id", "audit", "audit:"),
            ("reports", "number", Ref.Kind.report.rawValue, "R"),
            ("cases", "number", Ref.Kind.escalation.rawValue, "E"),
            ("broadcasts", "number", Ref.Kind.broadcast.rawValue, "B"),
            ("rectifications", "number", Ref.Kind.rectification.rawValue, "Z"),
        ]
        for (table, column, counter, prefix) in numbered {
            let highest =
                try sql.rows("SELECT max(\(column)) FROM \(table)") { $0.optionalInt(0) ?? 0 }.first ?? 0
            let given =
                try sql.rows("SELECT value FROM counters WHERE name = $1", counter) { try $0.int(0) }
                .first ?? 0
            if highest > given {
                add(.numberCounter, "\(prefix)\(highest)", "the counter \(counter) stands at \(given)")
            }
            // Row numbers may have gaps where a decision was taken back; receipts may not.
            if highest < given, table != "outbox", table != "audit",
                highest > 0 || terms.keptSince == .distantPast
            {
                let rule: AuditRule = table == "inbox" ? .messageLost : .numberLost
                add(rule, "\(prefix)\(given)", "given out, and the last one there is \(prefix)\(highest)")
            }
        }
        for (table, prefix) in [("cases", "E"), ("broadcasts", "B"), ("rectifications", "Z")] {
            try sweep(
                table, key: "number", prefix: prefix,
                [
                    RowRule(
                        .numberLost,
                        """
                        \(table).number > 1
                        AND NOT EXISTS (SELECT 1 FROM \(table) AS before WHERE before.number = \(table).number - 1)
                        """, saying: "'the one before it is gone'")
                ])
        }
        try look(
            .numberReused,
            """
            SELECT subject, 'given out ' || CAST(count(*) AS TEXT) || ' times' FROM audit
            WHERE action = 'report.received' OR action = 'case.opened' AND subject LIKE 'E%'
            GROUP BY subject HAVING count(*) > 1
            """)
    }
}
