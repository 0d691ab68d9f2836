import Foundation
import Model

/// What one step of bringing rows under the current key did.
package struct ResealProgress: Hashable, Sendable {
    /// How many rows were looked at.
    package var looked = 0
    /// How many of them lay under another key, or plain.
    package var changed = 0
    /// No row lies under another key any more: old ones can be taken out of the configuration.
    package var isDone = false
}

extension GatewayStore {
    /// Brings some rows under the current key: from plain, from an old key, or back to plain.
    ///
    /// Called until it is done, by the gateway beside its work or by `lianfang rekey`. In between, and after a kill at any
    /// moment, every row is read and found.
    /// - Parameter limit: how many rows to look at, all in one transaction.
    package func reseal(limit: Int, now: Date) async throws(StoreError) -> ResealProgress {
        let progress = try await write(now: now) { transaction in
            try Resealing(sql: transaction.sql, content: transaction.content).step(limit: limit)
        }
        if progress.isDone { content.endRotation() }
        return progress
    }

    /// The ids of the keys under which rows lie, `plain` for those without; more than one until resealing is done.
    package func keyIDs() async throws(StoreError) -> [String] {
        try await look { sql, _ in try KeyRecord.read(sql).keys.sorted() }
    }
}
