import Foundation
import Model
import ReportLanguage

extension StoreFacts {
    func caseRecord(_ number: Int) throws -> CaseRecord? {
        try sql.rows("SELECT \(SQLRow.caseColumns) FROM cases WHERE number = $1", number) {
            try $0.caseRecord()
        }.first
    }

    func newestCase(policy: String, subject: String) throws -> CaseRecord? {
        try sql.rows(
            """
            SELECT \(SQLRow.caseColumns) FROM cases
            WHERE subject = $1 AND policy = $2 ORDER BY number DESC LIMIT 1
            """, subject, policy
        ) { try $0.caseRecord() }.first
    }

    func asks(in chat: ChatKey, now: Date) throws -> [Ask] {
        try sql.rows(
            """
            SELECT ref, chat, asked_at, people, expires_at FROM asks
            WHERE chat = $1 AND expires_at > $2 ORDER BY asked_at DESC, ref DESC
            """, chat, now
        ) { row in
            guard let ref = Ref(try row.text(0)) else {
                throw StoreError(.corrupt, "an ask has no reference")
            }
            return Ask(
                ref: ref, chat: try row.chat(1), askedAt: try row.date(2), people: try row.people(3),
                expiresAt: try row.date(4))
        }
    }
}

extension SQLRow {
    /// The columns that `caseRecord` reads, in its order.
    static let caseColumns = "number, policy, subject, place, state, step, opened_at, closed_at, closed_by"

    func caseRecord() throws -> CaseRecord {
        CaseRecord(
            number: try int(0), policy: try text(1), subject: try text(2), place: try value(3),
            state: try value(4),
            step: try int(5), openedAt: try date(6), closedAt: optionalDate(7), by: try optionalValue(8))
    }
}
