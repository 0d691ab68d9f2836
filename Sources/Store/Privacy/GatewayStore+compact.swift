import GRDB

extension GatewayStore {
    /// Gives the room of deleted rows back, and leaves nothing of them in the file.
    ///
    /// Needs the store for itself for as long as copying it takes.
    package func compact() async throws(StoreError) {
        let result: Result<Void, StoreError> = await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    returning: Result {
                        try database.execute(sql: "VACUUM")
                        try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                    }.mapError { StoreError($0) })
            }
        }
        try result.get()
    }
}
