/// Which characters sound alike without their tones, for typing errors of the pinyin keyboard.
///
/// For roster names and divisions only: a person's name is never changed.
struct Homophones: Sendable {
    private var first: [UInt16]
    private var second: [UInt16]
    private var fuzzy: [UInt16]

    /// The readings of common characters and of those in the table of division stems.
    init(stems: String) {
        var ids: [Substring: UInt16] = [:]
        var names: [Substring] = [""]
        var first = [UInt16](repeating: 0, count: 0x5200)
        var second = first
        func add(_ scalar: Unicode.Scalar, _ syllable: Substring) {
            guard let index = Self.index(scalar) else { return }
            let id = ids[syllable] ?? UInt16(names.count)
            if ids[syllable] == nil {
                ids[syllable] = id
                names.append(syllable)
            }
            if first[index] == 0 {
                first[index] = id
            } else if first[index] != id, second[index] == 0 {
                second[index] = id
            }
        }
        for group in HomophoneCharacters.table.utf8.split(separator: UInt8(ascii: " ")) {
            let syllable = group.prefix { $0 < 0x80 }
            for scalar in Substring(group[syllable.endIndex...]).unicodeScalars {
                add(scalar, Substring(syllable))
            }
        }
        for columns in TableRows(stems) where columns.count >= 2 {
            let syllables = columns[1].utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
            let scalars = Array(columns[0].unicodeScalars)
            guard syllables.count == scalars.count else { continue }
            for (scalar, syllable) in zip(scalars, syllables) { add(scalar, syllable) }
        }
        var merged: [String: UInt16] = [:]
        fuzzy = names.enumerated().map { index, name in
            let key = Self.merged(name)
            let id = merged[key] ?? UInt16(index)
            merged[key] = id
            return id
        }
        self.first = first
        self.second = second
    }

    /// The main reading of a character as a number; 0 where it is not known.
    func reading(_ scalar: Unicode.Scalar) -> UInt16 {
        Self.index(scalar).map { first[$0] } ?? 0
    }

    /// How far one character is from another: 0 the same, 1 sounding alike, 2 alike for those who do not tell zh from z
    /// or ing from in, 4 another character.
    func distance(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Int {
        if left == right { return 0 }
        let (lefts, rights) = (readings(left), readings(right))
        if lefts.sharesOne(with: rights) { return 1 }
        return fuzzy(lefts).sharesOne(with: fuzzy(rights)) ? 2 : 4
    }

    /// The readings of a character as numbers.
    func readings(_ scalar: Unicode.Scalar) -> Readings {
        Self.index(scalar).map { Readings(main: first[$0], other: second[$0]) } ?? Readings()
    }

    private func fuzzy(_ readings: Readings) -> Readings {
        Readings(main: fuzzy[Int(readings.main)], other: fuzzy[Int(readings.other)])
    }

    /// One or two readings; 0 is none.
    struct Readings: Sendable {
        var main: UInt16 = 0
        var other: UInt16 = 0

        /// Whether a character with these can sound like one with those.
        func sharesOne(with those: Readings) -> Bool {
            main != 0 && (main == those.main || main == those.other)
                || other != 0 && (other == those.main || other == those.other)
        }
    }

    /// How far a typed name is from an entry's: 0 the same; 1 or 2 one character sounds alike; 4 one wrong character; 5
    /// one character is missing or too many; nil further.
    func distance(typed: ArraySlice<Unicode.Scalar>, name: [Unicode.Scalar]) -> Int? {
        if typed.count == name.count {
            var total = 0
            var wrong = 0
            for (left, right) in zip(typed, name) {
                if left == right { continue }
                total = max(total, distance(left, right))
                wrong += 1
                if wrong > 1, total > 1 { return nil }
            }
            if wrong == 0 { return 0 }
            // Several homophones still sound like the name; any other error may occur once.
            if wrong == 1 || (total == 1 && wrong < name.count) { return total }
            return nil
        }
        guard typed.count + 1 == name.count, typed.count >= 2 else { return nil }
        // Up to the missing character both are the same, and behind it.
        var position = typed.startIndex
        while position < typed.endIndex, typed[position] == name[position - typed.startIndex] {
            position += 1
        }
        let missing = position - typed.startIndex
        return typed[position...].elementsEqual(name[(missing + 1)...]) ? 5 : nil
    }

    private static func index(_ scalar: Unicode.Scalar) -> Int? {
        scalar.value >= 0x4E00 && scalar.value <= 0x9FFF ? Int(scalar.value) - 0x4E00 : nil
    }

    private static func merged(_ syllable: Substring) -> String {
        var text = String(syllable)
        if text.hasPrefix("zh") || text.hasPrefix("ch") || text.hasPrefix("sh") {
            text.remove(at: text.index(after: text.startIndex))
        }
        if text.hasSuffix("ng"), !text.hasSuffix("ong") { text.removeLast() }
        return text
    }
}
