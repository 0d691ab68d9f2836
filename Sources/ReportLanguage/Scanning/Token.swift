/// One piece of a message after the scan: pieces follow each other without gap or overlap.
struct Token: Sendable {
    /// The folded scalars that it covers.
    var range: Range<Int>
    /// What it is.
    var content: Content

    /// What a piece can be.
    enum Content: Sendable {
        /// Space inside a line.
        case blank
        /// A line break.
        case lineBreak
        /// Punctuation, list marks, emoji: `isStrong` ends a clause (a comma does, `、` and `/` do not).
        case mark(Unicode.Scalar, isStrong: Bool)
        /// A known word, by what it can be.
        case word(WordUses)
        /// A typed value, by its number among the message's candidates.
        case candidate(Int)
        /// A person's name by its shape.
        case name
        /// Anything else.
        case text
    }

    /// Whether it only separates.
    var isSeparator: Bool {
        switch content {
        case .blank, .lineBreak, .mark: true
        default: false
        }
    }

    /// What it can be, where it is a word.
    var uses: WordUses { if case .word(let uses) = content { uses } else { .none } }

    /// Whether it is a word of that function.
    func isWord(_ function: FunctionWord) -> Bool { uses.contains(function) }
}
