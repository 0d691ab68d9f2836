import Foundation
import Model

extension GatewayStore {
    /// Decides and commits something that no inbox row and no timer has caused: a start, a reload.
    ///
    /// - Throws: also `.failed` when `decide` throws; nothing is kept then.
    package func commit(
        now: Date, under lease: Lease? = nil, decide: @escaping @Sendable (any Facts) throws -> Decision
    ) async throws(StoreError) -> BatchOutcome {
        try await write(.deciding, now: now, under: lease) { transaction in
            var batch = BatchOutcome()
            let decision = try decide(transaction.facts)
            try transaction.apply(decision, message: nil)
            batch.count(decision.outcome)
            batch.note(transaction)
            return batch
        }
    }
}
