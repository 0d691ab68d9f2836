extension GatewayStore {
    /// Gives the room of deleted rows back, and leaves nothing of them where the engine keeps its files.
    ///
    /// Needs the store for itself for as long as copying it takes.
    package func compact() async throws(StoreError) { try await engine.compact() }
}
