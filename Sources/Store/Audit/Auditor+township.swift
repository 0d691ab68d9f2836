/// What is under way in the township: each open thing has a next step.
extension Auditor {
    mutating func auditTownship() throws {
        try sweep(
            "shifts", key: "id", prefix: "",
            [
                RowRule(
                    .shiftStep,
                    """
                    (shifts.state = 'planned' OR shifts.state <> 'cancelled' AND shifts.to_at > terms.moment)
                    AND NOT EXISTS (
                        SELECT 1 FROM timers
                        WHERE timers.unique_key = 'shift-end:' || shifts.id AND timers.state = 'waiting')
                    """, saying: "shifts.state || ', and no timer ends it'")
            ])
        try look(
            .caseDoubled,
            """
            SELECT 'E' || CAST(max(number) AS TEXT), CAST(count(*) AS TEXT) || ' are open about ' || subject FROM cases
            WHERE state IN ('open', 'acknowledged') OR state = 'taken' AND closed_at IS NULL
            GROUP BY policy, subject HAVING count(*) > 1
            """)
        try auditCases()
        try look(
            .rectificationReport,
            """
            SELECT 'Z' || CAST(rectifications.number AS TEXT), CASE
                WHEN reports.number IS NULL THEN 'its inspection is not there' ELSE 'its inspection was withdrawn' END
            FROM rectifications LEFT JOIN reports ON reports.number = rectifications.report
            WHERE reports.number IS NULL
                OR rectifications.state IN ('open', 'inProgress') AND reports.state = 'withdrawn'
            """)
        try auditBroadcasts()
    }

    /// A case after its policy's last look waits for people; before it, a timer must wait.
    private mutating func auditCases() throws {
        let idle = try sql.rows(
            """
            SELECT number, policy, step FROM cases
            WHERE state = 'open' AND NOT EXISTS (
                SELECT 1 FROM timers
                WHERE timers.state = 'waiting' AND timers.unique_key IN (
                    'shift-step:' || cases.subject, 'shift-end:' || cases.subject, 'incident-step:' || cases.subject))
            ORDER BY number
            """
        ) { (number: try $0.int(0), policy: try $0.text(1), step: try $0.int(2)) }
        for row in idle where row.step < terms.looks[row.policy] ?? 1 {
            add(.caseStep, "E\(row.number)", "open after step \(row.step), and no timer carries it on")
        }
    }

    private mutating func auditBroadcasts() throws {
        let isChased = terms.looks["broadcast-chase"] ?? 1 > 0
        try look(
            .broadcastStep,
            """
            SELECT 'B' || CAST(number AS TEXT), state || ', and no timer carries it on' FROM broadcasts
            WHERE (state = 'scheduled' AND NOT EXISTS (
                SELECT 1 FROM timers
                WHERE timers.unique_key = 'broadcast-start:B' || CAST(number AS TEXT) AND timers.state = 'waiting'))
            \(isChased ? """
                OR (state = 'sent' AND NOT EXISTS (
                    SELECT 1 FROM timers
                    WHERE timers.unique_key = 'broadcast-step:B' || CAST(number AS TEXT)
                        AND timers.state = 'waiting'))
                """ : "")
            """)
        try look(
            .broadcastTarget,
            """
            SELECT 'B' || CAST(number AS TEXT), state || ', to nobody' FROM broadcasts
            WHERE state IN ('scheduled', 'sent') AND NOT EXISTS (
                SELECT 1 FROM broadcast_targets WHERE broadcast_targets.broadcast = broadcasts.number)
            """)
    }
}
