import Model
import ReportLanguage

extension StoreTransaction {
    /// Keeps a rectification.
    func save(_ rectification: Rectification) throws {
        try sql.execute(
            """
            INSERT INTO rectifications (\(SQLRow.rectificationColumns)) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (number) DO UPDATE SET report = excluded.report, checkpoint = excluded.checkpoint,
                state = excluded.state, opened_at = excluded.opened_at, closed_at = excluded.closed_at,
                told_by = excluded.told_by
            """, rectification.number, rectification.report, rectification.checkpoint, rectification.state,
            rectification.openedAt, rectification.closedAt, rectification.toldBy)
        try raise(Ref.Kind.rectification.rawValue, to: Int64(rectification.number))
    }
}
