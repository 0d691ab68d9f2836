/// The roster's villages, units, checkpoints and people, found by name, short name, code or a near miss.
struct RosterIndex: Sendable {
    /// What a stretch of text says as a roster entry.
    enum Match: Sendable, Hashable {
        /// One entry's code.
        case one(String)
        /// Several that fit as well, in the roster's order.
        case several([String])
        /// None is near.
        case none
    }

    /// Builds the index.
    init(_ roster: RosterNames, tables: ReferenceTables) {}

    /// The village that the whole of `range` names; with near misses.
    func village(_ text: FoldedText, _ range: Range<Int>) -> Match { .none }

    /// The checkpoint that the whole of `range` names; with near misses. `place`: the chat's or the sender's place
    /// (a village, unit or checkpoint), which decides between several.
    func checkpoint(_ text: FoldedText, _ range: Range<Int>, place: String? = nil) -> Match { .none }

    /// The unit that the whole of `range` names; `village`: the village that the chat or the sender fixes.
    func unit(_ text: FoldedText, _ range: Range<Int>, village: String?) -> Match { .none }

    /// The unit that a mention means; `village`: the village that the chat or the sender fixes.
    func unit(_ mention: UnitMention, village: String?) -> Match { .none }

    /// The village of a place: of a village itself, a unit, or a checkpoint.
    func village(of place: String) -> String? { nil }

    /// The ids of the people with exactly this name.
    func people(named name: String) -> [String] { [] }
}
