import Foundation
import Model

@testable import Store

/// Rows for every table, whatever it is about.
enum StoreFiller {
    /// Tables of which there is more than a page.
    static let large: Set<String> = ["inbox", "reports", "report_versions", "said", "check_ins"]

    /// How many rows a table gets.
    static func rows(of table: StoreTable) -> Int {
        large.contains(table.name) ? 2 * StoreTable.pageRows + 345 : 7
    }

    /// Fills every table, and lets the store itself write some rows, which have NULLs in them.
    static func fill(_ store: GatewayStore) async throws {
        try await store.write(now: .start) { transaction in
            for table in StoreTable.all {
                // Those that messages make have the low numbers.
                let rows = (0..<rows(of: table)).map { row(100 + $0, of: table) }
                try transaction.sql.insert(rows, into: table)
            }
        }
        _ = try await store.receive([.sample("1"), .sample("2")], from: .town, cursor: "c7", now: .start)
        _ = try await store.processInbox(limit: 10, now: .start) { row, _ in
            .make(
                changes: [.saveReport(.sample(5000 + Int(row.id), message: row.id))],
                posts: [.sample("reply:\(row.id)")],
                timers: [.set(.sample("t\(row.id)"))],
                audit: [AuditEntry(actor: "P010", action: "said", subject: "R1", detail: "")])
        }
    }

    /// A row whose references lead to the row of the same number.
    private static func row(_ number: Int, of table: StoreTable) -> [SQLValue] {
        table.columns.enumerated().map { index, column in
            switch column.kind {
            case .integer where table.key.contains(index) || column.name == "report":
                .integer(Int64(number))
            case .integer
            where ["priority", "mentions_bot", "is_direct", "is_from_bot"].contains(column.name):
                .integer(Int64(number % 2))
            // Nobody holds a lease any more.
            case .integer where column.name == "until_at": .integer(Int64(number))
            case .integer: number.isMultiple(of: 2) ? .integer(Int64(number) << 40) : .integer(.max)
            case .real: .real(1 / Double(number))
            case .text: .text("\(column.name) 第\(number) “😀”\n'\u{1F468}\u{200D}\u{1F469}%\\")
            }
        }
    }
}
