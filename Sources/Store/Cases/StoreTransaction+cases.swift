import Model
import ReportLanguage

extension StoreTransaction {
    /// Keeps an escalation.
    func save(_ record: CaseRecord) throws {
        try sql.execute(
            """
            INSERT INTO cases (\(SQLRow.caseColumns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (number) DO UPDATE SET policy = excluded.policy, subject = excluded.subject,
                place = excluded.place, state = excluded.state, step = excluded.step, opened_at = excluded.opened_at,
                closed_at = excluded.closed_at, closed_by = excluded.closed_by
            """, record.number, record.policy, record.subject, record.place, record.state, record.step,
            record.openedAt, record.closedAt, record.by)
        try raise(Ref.Kind.escalation.rawValue, to: Int64(record.number))
    }

    /// Keeps that something asks a chat for `收到`; asking again takes the place of the first time.
    func save(_ ask: Ask) throws {
        try sql.execute(
            """
            INSERT INTO asks (ref, chat, asked_at, people, expires_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (ref, chat) DO UPDATE SET asked_at = excluded.asked_at, people = excluded.people,
                expires_at = excluded.expires_at
            """, ask.ref.text, ask.chat, ask.askedAt, ask.people, ask.expiresAt)
    }

    func endAsk(ref: String) throws {
        try sql.execute("DELETE FROM asks WHERE ref = $1", ref)
    }
}
