import GRDB

extension GatewayStore {
    /// Rows of any statement as text, through the writing connection: for tests that look behind the methods.
    func inspect(_ sql: String) async throws(StoreError) -> [[String?]] {
        let result: Result<[[String?]], StoreError> = await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    returning: Result {
                        try Row.fetchAll(database, sql: sql).map { row in
                            row.databaseValues.map { value in
                                value.isNull ? nil : String.fromDatabaseValue(value) ?? value.description
                            }
                        }
                    }.mapError { StoreError($0) })
            }
        }
        return try result.get()
    }
}
