import Foundation
import Model
import ReportLanguage

extension StoreFacts {
    func report(_ number: Int) throws -> ReportRecord? {
        try sql.rows("SELECT \(SQLRow.reportColumns) FROM reports WHERE number = $1", number) {
            try $0.report(content)
        }.first
    }

    func report(filedUnder key: String) throws -> ReportRecord? {
        for name in content.keys(key, .reportKey) {
            let found = try sql.rows("SELECT report FROM report_keys WHERE name = $1", name) { try $0.int(0) }
            if let number = found.first { return try report(number) }
        }
        return nil
    }

    func newestReport(by account: AccountKey, in chat: ChatKey, since: Date) throws -> ReportRecord? {
        try sql.rows(
            """
            SELECT \(SQLRow.reportColumns) FROM reports
            WHERE account = $1 AND chat = $2 AND at >= $3 AND state NOT IN ('withdrawn', 'merged')
            ORDER BY number DESC LIMIT 1
            """, account, chat, since
        ) { try $0.report(content) }.first
    }

    func reports(by account: AccountKey, in chat: ChatKey, from number: Int, limit: Int) throws
        -> [ReportRecord]
    {
        try sql.rows(
            """
            SELECT \(SQLRow.reportColumns) FROM reports
            WHERE account = $1 AND chat = $2 AND number >= $3 ORDER BY number LIMIT $4
            """, account, chat, number, limit
        ) { try $0.report(content) }
    }

    func unconfirmedReports(of account: AccountKey) throws -> [ReportRecord] {
        try sql.rows(
            """
            SELECT \(SQLRow.reportColumns) FROM reports
            WHERE account = $1 AND state = 'unconfirmed' ORDER BY number
            """, account
        ) { try $0.report(content) }
    }

    func drafts(of account: AccountKey, in chat: ChatKey, now: Date) throws -> [Draft] {
        try sql.rows(
            """
            SELECT \(SQLRow.draftColumns) FROM drafts
            WHERE account = $1 AND chat = $2 AND expires_at > $3 ORDER BY asked_at DESC, report DESC
            """, account, chat, now
        ) { try $0.draft() }
    }

    func draft(report: Int) throws -> Draft? {
        try sql.rows("SELECT \(SQLRow.draftColumns) FROM drafts WHERE report = $1", report) { try $0.draft() }
            .first
    }

    func reportCount(of unit: PlaceCode, on day: CalendarDay) throws -> Int {
        try sql.rows(
            "SELECT count(*) FROM unit_reports WHERE unit = $1 AND day = $2 AND stands = 1", unit, day.iso
        ) { try $0.int(0) }.first ?? 0
    }

    func returnees(named name: String) throws -> [Returnee] {
        let names = content.keys(name, .returneeName)
        let found = try names.flatMap { name in
            try sql.rows(
                """
                SELECT \(SQLRow.returneeColumns) FROM returnees
                WHERE name_key = $1 AND state <> 'withdrawn' ORDER BY report DESC
                """, name
            ) { try $0.returnee(content) }
        }
        return names.count == 1 ? found : found.sorted { $0.report > $1.report }
    }

    func returnee(report: Int) throws -> Returnee? {
        try sql.rows("SELECT \(SQLRow.returneeColumns) FROM returnees WHERE report = $1", report) {
            try $0.returnee(content)
        }.first
    }
}
