import Foundation
import Model

/// Looks through one snapshot of a store for rows that break a promise.
///
/// Each table is read once by the engine itself, all its rules together; only rows that break one come out.
struct Auditor {
    /// A rule that each row of a table is held against.
    struct RowRule {
        var rule: AuditRule
        /// The condition that a broken row meets, in SQL; `terms` has `moment`, `late` and `kept`.
        var broken: String
        /// What to say of it, in SQL: a text.
        var detail: String

        init(_ rule: AuditRule, _ broken: String, saying detail: String = "''") {
            self.rule = rule
            self.broken = broken
            self.detail = detail
        }
    }

    let sql: SQLConnection
    let content: ContentCodec
    let storeID: String
    let terms: AuditTerms
    let now: Date
    private(set) var report = AuditReport()
    private var found: [AuditRule: Int] = [:]

    /// How many rows of one rule are listed: enough to see what they have in common.
    private static let listed = 20
    /// How many rows one statement gives at most.
    private static let limit = 1000

    init(sql: SQLConnection, content: ContentCodec, storeID: String, terms: AuditTerms, now: Date) {
        self.sql = sql
        self.content = content
        self.storeID = storeID
        self.terms = terms
        self.now = now
    }

    /// Holds the whole snapshot against every rule.
    mutating func run() throws {
        try count()
        try auditNumbers()
        try auditWork()
        try auditReports()
        try auditTownship()
        try auditContents()
    }

    mutating func add(_ rule: AuditRule, _ row: String, _ detail: String = "") {
        found[rule, default: 0] += 1
        guard found[rule, default: 0] <= Self.listed else {
            report.cut.insert(rule)
            return
        }
        report.findings.append(AuditFinding(rule: rule, row: row, detail: detail))
    }

    /// Reads a table once and adds each row that breaks a rule, by the first rule that it breaks.
    ///
    /// - Parameters:
    ///   - key: the column that names a row.
    ///   - prefix: what stands before it in the row's name.
    mutating func sweep(_ table: String, key: String, prefix: String, _ rules: [RowRule]) throws {
        let which = rules.enumerated().map { "WHEN \($1.broken) THEN \($0)" }
        let saying = rules.map { "WHEN \($0.broken) THEN \($0.detail)" }
        // One pass finds the rows, few as they are; the outer SELECT words them.
        let statement = """
            WITH terms AS (
                SELECT CAST($1 AS BIGINT) AS moment, CAST($2 AS BIGINT) AS late, CAST($3 AS BIGINT) AS kept)
            SELECT CAST(\(table).\(key) AS TEXT), CASE \(which.joined(separator: " ")) END,
                CASE \(saying.joined(separator: " ")) END
            FROM terms CROSS JOIN \(table)
            WHERE \(rules.map { "(\($0.broken))" }.joined(separator: " OR ")) LIMIT \(Self.limit)
            """
        let rows = try sql.rows(statement, now, now - terms.grace, terms.keptSince) {
            (try $0.text(0), try $0.int(1), try $0.text(2))
        }
        for (name, index, detail) in rows { add(rules[index].rule, prefix + name, detail) }
    }

    /// Adds what a statement gives: a row's name and what is wrong.
    mutating func look(_ rule: AuditRule, _ statement: String) throws {
        let rows = try sql.rows(statement + " LIMIT \(Self.limit)") { (try $0.text(0), try $0.text(1)) }
        for (row, detail) in rows { add(rule, row, detail) }
    }

    private mutating func count() throws {
        report.counts = try [
            ("messages", "inbox"), ("posts", "outbox"), ("timers", "timers"), ("reports", "reports"),
            ("cases", "cases"), ("broadcasts", "broadcasts"),
        ].map { name, table in
            let rows = try sql.rows("SELECT count(*) FROM \(table)") { try $0.int(0) }
            return AuditReport.Count(table: name, rows: rows.first ?? 0)
        }
    }
}
