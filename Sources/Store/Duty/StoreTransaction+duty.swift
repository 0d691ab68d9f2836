import Model

extension StoreTransaction {
    /// Keeps a shift as planned and as it went.
    func save(_ shift: Shift) throws {
        try sql.execute(
            """
            INSERT INTO shifts (\(SQLRow.shiftColumns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (id) DO UPDATE SET checkpoint = excluded.checkpoint, from_at = excluded.from_at,
                to_at = excluded.to_at, staff = excluded.staff, required = excluded.required, state = excluded.state,
                manned_at = excluded.manned_at
            """, shift.id, shift.checkpoint, shift.from, shift.to, shift.staff, shift.required, shift.state,
            shift.mannedAt)
    }

    /// Keeps a check-in.
    ///
    /// Each report's is kept, so that taking one report back leaves what another one said.
    func add(_ checkIn: CheckIn) throws {
        try sql.execute(
            """
            INSERT INTO check_ins (shift, identity_key, report, name, person, at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (shift, identity_key, report) DO NOTHING
            """, checkIn.shift, content.key(checkIn.identity, .checkInIdentity), checkIn.report,
            content.seal(checkIn.name, .checkInName),
            checkIn.person, checkIn.at)
    }

    func removeCheckIns(report: Int) throws {
        try sql.execute("DELETE FROM check_ins WHERE report = $1", report)
    }
}
