/// What differs between the engines; everything else of our SQL is accepted by both.
enum Dialect: Sendable {
    case sqlite

    /// The type of an explicit numeric primary key.
    var id: String { "INTEGER PRIMARY KEY" }
    /// The type of text that is compared byte by byte: keys, codes, states.
    var key: String { "TEXT" }
    /// Ends the definition of a table whose primary key is text, so that rows lie in the key's own tree.
    var clustered: String { " WITHOUT ROWID" }
}
