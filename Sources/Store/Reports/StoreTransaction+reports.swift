import Foundation
import Model
import ReportLanguage

extension StoreTransaction {
    /// Keeps a report; the version that it replaces goes into the history.
    func save(_ record: ReportRecord) throws {
        if record.version > 1 {
            try sql.execute(
                """
                INSERT INTO report_versions (\(SQLRow.reportColumns))
                SELECT \(SQLRow.reportColumns) FROM reports WHERE number = $1 AND version < $2
                ON CONFLICT (number, version) DO NOTHING
                """, record.number, record.version)
        }
        let stored = try content.seal(
            ReportContent(fields: record.report.fields, problems: record.report.problems).json, .report)
        try sql.execute(
            """
            INSERT INTO reports (\(SQLRow.reportColumns))
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (number) DO UPDATE SET form = excluded.form, state = excluded.state, version = excluded.version,
                message = excluded.message, chat = excluded.chat, account = excluded.account, sender = excluded.sender,
                place = excluded.place, at = excluded.at, merged_into = excluded.merged_into, content = excluded.content,
                purged_at = NULL
            """, record.number, record.report.form, record.state, record.version, record.message, record.chat,
            record.account, record.sender, record.place, record.at, record.mergedInto, stored)
        try raise(Ref.Kind.report.rawValue, to: Int64(record.number))
    }

    /// Keeps under what a report is found again.
    func file(report: Int, under key: String) throws {
        try sql.execute(
            """
            INSERT INTO report_keys (name, report, source) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET report = excluded.report
            """, content.key(key, .reportKey), report, content.source(key, .reportKey))
    }

    /// Counts a report for a unit's day; one that was taken back stays so.
    func count(report: Int, for unit: PlaceCode, on day: CalendarDay) throws {
        try sql.execute(
            """
            INSERT INTO unit_reports (unit, day, report, stands) VALUES ($1, $2, $3, 1)
            ON CONFLICT (unit, day, report) DO NOTHING
            """, unit, day.iso, report)
    }

    /// Takes back what a report was counted for.
    func uncount(report: Int, for unit: PlaceCode, on day: CalendarDay) throws {
        try sql.execute(
            "UPDATE unit_reports SET stands = 0 WHERE unit = $1 AND day = $2 AND report = $3", unit, day.iso,
            report)
    }

    /// Keeps what a report waits for.
    func save(_ draft: Draft) throws {
        try sql.execute(
            """
            INSERT INTO drafts (\(SQLRow.draftColumns)) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (report) DO UPDATE SET chat = excluded.chat, account = excluded.account,
                lacking = excluded.lacking, asked_at = excluded.asked_at, expires_at = excluded.expires_at
            """, draft.report, draft.chat, draft.account, draft.lacking.joined(separator: " "), draft.askedAt,
            draft.expiresAt)
    }

    func endDraft(report: Int) throws {
        try sql.execute("DELETE FROM drafts WHERE report = $1", report)
    }

    /// Keeps a returnee, found by name and by report.
    func save(_ returnee: Returnee) throws {
        let stored = try content.seal(
            ReturneeContent(
                name: returnee.name, phone: returnee.phone, idNumber: returnee.idNumber,
                origin: returnee.origin,
                arrival: returnee.arrival?.iso
            ).json, .returnee)
        try sql.execute(
            """
            INSERT INTO returnees (report, name_key, village, unit, arrival_day, state, content)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (report) DO UPDATE SET name_key = excluded.name_key, village = excluded.village,
                unit = excluded.unit, arrival_day = excluded.arrival_day, state = excluded.state,
                content = excluded.content
            """, returnee.report, content.key(returnee.name, .returneeName), returnee.village, returnee.unit,
            returnee.arrival?.day.iso, returnee.state, stored)
    }
}
