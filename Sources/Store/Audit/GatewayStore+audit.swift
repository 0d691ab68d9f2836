import Foundation

extension GatewayStore {
    /// Proves the gateway's promises on the stored rows, or names the rows that break them.
    ///
    /// Reads one snapshot beside whatever is being written, and writes nothing. The engine does the searching; memory does
    /// not grow with the store.
    /// - Parameter now: the moment by which what waits is late or not.
    package func audit(_ terms: AuditTerms, now: Date) async throws(StoreError) -> AuditReport {
        let storeID = storeID
        return try await look { sql, content in
            var auditor = Auditor(sql: sql, content: content, storeID: storeID, terms: terms, now: now)
            try auditor.run()
            return auditor.report
        }
    }
}
