import Model

extension StoreFacts {
    func rectification(_ number: Int) throws -> Rectification? {
        try sql.rows("SELECT \(SQLRow.rectificationColumns) FROM rectifications WHERE number = $1", number) {
            try $0.rectification()
        }.first
    }

    func rectification(of report: Int) throws -> Rectification? {
        try sql.rows(
            """
            SELECT \(SQLRow.rectificationColumns) FROM rectifications WHERE report = $1
            ORDER BY number DESC LIMIT 1
            """, report
        ) { try $0.rectification() }.first
    }

    func openRectifications() throws -> [Rectification] {
        try sql.rows(
            """
            SELECT \(SQLRow.rectificationColumns) FROM rectifications
            WHERE state IN ('open', 'inProgress') ORDER BY number
            """
        ) { try $0.rectification() }
    }
}

extension SQLRow {
    /// The columns that `rectification` reads, in its order.
    static let rectificationColumns = "number, report, checkpoint, state, opened_at, closed_at, told_by"

    func rectification() throws -> Rectification {
        Rectification(
            number: try int(0), report: try int(1), checkpoint: try value(2), state: try value(3),
            openedAt: try date(4), closedAt: optionalDate(5), toldBy: optionalInt(6))
    }
}
