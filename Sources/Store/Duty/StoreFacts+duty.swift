import Foundation
import Model

extension StoreFacts {
    func shift(_ id: ShiftID) throws -> Shift? {
        try sql.rows("SELECT \(SQLRow.shiftColumns) FROM shifts WHERE id = $1", id) { try $0.shift() }.first
    }

    func shifts(at checkpoint: PlaceCode?, from: Date, to: Date) throws -> [Shift] {
        guard let checkpoint else {
            return try sql.rows(
                """
                SELECT \(SQLRow.shiftColumns) FROM shifts
                WHERE to_at > $1 AND from_at < $2 AND state <> 'cancelled' ORDER BY from_at, id
                """, from, to
            ) { try $0.shift() }
        }
        return try sql.rows(
            """
            SELECT \(SQLRow.shiftColumns) FROM shifts
            WHERE checkpoint = $1 AND to_at > $2 AND from_at < $3 AND state <> 'cancelled' ORDER BY from_at, id
            """, checkpoint, from, to
        ) { try $0.shift() }
    }

    func checkIns(to shift: ShiftID) throws -> [CheckIn] {
        let all = try sql.rows(
            """
            SELECT shift, name, person, at, report, identity_key FROM check_ins
            WHERE shift = $1 ORDER BY at, report, identity_key
            """, shift
        ) { row in
            (
                checkIn: CheckIn(
                    shift: try row.value(0), name: try row.content(1, content, .checkInName),
                    person: try row.optionalValue(2), at: try row.date(3), report: try row.int(4)),
                key: try row.text(5)
            )
        }
        // The same person told of by two reports is there once: since the first.
        var seen: Set<String> = []
        // Of strangers whose names were forgotten each key is another one.
        return all.filter { row in
            let identity = row.checkIn.identity
            return seen.insert(identity.isEmpty ? row.key : identity).inserted
        }.map(\.checkIn)
    }
}

extension SQLRow {
    /// The columns that `shift` reads, in its order.
    static let shiftColumns = "id, checkpoint, from_at, to_at, staff, required, state, manned_at"

    func shift() throws -> Shift {
        Shift(
            id: try value(0), checkpoint: try value(1), from: try date(2), to: try date(3),
            staff: try people(4),
            required: try int(5), state: try value(6), mannedAt: optionalDate(7))
    }
}
