/// Divisions, countries and nicknames, found by their names in a text.
struct PlaceIndex: Sendable {
    /// What a stretch of text says as a place.
    enum Reading: Sendable, Hashable {
        /// One place.
        case certain(Place)
        /// Several, in the order of their codes.
        case ambiguous([Place])
    }

    /// Builds the index.
    init(tables: ReferenceTables, roster: RosterNames) {}

    /// The place with which `range` begins, and where it ends; with homophones and near misses, as a slot for a
    /// place allows. Nil: nothing there is a place.
    func read(_ text: FoldedText, _ range: Range<Int>) -> (reading: Reading, end: Int)? { nil }
}
