/// What differs between the engines; everything else of our SQL is accepted by both.
enum Dialect: Sendable {
    case sqlite, postgres

    /// The type of an explicit numeric primary key.
    var id: String {
        switch self {
        case .sqlite: "INTEGER PRIMARY KEY"
        case .postgres: "BIGINT PRIMARY KEY"
        }
    }

    /// The type of text that is compared byte by byte: keys, codes, states.
    var key: String {
        switch self {
        case .sqlite: "TEXT"
        case .postgres: "TEXT COLLATE \"C\""
        }
    }

    /// Ends the definition of a table whose primary key is text, so that rows lie in the key's own tree.
    var clustered: String { self == .sqlite ? " WITHOUT ROWID" : "" }

    /// Ends a SELECT of a row that the transaction goes on to change: nobody else may until it ends.
    ///
    /// On SQLite the transaction is the only writer anyhow.
    var locking: String { self == .sqlite ? "" : " FOR UPDATE" }

    /// Ends a SELECT of a row that must stay as it is until the transaction ends.
    var sharing: String { self == .sqlite ? "" : " FOR SHARE" }

    /// Ends a SELECT of rows to take, of which those that another process is about to change are left to it.
    var skippingLocked: String { self == .sqlite ? "" : " FOR UPDATE SKIP LOCKED" }
}
