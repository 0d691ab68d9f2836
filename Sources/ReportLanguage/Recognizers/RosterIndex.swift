/// The roster's villages, units, checkpoints and people, found by name, short name, code or a near miss.
///
/// A class, so that handing it around costs nothing; it never changes.
final class RosterIndex: Sendable {
    /// What a stretch of text says as a roster entry.
    enum Match: Sendable, Hashable {
        /// One entry's code.
        case one(String)
        /// Several that fit as well, in the roster's order.
        case several([String])
        /// None is near.
        case none
    }

    /// What a word of the trie is.
    enum Entry: Sendable, Hashable {
        case village(String, isFull: Bool)
        case hamlet(String)
        case unitName(String)
        case checkpoint(String)
        case person(ids: [String])
    }

    /// What a code of the roster stands for, where somebody writes from or whom it belongs to.
    struct Standing: Sendable {
        /// The village that it is or lies in; nil for the township and its own checkpoints.
        var village: String?
        /// Whether it is a unit's.
        var isUnit = false
        /// Whether it is a checkpoint's.
        var isCheckpoint = false
    }

    /// A village or checkpoint with its name without 村 or 卡口.
    struct Stem: Sendable {
        var code: String
        var scalars: [Unicode.Scalar]
    }

    let homophones: Homophones
    let words: ScalarTrie<Entry>
    let villages: [Stem]
    let checkpoints: [Stem]
    private let units: [(unit: RosterNames.Unit, number: Int?)]
    private let places: [String: String]
    private let codes: [String: Candidate.Kind]
    /// The township's code.
    let township: String
    /// The township's name and code as folded, in upper case.
    let townshipNames: [[Unicode.Scalar]]
    private let peopleByName: [String: [String]]
    private let senders: [String: (place: String?, phone: String?)]
    private let standings: [String: Standing]

    /// Builds the index.
    init(_ roster: RosterNames, homophones: Homophones) {
        var words: [(String, Entry)] = []
        var places: [String: String] = [:]
        var codes: [String: Candidate.Kind] = [:]
        func add(_ word: String, _ entry: Entry) {
            if !word.isEmpty { words.append((word, entry)) }
        }
        var villages: [Stem] = []
        for village in roster.villages {
            let stem = Self.stem(village.name, Self.villageSuffixes)
            villages.append(Stem(code: village.code, scalars: Array(stem.unicodeScalars)))
            add(village.name, .village(village.code, isFull: true))
            if stem != village.name { add(stem, .village(village.code, isFull: false)) }
            places[village.code] = village.code
            codes[village.code] = .village(village.code)
        }
        for hamlet in Set(roster.villages.flatMap(\.hamlets) + roster.units.compactMap(\.hamlet)) {
            add(hamlet, .hamlet(hamlet))
        }
        for unit in roster.units {
            places[unit.code] = unit.village
            codes[unit.code] = .unit(UnitMention(village: unit.village, code: unit.code))
        }
        for name in Set(roster.units.map(\.name)) where Self.unitNumber(name) == nil {
            add(name, .unitName(name))
        }
        var checkpoints: [Stem] = []
        for checkpoint in roster.checkpoints {
            let stem = Self.stem(checkpoint.name, Self.checkpointSuffixes)
            checkpoints.append(Stem(code: checkpoint.code, scalars: Array(stem.unicodeScalars)))
            add(stem, .checkpoint(checkpoint.code))
            places[checkpoint.code] = checkpoint.place
            codes[checkpoint.code] = .checkpoint([checkpoint.code])
        }
        var people: [String: [String]] = [:]
        for person in roster.people { people[person.name, default: []].append(person.id) }
        for (name, ids) in people where name.unicodeScalars.count >= 2 { add(name, .person(ids: ids)) }
        self.homophones = homophones
        self.words = ScalarTrie(words)
        self.villages = villages
        self.checkpoints = checkpoints
        units = roster.units.map { ($0, Self.unitNumber($0.name)) }
        self.places = places
        self.codes = codes
        township = roster.township.code
        townshipNames = [roster.township.name, roster.township.code].filter { !$0.isEmpty }.map {
            FoldedText($0).scalars.map(\.upper)
        }
        peopleByName = people
        senders = Dictionary(roster.people.map { ($0.id, ($0.place, $0.phone)) }) { first, _ in first }
        let standings = Set(places.keys).union(codes.keys).map { code in
            var standing = Standing(village: places[code].flatMap { places[$0] })
            switch codes[code] {
            case .unit: standing.isUnit = true
            case .checkpoint: standing.isCheckpoint = true
            default: break
            }
            return (code, standing)
        }
        self.standings = Dictionary(uniqueKeysWithValues: standings)
    }

    /// What people put after a village's name.
    static let villageSuffixes = ["村委会", "行政村", "社区", "村"]

    /// What people put after a checkpoint's name, right or misheard.
    static let checkpointSuffixes = [
        "防疫卡口", "防疫卡点", "检查卡点", "检查站", "检查点", "卡口", "卡点", "卡扣", "卡子", "关卡", "路卡",
    ]

    private static func stem(_ name: String, _ suffixes: [String]) -> String {
        guard let suffix = suffixes.first(where: { name.hasSuffix($0) && name.count > $0.count }) else {
            return name
        }
        return String(name.dropLast(suffix.count))
    }

    /// The number of `3组`; nil for a unit with another name.
    private static func unitNumber(_ name: String) -> Int? {
        UnitName.read(in: Scan(scalars: Array(name.unicodeScalars)), at: 0).map(\.number)
    }

    // MARK: Codes and people

    /// What a roster code stands for.
    func entry(code: String) -> Candidate.Kind? { codes[code] }

    /// The village of a village itself, a unit, or a checkpoint; nil for the township's own checkpoints.
    func village(of place: String) -> String? { places[place].flatMap { places[$0] } }

    /// What a code stands for; nil where the roster has it not.
    func standing(of code: String) -> Standing? { standings[code] }

    /// The place of a person's role, and their own phone; nil where the roster has no such person.
    func sender(id: String) -> (place: String?, phone: String?)? { senders[id] }

    /// The ids of the people with exactly this name.
    func people(named name: String) -> [String] { peopleByName[name] ?? [] }

    // MARK: Units

    /// The unit that a mention means; `village`: the village that the chat or the sender fixes.
    func unit(_ mention: UnitMention, village: String?) -> Match {
        if let code = mention.code {
            if case .unit = codes[code] { return .one(code) }
            return .none
        }
        let number = mention.name.flatMap { Self.unitNumber($0) }
        let village = mention.village ?? village
        let fitting = units.indices.filter { index in
            if let village, units[index].unit.village != village { return false }
            if let hamlet = mention.hamlet, units[index].unit.hamlet != hamlet { return false }
            guard let name = mention.name else { return true }
            return number != nil && units[index].number == number || units[index].unit.name == name
        }
        return Self.match(fitting.map { units[$0].unit.code })
    }

    static func match(_ codes: [String]) -> Match {
        codes.count > 1 ? .several(codes) : codes.first.map { .one($0) } ?? .none
    }

    /// Which of several checkpoints a chat's or a sender's place means: itself, or the only one of its village.
    func narrow(_ codes: [String], place: String?) -> Match {
        guard codes.count > 1, let place else { return Self.match(codes) }
        if codes.contains(place) { return .one(place) }
        let village = village(of: place)
        let near = codes.filter { village != nil && places[$0] == village || places[$0] == place }
        return near.count == 1 ? .one(near[0]) : .several(codes)
    }
}

/// A unit's name that is a number: `3组`, `三队`, `第3小组`.
enum UnitName {
    /// The number and where the name ends.
    static func read(in scan: Scan, at index: Int) -> (number: Int, end: Int)? {
        let start = scan[index] == "第" ? index + 1 : index
        guard let numeral = scan.numeral(at: start), !numeral.isVague, !numeral.isSpelled,
            (1...99).contains(numeral.value),
            !scan.isOne(of: "两俩仨", at: start), numeral.isChinese || numeral.end - start <= 2
        else { return nil }
        var mark = numeral.end
        guard scan.isOne(of: "组队村居生小 ", at: mark) else { return nil }
        for word in ["村民小", "居民小", "村民", "生产", "小", " "] where mark == numeral.end && scan.has(word, at: mark)
        {
            mark += word.unicodeScalars.count
        }
        guard scan.isOne(of: "组队", at: mark), !scan.isOne(of: "织合成建员伍列", at: mark + 1) else { return nil }
        return (numeral.value, mark + 1)
    }
}
