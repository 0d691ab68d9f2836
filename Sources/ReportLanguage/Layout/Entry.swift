/// The part of a message that tells of one thing: one person, one checkpoint, one day.
struct Entry: Sendable {
    /// A cell of a table under its column's heading.
    struct Cell: Sendable {
        /// The cell's text.
        var range: Range<Int>
        /// What the heading can be; none where it is no key.
        var uses: WordUses
    }

    /// Its text.
    var range: Range<Int>
    /// Its cells, where it is a row of a table with a heading.
    var cells: [Cell] = []
}

/// How a message is laid out: what stands over its entries, and the entries.
struct MessageLayout: Sendable {
    /// The lines over the entries; empty where the message is one entry.
    var heading: Range<Int>
    /// The entries in order.
    var entries: [Entry]
    /// What stands behind the entries and holds for all of them: 都从北京回来，明天到.
    var trailer = 0..<0
    /// Whether it is a group chain (群接龙).
    var isChain = false
}
