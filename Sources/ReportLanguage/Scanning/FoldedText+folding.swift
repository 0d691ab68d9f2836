extension FoldedText {
    /// What a list mark (①, ⑴, 1️⃣, •) folds to: it separates, and is no digit.
    static let listMark: Unicode.Scalar = "•"
    /// What an emoji folds to: it separates.
    static let emoji: Unicode.Scalar = "\u{FFFC}"

    /// Folds a text.
    init(_ text: String) {
        let source = [Unicode.Scalar](unsafeUninitializedCapacity: text.utf8.count) { buffer, count in
            for scalar in text.unicodeScalars {
                buffer[count] = scalar
                count += 1
            }
        }
        var scalars: [Unicode.Scalar] = []
        var origins: [Int] = []
        scalars.reserveCapacity(source.count)
        origins.reserveCapacity(source.count)
        for (offset, scalar) in source.enumerated() {
            if scalar.value == 0x20E3 {
                // A keycap: the digit before it (a variation selector between them was dropped) is a list mark.
                if let last = scalars.last, last.isDigit || last == "#" || last == "*" {
                    scalars[scalars.count - 1] = Self.listMark
                }
                continue
            }
            if scalar == "\r" {
                // CR LF is one line break, a lone CR is one too.
                if offset + 1 < source.count, source[offset + 1] == "\n" { continue }
                scalars.append("\n")
                origins.append(offset)
                continue
            }
            guard let folded = FoldingTable.fold(scalar) else { continue }
            scalars.append(folded)
            origins.append(offset)
        }
        self.init(scalars: scalars, origins: origins, original: source)
    }
}

/// The folding of single scalars, as a table of the Basic Multilingual Plane.
enum FoldingTable {
    /// The folded scalar; nil where the scalar is dropped.
    static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let value = scalar.value
        if value < 0x80 {
            return value < 0x20 && value != 0x0A && value != 0x09 || value == 0x7F ? nil : scalar
        }
        if value <= 0xFFFF {
            let folded = table[Int(value)]
            return folded == 0 ? nil : Unicode.Scalar(folded)
        }
        switch value {
        case 0x1F51F: return FoldedText.listMark
        case 0x1F3FB...0x1F3FF, 0xE0000...0xE0FFF: return nil
        case 0x1F000...0x1FAFF: return FoldedText.emoji
        case 0x1D7CE...0x1D7FF: return Unicode.Scalar(0x30 + (value - 0x1D7CE) % 10)
        default: return scalar
        }
    }

    private static let table: [UInt16] = {
        var table = (0...0xFFFF).map { UInt16($0) }
        func set(_ range: ClosedRange<Int>, _ value: Unicode.Scalar?) {
            for index in range { table[index] = UInt16(value?.value ?? 0) }
        }
        func pairs(_ text: String) {
            let scalars = Array(text.unicodeScalars)
            for index in stride(from: 0, to: scalars.count - 1, by: 2) {
                table[Int(scalars[index].value)] = UInt16(scalars[index + 1].value)
            }
        }
        pairs(FoldingCharacters.traditional)
        pairs(FoldingCharacters.supplement)
        for (index, scalar) in FoldingCharacters.kangxi.unicodeScalars.enumerated() {
            table[0x2F00 + index] = UInt16(scalar.value)
        }
        for value in 0xFF01...0xFF5E { table[value] = UInt16(value - 0xFEE0) }
        pairs("。。｡。､、︰:﹕:∶:﹔;﹐,﹑、﹖?﹗!﹣-﹢+﹦=﹟#＿_〜~∼~˜~‒-–-—-―-‐-‑-−-➖-─-━-‘'’'“\"”\"〔[〕]〖【〗】﹝[﹞]○〇◯〇⁄/∕/⧸/㎏g")
        // Emoji, dingbats and arrows separate; the dashes and list marks among them are set after.
        set(0x2190...0x21FF, FoldedText.emoji)
        set(0x2300...0x23FF, FoldedText.emoji)
        set(0x2600...0x27BF, FoldedText.emoji)
        set(0x2B00...0x2BFF, FoldedText.emoji)
        set(0x2460...0x249B, FoldedText.listMark)
        set(0x24EA...0x24FF, FoldedText.listMark)
        set(0x2776...0x2793, FoldedText.listMark)
        set(0x3220...0x3229, FoldedText.listMark)
        set(0x3280...0x3289, FoldedText.listMark)
        for mark in "•●▪◆◇■□★☆▶►◦‣".unicodeScalars {
            table[Int(mark.value)] = UInt16(FoldedText.listMark.value)
        }
        // A → B hands over: an arrow that points on is kept as one.
        for arrow in [0x2192, 0x21D2, 0x2794, 0x279C, 0x27A1, 0x27A4, 0x279D, 0x279E] { table[arrow] = 0x3E }
        table[0x2796] = 0x2D
        set(0x0080...0x009F, nil)
        for space in "\u{A0}\u{1680}\u{202F}\u{205F}\u{3000}\u{2800}".unicodeScalars {
            table[Int(space.value)] = 0x20
        }
        set(0x2000...0x200A, " ")
        set(0x2028...0x2029, "\n")
        table[0x0085] = 0x0A
        set(0x200B...0x200F, nil)
        set(0x202A...0x202E, nil)
        set(0x2060...0x206F, nil)
        set(0xFE00...0xFE0F, nil)
        for dropped in [0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0xFEFF, 0xFFA0] {
            table[dropped] = 0
        }
        set(0xFFF0...0xFFFB, nil)
        return table
    }()
}

extension Unicode.Scalar {
    /// Whether it is an ASCII digit.
    var isDigit: Bool { value >= 0x30 && value <= 0x39 }
    /// Whether it is an ASCII letter.
    var isLetter: Bool { (value >= 0x41 && value <= 0x5A) || (value >= 0x61 && value <= 0x7A) }
    /// Whether it is a Chinese character.
    var isHan: Bool {
        (value >= 0x4E00 && value <= 0x9FFF) || (value >= 0x3400 && value <= 0x4DBF) || value == 0x3007
            || (value >= 0x20000 && value <= 0x323AF)
    }
    /// Whether it is a space or a tab.
    var isBlank: Bool { value == 0x20 || value == 0x09 }
}
