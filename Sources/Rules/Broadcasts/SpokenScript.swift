/// A text as a loudspeaker's reader needs it: a sentence a line, and how long one reading takes.
struct SpokenScript {
    /// Characters a second of somebody who reads a notice aloud, slowly enough for a loudspeaker outdoors.
    ///
    /// An assumption: news is read at about 5 characters a second, so a notice at 4 leaves room for the echo.
    static let charactersPerSecond = 4.0
    /// A text of no more characters than this is said twice in each reading: the ear misses the beginning.
    static let saidTwiceUpTo = 40

    /// The sentences, one a line.
    let lines: [String]
    /// Whether the whole text is to be said a second time.
    let isSaidTwice: Bool

    init(_ text: String) {
        lines = Self.sentences(of: text)
        isSaidTwice = text.filter(Self.isSpoken).count <= Self.saidTwiceUpTo
    }

    /// How long one reading takes, in seconds: at least one, with half a second after each sentence.
    var seconds: Int {
        let characters = lines.joined().filter(Self.isSpoken).count
        let once = Double(characters) / Self.charactersPerSecond + Double(lines.count) * 0.5
        return max(1, Int((once * (isSaidTwice ? 2 : 1)).rounded(.up)))
    }

    private static func isSpoken(_ character: Character) -> Bool { character.isLetter || character.isNumber }

    /// Cuts after the marks that end a sentence; a line break ends one too.
    private static func sentences(of text: String) -> [String] {
        var lines: [String] = []
        var line = ""
        func end() {
            let trimmed = line.drop(while: \.isWhitespace)
            if trimmed.contains(where: isSpoken) { lines.append(String(trimmed)) }
            line = ""
        }
        for character in text {
            if character.isNewline {
                end()
                continue
            }
            line.append(character)
            if "。！？；!?;".contains(character) { end() }
        }
        end()
        return lines
    }
}
