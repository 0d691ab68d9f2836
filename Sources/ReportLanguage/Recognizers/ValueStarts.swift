/// Which kinds of values can start with, or are told by, each character: one look at a position says which recognisers need
/// not be asked, which is mostly all of them.
struct ValueStarts: Sendable {
    /// Kinds of values, or marks that end one.
    struct Kinds: OptionSet, Sendable {
        let rawValue: UInt16

        /// An ASCII digit.
        static let digit = Kinds(rawValue: 1)
        /// An ASCII letter.
        static let letter = Kinds(rawValue: 1 << 1)
        /// `+`, `(` and `#` before digits and codes.
        static let sign = Kinds(rawValue: 1 << 2)
        /// A roster name.
        static let rosterName = Kinds(rawValue: 1 << 3)
        /// 村, with which a village's name ends.
        static let villageMark = Kinds(rawValue: 1 << 4)
        /// The words for a checkpoint, with which its name ends.
        static let checkpointMark = Kinds(rawValue: 1 << 5)
        /// A number plate.
        static let plate = Kinds(rawValue: 1 << 6)
        /// A Chinese numeral.
        static let numeral = Kinds(rawValue: 1 << 7)
        /// A date or a time.
        static let time = Kinds(rawValue: 1 << 8)
        /// A place.
        static let place = Kinds(rawValue: 1 << 9)
    }

    /// The kinds by scalar, up to the end of the Basic Multilingual Plane, in which all words of values lie.
    private let table: [Kinds]

    /// Works out what can start with each character.
    init(places: PlaceIndex, roster: RosterIndex) {
        table = (0..<0x10000).map { value in
            guard let scalar = Unicode.Scalar(UInt32(value)) else { return [] }
            if scalar.isDigit { return .digit }
            if scalar.isLetter { return .letter }
            guard value >= 0x3007 else { return scalar.isOne(of: "+(#") ? .sign : [] }
            var kinds: Kinds = []
            if roster.words.hasWord(startingWith: scalar) { kinds.insert(.rosterName) }
            if scalar == "村" { kinds.insert(.villageMark) }
            if scalar.isOne(of: "卡检关路防") { kinds.insert(.checkpointMark) }
            if scalar.isOne(of: PlateRecognizer.provinces) { kinds.insert(.plate) }
            if scalar.isOne(of: "十几俩仨廿卅半第幺洞百千") || Scan.chineseDigit(scalar) != nil {
                kinds.insert(.numeral)
            }
            if TimeWord.canStart(with: scalar) || scalar.isOne(of: "差过再") { kinds.insert(.time) }
            if places.canStart(with: scalar) { kinds.insert(.place) }
            return kinds
        }
    }

    /// What can start with a character.
    subscript(scalar: Unicode.Scalar) -> Kinds {
        scalar.value < 0x10000 ? table[Int(scalar.value)] : []
    }
}
