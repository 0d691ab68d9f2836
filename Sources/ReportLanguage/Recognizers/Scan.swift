/// A folded text under the recognisers' eyes: its scalars with safe look-ahead.
struct Scan: Sendable {
    /// The folded scalars.
    let scalars: [Unicode.Scalar]
    /// How many of them count: nothing behind these is seen.
    let count: Int

    /// A text, as far as its first `end` scalars.
    init(scalars: [Unicode.Scalar], end: Int = .max) {
        self.scalars = scalars
        count = min(end, scalars.count)
    }

    /// The scalar at `index`, or NUL before the start and beyond the end.
    subscript(index: Int) -> Unicode.Scalar {
        index >= 0 && index < count ? scalars[index] : "\0"
    }

    /// The first index at or after `index` that is no space, looking at most `limit` spaces ahead.
    ///
    /// A tab is not passed: what follows it is another cell's value.
    func skippingBlanks(_ index: Int, limit: Int = 2) -> Int {
        var position = index
        while position < index + limit, self[position] == " " { position += 1 }
        return position
    }

    /// Where the run of ASCII digits that starts at `index` ends, at most `limit` further.
    func endOfDigits(_ index: Int, limit: Int = .max) -> Int {
        var position = index
        while position < count, scalars[position].isDigit, position - index < limit { position += 1 }
        return position
    }

    /// The value of the ASCII digits in a range of at most nine.
    func value(_ range: Range<Int>) -> Int {
        range.reduce(0) { $0 * 10 + Int(scalars[$1].value) - 48 }
    }

    /// Whether `text` starts at `index`.
    func has(_ text: String, at index: Int) -> Bool {
        var position = index
        for scalar in text.unicodeScalars {
            if self[position] != scalar { return false }
            position += 1
        }
        return true
    }

    /// Whether the scalar at `index` is one of those in `text`.
    func isOne(of text: StaticString, at index: Int) -> Bool {
        index >= 0 && index < count && scalars[index].isOne(of: text)
    }

    /// The text of a range.
    func text(_ range: Range<Int>) -> String { String(scalars: scalars[range]) }

    /// The ASCII digits, letters and anything else of a range, letters in upper case.
    func upper(_ range: Range<Int>) -> String {
        String(scalars: scalars[range].lazy.map(\.upper), count: range.count)
    }
}

extension Unicode.Scalar {
    /// Whether it is one of the scalars of a literal.
    ///
    /// Reads the literal's own UTF-8, in which the compiler lays it out: no string is made or walked. The reader asks this
    /// several times for each character of a message.
    func isOne(of text: StaticString) -> Bool {
        guard text.hasPointerRepresentation else { return self == text.unicodeScalar }
        let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        var index = 0
        while index < bytes.count {
            let lead = UInt32(bytes[index])
            let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            var scalar = length == 1 ? lead : lead & (0x7F >> UInt32(length))
            for offset in 1..<max(1, length) { scalar = scalar << 6 | UInt32(bytes[index + offset]) & 0x3F }
            if scalar == value { return true }
            index += length
        }
        return false
    }

    /// The ASCII letter in upper case; anything else as it is.
    var upper: Unicode.Scalar {
        value >= 0x61 && value <= 0x7A ? Unicode.Scalar(UInt8(value - 32)) : self
    }

    /// Whether it is an ASCII digit or letter.
    var isAlphanumeric: Bool { isDigit || isLetter }
}
