import Foundation

/// A lease that was taken: the proof that a write made under it shows inside its own transaction.
package struct Lease: Hashable, Sendable {
    package var name: String
    package var owner: String
    /// Rises each time that the lease changes hands: a holder that was superseded has an older one.
    package var term: Int
}

extension StoreTransaction {
    /// Fails with `.superseded` unless a lease is still held; it cannot change hands until the transaction ends.
    func prove(_ lease: Lease?) throws {
        guard let lease else { return }
        let holders = try sql.rows(
            "SELECT owner, term FROM leases WHERE name = $1 AND until_at > $2\(sql.dialect.sharing)",
            lease.name, now
        ) { (try $0.text(0), try $0.int(1)) }
        guard let (owner, term) = holders.first, owner == lease.owner, term == lease.term else {
            throw StoreError(.superseded, "the lease \(lease.name) of term \(lease.term) is over")
        }
    }
}
