/// What a finished move has carried and proved.
package struct StoreMoveSummary: Sendable {
    /// One table, equal on both sides.
    package struct Table: Hashable, Sendable {
        package var name: String
        package var rows: Int
        /// 16 hexadecimal digits of the sum of all rows' hashes.
        package var checksum: String
        /// How many texts hold the character NUL, in whose place the target has its picture, U+2400.
        package var replacedTexts: Int
    }

    /// The store's id, the same on both sides.
    package var storeID: String
    /// Every table, empty ones too.
    package var tables: [Table]
    /// Whether the target was found complete: nothing was written.
    package var wasThere: Bool
    /// How many rows had been carried by an earlier run.
    package var resumedRows: Int
    /// Those of all tables.
    package var replacedTexts: Int { tables.reduce(0) { $0 + $1.replacedTexts } }
    /// All rows.
    package var rows: Int { tables.reduce(0) { $0 + $1.rows } }
}

/// How far a move is.
package enum StoreMoveProgress: Hashable, Sendable {
    /// Rows of a table that are durable in the target, of how many the source has.
    case copying(table: String, rows: Int, of: Int)
    /// A table is being compared.
    case verifying(table: String)
}
