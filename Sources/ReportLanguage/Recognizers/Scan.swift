/// A folded text under the recognisers' eyes: its scalars with safe look-ahead.
struct Scan: Sendable {
    /// The folded scalars.
    let scalars: [Unicode.Scalar]

    /// How many there are.
    var count: Int { scalars.count }

    /// The scalar at `index`, or NUL before the start and beyond the end.
    subscript(index: Int) -> Unicode.Scalar {
        index >= 0 && index < scalars.count ? scalars[index] : "\0"
    }

    /// The first index at or after `index` that is no blank, looking at most `limit` blanks ahead.
    func skippingBlanks(_ index: Int, limit: Int = 2) -> Int {
        var position = index
        while position < index + limit, self[position].isBlank { position += 1 }
        return position
    }

    /// Where the run of ASCII digits that starts at `index` ends, at most `limit` further.
    func endOfDigits(_ index: Int, limit: Int = .max) -> Int {
        var position = index
        while position < scalars.count, scalars[position].isDigit, position - index < limit { position += 1 }
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
    func isOne(of text: String, at index: Int) -> Bool {
        index >= 0 && index < scalars.count && text.unicodeScalars.contains(scalars[index])
    }

    /// The text of a range.
    func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// The ASCII digits, letters and anything else of a range, letters in upper case.
    func upper(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for scalar in scalars[range] { view.append(scalar.upper) }
        return String(view)
    }
}

extension Unicode.Scalar {
    /// The ASCII letter in upper case; anything else as it is.
    var upper: Unicode.Scalar {
        value >= 0x61 && value <= 0x7A ? Unicode.Scalar(UInt8(value - 32)) : self
    }

    /// Whether it is an ASCII digit or letter.
    var isAlphanumeric: Bool { isDigit || isLetter }
}
