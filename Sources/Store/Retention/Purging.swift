import Foundation
import Model
import ReportLanguage

/// One transaction's part of a purge.
struct Purging {
    let sql: SQLConnection
    let content: ContentCodec
    let before: Date
    let now: Date
    let limit: Int

    /// Deletes finished rows of the inbox or the outbox; rows are numbered in the order in which they came.
    func finished(_ table: String, _ purge: inout Purge) throws {
        let rows = try sql.rows(
            "SELECT id, created_at FROM \(table) WHERE id > $1 ORDER BY id LIMIT $2", purge.afterNumber, limit
        ) { (id: try $0.integer(0), at: try $0.date(1)) }
        guard let last = rows.last, rows.contains(where: { $0.at < before }) else { return purge.nextStep() }
        purge.count += try sql.changes(
            """
            DELETE FROM \(table) WHERE id > $1 AND id <= $2 AND finished_at < $3
                AND state IN ('done', 'dead', 'cancelled')
            """, purge.afterNumber, last.id, before)
        purge.afterNumber = last.id
    }

    /// Empties the details of the audit; who, what and when stay.
    func audit(_ purge: inout Purge) throws {
        let rows = try sql.rows(
            "SELECT id, at FROM audit WHERE id > $1 ORDER BY id LIMIT $2", purge.afterNumber, limit
        ) { (id: try $0.integer(0), at: try $0.date(1)) }
        guard let last = rows.last, rows.contains(where: { $0.at < before }) else { return purge.nextStep() }
        purge.count += try sql.changes(
            "UPDATE audit SET detail = '' WHERE id > $1 AND id <= $2 AND at < $3 AND detail <> ''",
            purge.afterNumber, last.id, before)
        purge.afterNumber = last.id
    }

    /// Deletes what was remembered as said: its name may hold the hash of what somebody typed.
    func said(_ purge: inout Purge) throws {
        let rows = try sql.rows(
            "SELECT name, at FROM said WHERE name > $1 ORDER BY name LIMIT $2", purge.afterName, limit
        ) { (name: try $0.text(0), at: try $0.date(1)) }
        guard let last = rows.last else { return purge.nextStep() }
        for row in rows where row.at < before {
            purge.count += try sql.changes("DELETE FROM said WHERE name = $1", row.name)
        }
        purge.afterName = last.name
    }

    /// Deletes versions of chains; there are few of each.
    func chains(_ purge: inout Purge) throws {
        purge.count += try sql.changes("DELETE FROM chains WHERE at < $1", before)
        purge.nextStep()
    }

    /// Takes the names out of check-ins; how many came, and whom the roster knows by number, stays.
    func checkIns(_ purge: inout Purge) throws {
        let rows = try sql.rows(
            """
            SELECT shift, identity_key, report, person FROM check_ins
            WHERE at < $1 AND name <> '' ORDER BY at LIMIT $2
            """, before, limit
        ) {
            (
                shift: try $0.text(0), key: try $0.text(1), report: try $0.integer(2),
                person: $0.optionalText(3)
            )
        }
        guard !rows.isEmpty else { return purge.nextStep() }
        for row in rows {
            // A stranger's key is made of the name; any other one counts as well.
            let key = row.person == nil ? "forgotten:" + UUID().uuidString : row.key
            try sql.execute(
                """
                UPDATE check_ins SET name = '', identity_key = $1
                WHERE shift = $2 AND identity_key = $3 AND report = $4
                """, key, row.shift, row.key, row.report)
        }
        purge.count += rows.count
    }

    /// Takes the persons out of reports.
    func reports(_ purge: inout Purge, forget: (Report) -> Report) throws {
        let rows = try sql.rows(
            "SELECT number FROM reports WHERE number > $1 ORDER BY number LIMIT $2", purge.afterNumber, limit
        ) { try $0.integer(0) }
        guard let last = rows.last else { return purge.nextStep() }
        for record in try forgettable(after: purge.afterNumber, through: last) {
            try self.forget(record, forget)
            purge.count += 1
        }
        purge.afterNumber = last
    }

    /// Reports that nobody has touched for long enough and that nothing waits for.
    private func forgettable(after: Int64, through last: Int64) throws -> [ReportRecord] {
        try sql.rows(
            """
            SELECT \(SQLRow.reportColumns) FROM reports
            WHERE number > $1 AND number <= $2 AND at < $3 AND purged_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM drafts WHERE drafts.report = reports.number AND drafts.expires_at > $4)
                AND NOT EXISTS (
                    SELECT 1 FROM audit WHERE audit.subject = 'R' || reports.number AND audit.at >= $3
                        AND audit.action NOT LIKE 'look.%')
                AND NOT EXISTS (
                    SELECT 1 FROM cases WHERE cases.subject = 'R' || reports.number
                        AND (cases.closed_at IS NULL OR cases.closed_at >= $3))
                AND NOT EXISTS (
                    SELECT 1 FROM rectifications WHERE rectifications.report = reports.number
                        AND (rectifications.closed_at IS NULL OR rectifications.closed_at >= $3))
                AND NOT EXISTS (
                    SELECT 1 FROM returnees WHERE returnees.report = reports.number
                        AND returnees.state <> 'withdrawn' AND returnees.arrival_day >= $5)
            """, after, last, before, now, dayText(before)
        ) { try $0.report(content) }
    }

    private func forget(_ record: ReportRecord, _ forget: (Report) -> Report) throws {
        let left = forget(record.report)
        let stored = try content.seal(
            json: ReportContent(fields: left.fields, problems: left.problems), .report)
        try sql.execute(
            "UPDATE reports SET content = $1, purged_at = $2 WHERE number = $3", stored, now, record.number)
        try sql.execute("DELETE FROM report_versions WHERE number = $1", record.number)
        try sql.execute("DELETE FROM report_keys WHERE report = $1", record.number)
        let facts = StoreFacts(sql: sql, content: content)
        if var returnee = try facts.returnee(report: record.number) {
            (returnee.name, returnee.phone, returnee.idNumber) = ("", nil, nil)
            returnee.origin?.detail = nil
            let row = ReturneeContent(
                name: "", origin: returnee.origin, arrival: returnee.arrival?.iso)
            try sql.execute(
                "UPDATE returnees SET name_key = '', content = $1 WHERE report = $2",
                content.seal(json: row, .returnee), record.number)
        }
    }

    /// The day of an instant by UTC: arrivals are days, and a day more or less is of no matter after weeks.
    private func dayText(_ instant: Date) -> String {
        String(instant.formatted(.iso8601).prefix(10))
    }
}
