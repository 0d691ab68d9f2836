/// Reports and what hangs on them.
extension Auditor {
    mutating func auditReports() throws {
        try sweep(
            "reports", key: "number", prefix: "R",
            [
                RowRule(
                    .numberLost,
                    """
                    reports.number > 1 AND reports.at > terms.kept
                    AND NOT EXISTS (SELECT 1 FROM reports AS before WHERE before.number = reports.number - 1)
                    """, saying: "'the one before it is gone'"),
                RowRule(
                    .reportMessage,
                    """
                    NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.id = reports.message AND inbox.state = 'done')
                    AND (reports.at > terms.kept
                        OR EXISTS (SELECT 1 FROM inbox WHERE inbox.id = reports.message))
                    """, saying: "'in:' || CAST(reports.message AS TEXT) || ' is not done'"),
                RowRule(
                    .reportVersion,
                    """
                    reports.version > 1 AND reports.version - 1 <> (
                        SELECT count(*) FROM report_versions AS old
                        WHERE old.number = reports.number AND old.version < reports.version)
                    OR reports.version < 1
                    """,
                    saying: """
                        'is at version ' || CAST(reports.version AS TEXT) || ' and has ' || CAST((
                            SELECT count(*) FROM report_versions AS old WHERE old.number = reports.number) AS TEXT)
                        || ' earlier ones'
                        """),
                RowRule(
                    .reportMerged,
                    """
                    reports.state = 'merged' AND NOT EXISTS (
                        SELECT 1 FROM reports AS other WHERE other.number = reports.merged_into)
                    """),
                RowRule(
                    .reportDraft,
                    """
                    reports.state = 'incomplete' AND NOT EXISTS (
                        SELECT 1 FROM drafts WHERE drafts.report = reports.number)
                    """, saying: "'lacks something, and nobody is asked'"),
                RowRule(
                    .returneeReport,
                    """
                    reports.form = 'returnee' AND reports.state = 'complete' AND NOT EXISTS (
                        SELECT 1 FROM returnees WHERE returnees.report = reports.number)
                    """, saying: "'nobody is followed for it'"),
            ])
        try look(
            .reportVersion,
            """
            SELECT 'R' || CAST(old.number AS TEXT), 'has a version ' || CAST(old.version AS TEXT) || ' in its history'
            FROM report_versions AS old LEFT JOIN reports ON reports.number = old.number
            WHERE reports.number IS NULL OR old.version >= reports.version OR old.version < 1
            """)
        // Content that is sealed differs each time, so twins show only where it is kept open.
        try look(
            .reportDoubled,
            """
            SELECT 'in:' || CAST(message AS TEXT), 'gave ' || CAST(count(*) AS TEXT) || ' reports for '
                || CAST(count(DISTINCT form || content) AS TEXT) || ' entries'
            FROM reports WHERE state <> 'merged'
            GROUP BY message HAVING count(*) > count(DISTINCT form || content)
            """)
        try look(
            .reportApart,
            """
            SELECT audit.subject, 'kept apart from in:' || CAST(audit.message AS TEXT) FROM audit
            JOIN inbox ON inbox.id = audit.message
            WHERE audit.action = 'report.received' AND (inbox.state <> 'done' OR inbox.finished_at <> audit.at)
            """)
        try auditBelongings()
    }

    private mutating func auditBelongings() throws {
        try look(
            .reportDraft,
            """
            SELECT 'R' || CAST(drafts.report AS TEXT), 'is asked about, and no timer ends it' FROM drafts
            WHERE NOT EXISTS (
                SELECT 1 FROM timers
                WHERE timers.unique_key = 'draft:R' || CAST(drafts.report AS TEXT) AND timers.state = 'waiting')
            """)
        try look(
            .reportFiled,
            """
            SELECT 'R' || CAST(report_keys.report AS TEXT), 'is filed, and is not there' FROM report_keys
            WHERE NOT EXISTS (SELECT 1 FROM reports WHERE reports.number = report_keys.report)
            """)
        try look(
            .returneeReport,
            """
            SELECT 'R' || CAST(returnees.report AS TEXT),
                CASE WHEN reports.number IS NULL THEN 'a returnee without it' ELSE 'withdrawn, and still followed' END
            FROM returnees LEFT JOIN reports ON reports.number = returnees.report
            WHERE reports.number IS NULL OR reports.state = 'withdrawn' AND returnees.state <> 'withdrawn'
            """)
        try look(
            .checkInReport,
            """
            SELECT check_ins.shift, 'R' || CAST(check_ins.report AS TEXT) || CASE
                WHEN shifts.id IS NULL THEN ' checks in to no shift'
                WHEN reports.number IS NULL THEN ' checks in, and is not there'
                ELSE ' checks in, and was withdrawn' END
            FROM check_ins
            LEFT JOIN shifts ON shifts.id = check_ins.shift
            LEFT JOIN reports ON reports.number = check_ins.report
            WHERE shifts.id IS NULL OR reports.number IS NULL OR reports.state = 'withdrawn'
            """)
    }
}
