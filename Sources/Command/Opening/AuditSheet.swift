import Foundation
import Store

/// What `audit` prints: one line when every promise held, else a line a broken row.
struct AuditSheet: Encodable {
    struct Finding: Encodable {
        var rule: String
        var row: String
        /// What is wrong with the row.
        var what: String
        /// What was promised.
        var promise: String
        var remedy: String
    }

    var bot: String
    var clean: Bool
    /// Rows looked at, by what they are.
    var rows: [String: Int]
    var findings: [Finding]
    /// The rules of which more rows are broken than are listed.
    var more: [String]
    var seconds: Double
    private let line: String

    private enum CodingKeys: CodingKey { case bot, clean, rows, findings, more, seconds }

    init(bot: String, report: AuditReport, seconds: Double) {
        self.bot = bot
        clean = report.isClean
        rows = Dictionary(report.counts.map { ($0.table, $0.rows) }) { first, _ in first }
        findings = report.findings.map {
            Finding(
                rule: $0.rule.rawValue, row: $0.row, what: $0.detail, promise: $0.rule.promise,
                remedy: $0.rule.remedy)
        }
        more = report.cut.map(\.rawValue).sorted()
        self.seconds = (seconds * 1000).rounded() / 1000
        line = report.counts.map { "\($0.rows) \($0.table)" }.joined(separator: ", ")
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var text: String {
        guard !clean else { return "\(bot): every promise held: \(line)" }
        let lines = findings.map { finding in
            "\(finding.row): \(finding.rule): " + (finding.what.isEmpty ? "" : "\(finding.what); ")
                + "promised: \(finding.promise). \(finding.remedy)"
        }
        let rest = more.map { "\($0): more rows than are listed" }
        return (lines + rest + ["\(bot): \(findings.count) broken: \(line)"]).joined(separator: "\n")
    }
}
