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
        case word([WordUse])
        /// A typed value.
        case candidate(Candidate)
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

    /// The uses, where it is a word.
    var uses: [WordUse] { if case .word(let uses) = content { uses } else { [] } }

    /// Whether it is a word of that function.
    func isWord(_ function: FunctionWord) -> Bool { uses.contains(.function(function)) }
}
