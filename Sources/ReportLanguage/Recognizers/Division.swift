/// One division of GB/T 2260 in force, with what its names are.
struct Division: Sendable {
    /// The six-digit code.
    var code: String
    /// The official name, `道里区`.
    var name: String
    /// The index of the division that it lies in; nil for a province.
    var parent: Int?
    /// 1 province, 2 prefecture, 3 county.
    var level: Int
    /// The names of all levels, `黑龙江省哈尔滨市道里区`.
    var chain: String
    /// The name without its suffix and its peoples, `道里`; at least two characters.
    var short: String

    /// The first two digits of its code, which are its province's.
    var province: Int { code.utf8.prefix(2).reduce(0) { $0 * 10 + Int($1) - 48 } }
}

/// All divisions, and which old names and nicknames stand for which.
struct DivisionTable: Sendable {
    /// The divisions, in the order of the table.
    private(set) var divisions: [Division] = []
    private var byCode: [String: Int] = [:]
    /// Names out of use, each with the division that it stands for now.
    private(set) var aliases: [(name: String, division: Int)] = []

    /// Reads the tables.
    init(divisions: String, retired: String) {
        for columns in TableRows(divisions) {
            guard columns.count >= 4, columns[0].utf8.count == 6, let level = Int(columns[3]) else {
                continue
            }
            add(code: String(columns[0]), name: String(columns[1]), parent: String(columns[2]), level: level)
        }
        // Districts of Daxing'anling that the civil-affairs table does not have (statistics codes).
        for (code, name) in [("232761", "加格达奇区"), ("232762", "松岭区"), ("232763", "新林区"), ("232764", "呼中区")]
        where byCode[code] == nil {
            add(code: code, name: name, parent: "232700", level: 3)
        }
        addRetired(retired)
    }

    /// What people call cities, each with the division that it stands for.
    var nicknames: [(name: String, division: Int)] {
        Self.nicknameCodes.compactMap { name, code in byCode[code].map { (name, $0) } }
    }

    /// The division of a code in force.
    func index(code: String) -> Int? { byCode[code] }

    /// Whether a division lies in another, or is it.
    func isInside(_ inner: Int, _ outer: Int) -> Bool {
        var division: Int? = inner
        while let index = division {
            if index == outer { return true }
            division = divisions[index].parent
        }
        return false
    }

    /// The place that a division is.
    func place(_ index: Int) -> Place { Place(code: divisions[index].code, name: divisions[index].chain) }

    private mutating func add(code: String, name: String, parent: String, level: Int) {
        let parent = byCode[parent]
        byCode[code] = divisions.count
        let chain = (parent.map { divisions[$0].chain } ?? "") + name
        divisions.append(
            Division(
                code: code, name: name, parent: parent, level: level, chain: chain, short: Self.short(name)))
    }

    // MARK: Old names

    private mutating func addRetired(_ table: String) {
        var records: [(code: String, name: String)] = []
        var successors: [String: [String]] = [:]
        for columns in TableRows(table) {
            guard columns.count >= 7, columns[0].utf8.count == 6 else { continue }
            let code = String(columns[0])
            records.append((code, String(columns[1])))
            // The year behind a successor, [2014], is when it took over.
            successors[code, default: []] += columns[6].utf8.split(separator: UInt8(ascii: ";")).compactMap {
                String($0.prefix(6))
            }
        }
        for (code, name) in records {
            guard let division = successor(of: code, name: name, successors), divisions[division].name != name
            else {
                continue
            }
            aliases.append((name, division))
        }
    }

    /// The division that took over from one out of use: the one that still has its code (襄樊市), the only one, or of
    /// several the one that kept the name (呼兰县).
    private func successor(of code: String, name: String, _ successors: [String: [String]]) -> Int? {
        let stem = Self.short(name)
        var current = code
        // Codes were changed a few times at most; a circle in the table must not hold us.
        for _ in 0..<8 {
            if let division = byCode[current], current != code || code.hasSuffix("00") { return division }
            let next = successors[current] ?? []
            let namesakes = next.filter { byCode[$0].map { divisions[$0].short == stem } ?? false }
            if namesakes.count == 1, let division = byCode[namesakes[0]] { return division }
            guard next.count == 1, next[0] != current else { return nil }
            current = next[0]
        }
        return nil
    }

    private static let nicknameCodes: [(String, String)] = [
        ("哈市", "230100"), ("冰城", "230100"), ("齐市", "230200"), ("鹤城", "230200"), ("牡市", "231000"),
        ("佳市", "230800"),
        ("油城", "230600"), ("加区", "232761"), ("杜蒙", "230624"), ("黑省", "230000"), ("首都", "110000"),
        ("帝都", "110000"), ("京城", "110000"), ("魔都", "310000"), ("申城", "310000"), ("羊城", "440100"),
        ("穗城", "440100"), ("鹏城", "440300"), ("蓉城", "510100"), ("山城", "500000"), ("津门", "120000"),
        ("泉城", "370100"),
        ("岛城", "370200"), ("榕城", "350100"), ("鹭岛", "350200"), ("星城", "430100"), ("杭城", "330100"),
        ("甬城", "330200"),
        ("沈城", "210100"), ("滨城", "210200"), ("莫旗", "150722"), ("内蒙", "150000"), ("前郭", "220721"),
        ("浦东新", "310115"), ("满州里", "150781"), ("梅里斯", "230208"), ("富区", "230206"), ("昂区", "230205"),
        ("林都", "230700"), ("雪城", "231000"), ("呼盟", "150700"), ("哲盟", "150500"), ("昭盟", "150400"),
    ]

    // MARK: Short names

    private static let suffixes = [
        "特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "矿区", "新区", "省", "市", "盟", "州", "县", "区", "旗",
    ]

    private static let peoples = [
        "维吾尔族", "维吾尔", "哈萨克族", "哈萨克", "柯尔克孜族", "柯尔克孜", "蒙古族", "蒙古", "朝鲜族", "土家族", "达斡尔族", "鄂温克族",
        "鄂伦春族", "布依族", "哈尼族", "傈僳族", "景颇族", "拉祜族", "保安族", "东乡族", "撒拉族", "纳西族", "仡佬族", "仫佬族",
        "毛南族", "塔吉克族", "塔吉克", "锡伯族", "锡伯", "普米族", "布朗族", "裕固族", "壮族", "回族", "藏族", "苗族", "侗族", "瑶族", "彝族",
        "白族", "傣族", "黎族", "满族", "畲族", "土族", "羌族", "怒族", "佤族", "独龙族", "水族", "各族",
    ]

    private static let suffixScalars = suffixes.map { Array($0.unicodeScalars) }
    private static let peopleScalars = peoples.map { Array($0.unicodeScalars) }

    /// `道里` of 道里区, `前郭尔罗斯` of 前郭尔罗斯蒙古族自治县; the name itself where nothing would be left.
    static func short(_ name: String) -> String {
        var stem = Array(name.unicodeScalars)[...]
        func ends(with suffix: [Unicode.Scalar]) -> Bool {
            stem.count >= suffix.count + 2 && stem.suffix(suffix.count) == suffix[...]
        }
        guard let suffix = suffixScalars.first(where: { ends(with: $0) }) else { return name }
        stem = stem.dropLast(suffix.count)
        // Only the names of autonomous divisions bear their peoples; 内蒙古 is a name of its own.
        let isAutonomous = suffix[0] == "自" && stem.first != "内"
        while isAutonomous, let people = peopleScalars.first(where: { ends(with: $0) }) {
            stem = stem.dropLast(people.count)
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: stem)
        return String(view)
    }
}
