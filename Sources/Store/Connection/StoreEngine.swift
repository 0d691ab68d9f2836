/// What a write transaction may not do beside another one of its kind, whichever process runs it.
///
/// On SQLite there is one writer, so all kinds are one.
enum WriteKind: String, Sendable, CaseIterable {
    /// Takes in, keeps, notes: beside everything.
    case keeping
    /// Reads what others decided, and decides: rules see a world in which nobody else decides.
    case deciding
    /// Takes posts out of lanes, or holds lanes back: budgets are counted by one at a time.
    case dispatching
}

/// A database engine under a store: its connections and its transactions.
protocol StoreEngine: Sendable {
    /// The words that it understands.
    var dialect: Dialect { get }

    /// Whether several processes may work on one store.
    var isShared: Bool { get }

    /// What other processes leave to do, as it comes; nil where there are none.
    ///
    /// Each element may stand for many, and some may be lost: look now and then without being woken.
    func wakes() -> AsyncStream<StoreWake>?

    /// Runs a body in one write transaction: all of it is durable when this returns, none of it when it throws.
    ///
    /// Where the connection is lost during the commit its fate is unknown, and `.unreachable` is thrown.
    func write<Value: Sendable>(
        _ kind: WriteKind, _ body: @escaping @Sendable (SQLConnection) throws -> Written<Value>
    ) async throws(StoreError) -> Value

    /// Runs several reads on one snapshot.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (SQLConnection) throws -> Value
    ) async throws(StoreError) -> Value

    /// Runs any statement through a writing connection, outside a transaction; the rows as text.
    func inspect(_ sql: String) async throws(StoreError) -> [[String?]]

    /// Fails with `.unsafe` when what the store was opened on is no longer there.
    func requireInPlace() throws(StoreError)

    /// Rewrites what is kept without what was deleted.
    func compact() async throws(StoreError)

    /// Closes all connections; later calls fail.
    func close() throws(StoreError)
}
