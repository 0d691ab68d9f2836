import Foundation

/// Who holds a lease.
package struct LeaseHolder: Hashable, Sendable {
    /// As the holder named itself.
    package var owner: String
    package var until: Date
    /// Rises each time that the lease changes hands.
    package var term: Int
}

extension GatewayStore {
    /// Takes or renews a lease: what only one process may do at a time.
    ///
    /// - Returns: false when somebody else holds it. It must be renewed well before `seconds` are over.
    package func acquireLease(
        name: String, owner: String, now: Date, for seconds: Double
    ) async throws(StoreError) -> Bool {
        try await takeLease(name: name, owner: owner, now: now, for: seconds) != nil
    }

    /// Takes or renews a lease and hands out its proof; nil when somebody else holds it.
    package func takeLease(
        name: String, owner: String, now: Date, for seconds: Double
    ) async throws(StoreError) -> Lease? {
        try await write(now: now) { transaction in
            try transaction.sql.rows(
                """
                INSERT INTO leases (name, owner, until_at, term) VALUES ($1, $2, $3, 1)
                ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until_at = excluded.until_at,
                    term = leases.term + CASE WHEN leases.owner = excluded.owner THEN 0 ELSE 1 END
                WHERE leases.owner = excluded.owner OR leases.until_at <= $4
                RETURNING term
                """, name, owner, now + seconds, now
            ) { Lease(name: name, owner: owner, term: try $0.int(0)) }.first
        }
    }

    /// Gives a lease back; somebody else's is not touched.
    package func releaseLease(name: String, owner: String) async throws(StoreError) {
        // The row stays, with its term; no time is in the future of this one.
        try await write(now: .distantPast) { transaction in
            try transaction.sql.execute(
                "UPDATE leases SET until_at = 0, owner = '' WHERE name = $1 AND owner = $2", name, owner)
        }
    }

    /// Who holds a lease at a moment; nil when it is free.
    package func leaseHolder(name: String, now: Date) async throws(StoreError) -> LeaseHolder? {
        try await look { sql, _ in
            try sql.rows(
                "SELECT owner, until_at, term FROM leases WHERE name = $1 AND until_at > $2", name, now
            ) { LeaseHolder(owner: try $0.text(0), until: try $0.date(1), term: try $0.int(2)) }.first
        }
    }
}
