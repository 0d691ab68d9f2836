/// Divisions, countries and nicknames, found by their names in a text.
///
/// A class, so that handing it around costs nothing; it never changes.
///
/// One trie of all names over scalars. A place is a chain of names, each level inside the one before (哈尔滨道里,
/// 佳木斯桦南); inside a level that is certain the names of its parts may have a wrong or a homophone character.
final class PlaceIndex: Sendable {
    /// What a stretch of text says as a place.
    enum Reading: Sendable, Hashable {
        /// One place.
        case certain(Place)
        /// Several, in the order of their codes.
        case ambiguous([Place])
    }

    /// What a name stands for.
    struct Name: Sendable, Hashable {
        /// The division, or the country's number after the divisions.
        var entry: Int
        /// Whether it is the name with its suffix (道里区), not the short one (道里).
        var isFull: Bool
        /// Whether it is out of use or a nickname.
        var isAlias = false
    }

    let table: DivisionTable
    let homophones: Homophones
    let names: ScalarTrie<Name>
    /// Townships, each with its county.
    let townships: ScalarTrie<Int>
    /// The divisions inside each division, at any depth, with their spellings.
    let spellings: Spellings
    /// For each province by the first two digits of its code, where its spellings lie in `spellings`.
    let provinces: [[Int]]
    /// Spellings of three characters and more by the main readings of their characters.
    let bySound: ScalarTrie<Int>
    private let namePairs: PairFilter
    let soundPairs: PairFilter

    /// Builds the index.
    init(tables: ReferenceTables, homophones: Homophones) {
        let table = DivisionTable(divisions: tables.divisions, retired: tables.retiredDivisions)
        var names: [(String, Name)] = []
        var bySound: [(word: [Unicode.Scalar], value: Int)] = []
        var spellings: [Spellings.Spelling] = []
        var provinces: [[Int]] = Array(repeating: [], count: 100)
        func add(_ text: String, _ name: Name) {
            let scalars = Array(text.unicodeScalars)
            names.append((text, name))
            guard name.entry < table.divisions.count, !name.isAlias else { return }
            provinces[table.divisions[name.entry].province].append(spellings.count)
            if scalars.count >= 3 {
                bySound.append((scalars.map { Self.sound(homophones.reading($0)) }, spellings.count))
            }
            spellings.append(Spellings.Spelling(scalars: scalars, name: name))
        }
        for (index, division) in table.divisions.enumerated() {
            add(division.name, Name(entry: index, isFull: true))
            if division.short != division.name { add(division.short, Name(entry: index, isFull: false)) }
        }
        for (text, division) in table.aliases {
            names.append((text, Name(entry: division, isFull: true, isAlias: true)))
            let short = DivisionTable.short(text)
            if short != text, short != table.divisions[division].short {
                names.append((short, Name(entry: division, isFull: false, isAlias: true)))
            }
        }
        for (text, division) in table.nicknames {
            names.append((text, Name(entry: division, isFull: true)))
        }
        for (text, code) in Countries.regions {
            guard let division = table.index(code: code) else { continue }
            names.append((text, Name(entry: division, isFull: true)))
        }
        for (number, spellings) in Countries.names.enumerated() {
            for text in spellings {
                names.append((text, Name(entry: table.divisions.count + number, isFull: true)))
            }
        }
        townships = Self.townships(tables.townships, in: table)
        self.table = table
        self.homophones = homophones
        self.names = ScalarTrie(names)
        self.bySound = ScalarTrie(bySound)
        namePairs = PairFilter(names.lazy.map { Array($0.0.unicodeScalars) })
        soundPairs = PairFilter(bySound.lazy.map(\.word))
        self.spellings = Spellings(spellings, homophones: homophones)
        self.provinces = provinces
    }

    /// The main reading of a character as a scalar; a blank for what is none.
    func sound(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.isHan ? Self.sound(homophones.reading(scalar)) : " "
    }

    /// A reading as a scalar, so that the trie can hold sounds.
    static func sound(_ reading: UInt16) -> Unicode.Scalar {
        Unicode.Scalar(UInt16(0x100 + Int(reading))) ?? " "
    }

    /// The place with which `range` begins, and where it ends; nil where nothing there is a place.
    ///
    /// With homophones and near misses, as a slot for a place allows.
    func read(_ text: FoldedText, _ range: Range<Int>) -> (reading: Reading, end: Int)? {
        let scan = Scan(scalars: text.scalars, end: range.upperBound)
        let start = scan.skippingBlanks(range.lowerBound, limit: 4)
        guard let chain = chain(in: scan, at: start, isSlot: true),
            let reading = reading(of: chain.names)
        else { return nil }
        return (reading, chain.end)
    }

    /// Whether the name of a place can start with a character, or what sounds like one.
    func canStart(with scalar: Unicode.Scalar) -> Bool {
        names.hasWord(startingWith: scalar)
            || scalar.isHan && bySound.hasWord(startingWith: Self.sound(homophones.reading(scalar)))
    }

    /// Whether the name of a place can start at `index`: no name has one character only, and two tell nearly always.
    func canStart(in scan: Scan, at index: Int) -> Bool {
        namePairs.mayBegin(scan[index], scan[index + 1])
            || soundPairs.mayBegin(sound(scan[index]), sound(scan[index + 1]))
    }

    /// The place that is named at `index` of free text.
    func candidate(in scan: Scan, at index: Int) -> Candidate? {
        guard let chain = chain(in: scan, at: index, isSlot: false),
            let reading = reading(of: chain.names)
        else { return nil }
        let kind: Candidate.Kind
        switch reading {
        case .certain(let place): kind = .place(place)
        case .ambiguous(let places): kind = .ambiguousPlace(places)
        }
        return Candidate(
            range: index..<chain.end, kind: kind, isRepaired: chain.isRepaired,
            isWeak: isWeak(chain, in: scan, at: index))
    }

    /// A lone short name of a county (方正, 和平) is also a word, and so are 城区 and 郊区.
    private func isWeak(_ chain: Chain, in scan: Scan, at index: Int) -> Bool {
        guard chain.levels == 1, chain.end - index == 2 else { return false }
        return chain.names.allSatisfy {
            $0.entry < table.divisions.count && table.divisions[$0.entry].level == 3
        }
            && (chain.names.contains { !$0.isFull } || scan.isOne(of: "城郊矿新", at: index))
    }

    /// The reading of the names that a text fits: the highest level of them, where that is one place.
    private func reading(of names: [Name]) -> Reading? {
        var entries: [Int] = []
        for name in names where !entries.contains(name.entry) { entries.append(name.entry) }
        guard let first = entries.first else { return nil }
        if first >= table.divisions.count {
            return .certain(Place(code: nil, name: Countries.names[first - table.divisions.count][0]))
        }
        if entries.count == 1 { return .certain(table.place(first)) }
        // A short name of a province or prefecture beats a county's; but 朝阳 is as often the district of Beijing.
        if names.contains(where: { !$0.isFull }), table.divisions[first].short != "朝阳" {
            for level in 1...2 {
                let higher = entries.filter { table.divisions[$0].level == level }
                if higher.count == 1 { return .certain(table.place(higher[0])) }
            }
        }
        // A place and one inside it: the name fixes the outer one only.
        entries = entries.filter { inner in !entries.contains { $0 != inner && table.isInside(inner, $0) } }
        entries.sort { table.divisions[$0].code < table.divisions[$1].code }
        if entries.count == 1 { return .certain(table.place(entries[0])) }
        return .ambiguous(entries.map { table.place($0) })
    }
}
