/// Splits a text into parts of a limited size; joined, they are the text again.
struct TextSplitter: Sendable {
    /// What a platform counts.
    enum Unit: Sendable {
        case utf8, utf16

        func size(_ scalar: Unicode.Scalar) -> Int {
            switch self {
            case .utf8: UTF8.width(scalar)
            case .utf16: UTF16.width(scalar)
            }
        }

        /// The size of a whole text, without a look at its characters.
        func size(_ text: String) -> Int {
            switch self {
            case .utf8: text.utf8.count
            case .utf16: text.utf16.count
            }
        }
    }

    let limit: Int
    let unit: Unit

    /// Splits a text; none for an empty one.
    ///
    /// A part ends after a line break or else a space or clause in its second half, else at any line break, else
    /// before an `@name` that would be cut, else between two characters. Only a single character beyond the
    /// limit (a letter under a thousand accents) is cut.
    func split(_ text: String) -> [String] {
        // Nearly every text fits.
        guard unit.size(text) > limit else { return text.isEmpty ? [] : [text] }
        var parts: [String] = []
        var rest = text[...]
        while let end = end(of: rest) {
            parts.append(String(rest[..<end]))
            rest = rest[end...]
        }
        return rest.isEmpty ? parts : parts + [String(rest)]
    }

    private func size(_ character: Character) -> Int {
        character.unicodeScalars.reduce(0) { $0 + unit.size($1) }
    }

    /// Where the first part of a text ends; nil when all of it fits.
    private func end(of text: Substring) -> Substring.Index? {
        var used = 0
        var line: (end: Substring.Index, used: Int)?
        var clause: (end: Substring.Index, used: Int)?
        var name: (start: Substring.Index, hasSpace: Bool)?
        for index in text.indices {
            let character = text[index]
            let size = size(character)
            guard used + size <= limit else {
                if let line, line.used * 2 >= limit { return line.end }
                if let clause, clause.used * 2 >= limit { return clause.end }
                if let line { return line.end }
                if let name, name.start > text.startIndex { return name.start }
                return index > text.startIndex ? index : cut(text)
            }
            used += size
            let after = text.index(after: index)
            if character == "@" {
                name = (index, false)
            } else if character.isNewline {
                line = (after, used)
                name = nil
            } else if character.isWhitespace, let called = name, !called.hasSpace {
                // Names may have a space in them.
                name = (called.start, true)
            } else if character.isWhitespace || "，。；、！？,;".contains(character) {
                clause = (after, used)
                name = nil
            }
        }
        return nil
    }

    /// Where a first character beyond the limit is cut: between two of its scalars.
    private func cut(_ text: Substring) -> Substring.Index {
        let scalars = text.unicodeScalars
        var used = 0
        for index in scalars.indices {
            used += unit.size(scalars[index])
            if used > limit, index > text.startIndex { return index }
        }
        return text.endIndex
    }
}
