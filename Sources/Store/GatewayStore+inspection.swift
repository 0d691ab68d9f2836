extension GatewayStore {
    /// Rows of any statement as text, through a writing connection: for tests that look behind the methods.
    func inspect(_ sql: String) async throws(StoreError) -> [[String?]] { try await engine.inspect(sql) }
}
