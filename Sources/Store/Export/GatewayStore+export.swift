import Foundation
import Model
import ReportLanguage

/// Rows in pages, for whoever copies a whole subject out: each page is a snapshot of its own, and a row that is there
/// throughout comes exactly once.
extension GatewayStore {
    /// Reports after a number, oldest first.
    ///
    /// - Parameters:
    ///   - form: only reports of it; nil for all.
    ///   - since: only those written at that instant or later.
    package func reports(
        of form: String?, since: Date, after number: Int, limit: Int
    ) async throws(StoreError) -> [ReportRecord] {
        try await look { sql, content in
            guard let form else {
                return try sql.rows(
                    """
                    SELECT \(SQLRow.reportColumns) FROM reports WHERE number > $1 AND at >= $2
                    ORDER BY number LIMIT $3
                    """, number, since, limit
                ) { try $0.report(content) }
            }
            return try sql.rows(
                """
                SELECT \(SQLRow.reportColumns) FROM reports WHERE number > $1 AND at >= $2 AND form = $3
                ORDER BY number LIMIT $4
                """, number, since, form, limit
            ) { try $0.report(content) }
        }
    }

    /// Shifts that begin at an instant or later and come behind one in their order, with who checked in to each.
    package func shifts(
        since: Date, after last: Shift?, limit: Int
    ) async throws(StoreError) -> [(shift: Shift, checkIns: [CheckIn])] {
        try await look { sql, content in
            let facts = StoreFacts(sql: sql, content: content)
            let from = max(since, last?.from ?? since)
            let shifts = try sql.rows(
                """
                SELECT \(SQLRow.shiftColumns) FROM shifts
                WHERE from_at >= $1 AND (from_at > $1 OR id > $2) ORDER BY from_at, id LIMIT $3
                """, from, last?.from == from ? last?.id.rawValue ?? "" : "", limit
            ) { try $0.shift() }
            return try shifts.map { ($0, try facts.checkIns(to: $0.id)) }
        }
    }

    /// Broadcasts made since an instant, behind a number, each with its targets.
    package func broadcasts(
        since: Date, after number: Int, limit: Int
    ) async throws(StoreError) -> [(broadcast: Broadcast, targets: [BroadcastTarget])] {
        try await look { sql, content in
            let facts = StoreFacts(sql: sql, content: content)
            let broadcasts = try sql.rows(
                """
                SELECT \(SQLRow.broadcastColumns) FROM broadcasts WHERE number > $1 AND created_at >= $2
                ORDER BY number LIMIT $3
                """, number, since, limit
            ) { try $0.broadcast(content) }
            return try broadcasts.map { ($0, try facts.targets(of: $0.number)) }
        }
    }

    /// Escalations opened since an instant, behind a number.
    package func cases(since: Date, after number: Int, limit: Int) async throws(StoreError) -> [CaseRecord] {
        try await look { sql, _ in
            try sql.rows(
                """
                SELECT \(SQLRow.caseColumns) FROM cases WHERE number > $1 AND opened_at >= $2
                ORDER BY number LIMIT $3
                """, number, since, limit
            ) { try $0.caseRecord() }
        }
    }

    /// Rectifications opened since an instant, behind a number.
    package func rectifications(
        since: Date, after number: Int, limit: Int
    ) async throws(StoreError) -> [Rectification] {
        try await look { sql, _ in
            try sql.rows(
                """
                SELECT \(SQLRow.rectificationColumns) FROM rectifications WHERE number > $1 AND opened_at >= $2
                ORDER BY number LIMIT $3
                """, number, since, limit
            ) { try $0.rectification() }
        }
    }

    /// The accounts that people bound by chat.
    package func boundAccounts() async throws(StoreError) -> [PersonID: [AccountKey]] {
        try await look { sql, _ in
            let rows = try sql.rows(
                "SELECT person, account FROM accounts WHERE source <> 'roster' ORDER BY since_at, account"
            ) { (try $0.value(0, as: PersonID.self), try $0.account(1)) }
            return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
        }
    }
}
