/// The spellings of divisions, with their first two characters side by side: in one fast pass over these falls out what
/// can be no near miss, which is nearly all.
struct Spellings: Sendable {
    /// One spelling of a division.
    struct Spelling: Sendable {
        /// Its characters.
        var scalars: [Unicode.Scalar]
        /// What it stands for.
        var name: PlaceIndex.Name
    }

    /// The first two characters of a spelling with their readings.
    private struct Head: Sendable {
        var first: Unicode.Scalar
        var second: Unicode.Scalar
        var firstReadings: Homophones.Readings
        var secondReadings: Homophones.Readings

        /// Whether a spelling that begins so can be `typed` with one wrong or missing character, or with homophones only.
        func isNear(_ typed: Head) -> Bool {
            first == typed.first || second == typed.second || second == typed.first
                || firstReadings.sharesOne(with: typed.firstReadings)
                    && secondReadings.sharesOne(with: typed.secondReadings)
        }
    }

    private let all: [Spelling]
    private let heads: [Head]
    private let homophones: Homophones
    /// The spellings by their first character, by their second, and by the readings of their first.
    private let byFirst: [Unicode.Scalar: [Int]]
    private let bySecond: [Unicode.Scalar: [Int]]
    private let byFirstReading: [UInt16: [Int]]

    /// Lays out spellings of two characters and more.
    init(_ spellings: [Spelling], homophones: Homophones) {
        all = spellings
        let heads = spellings.map {
            Self.head($0.scalars[0], $0.scalars.count > 1 ? $0.scalars[1] : " ", homophones)
        }
        byFirst = Dictionary(grouping: heads.indices) { heads[$0].first }
        bySecond = Dictionary(grouping: heads.indices) { heads[$0].second }
        var byFirstReading: [UInt16: [Int]] = [:]
        for (number, head) in heads.enumerated() {
            let readings = head.firstReadings
            if readings.main != 0 { byFirstReading[readings.main, default: []].append(number) }
            if readings.other != 0 { byFirstReading[readings.other, default: []].append(number) }
        }
        self.byFirstReading = byFirstReading
        self.heads = heads
        self.homophones = homophones
    }

    /// The spelling of that number.
    subscript(number: Int) -> Spelling { all[number] }

    /// The numbers of the spellings, among those given, that can be near to what begins with these two characters.
    func near(
        _ first: Unicode.Scalar, _ second: Unicode.Scalar, among numbers: some Sequence<Int>
    ) -> [Int] {
        let typed = Self.head(first, second, homophones)
        var found: [Int] = []
        for number in numbers where heads[number].isNear(typed) { found.append(number) }
        return found
    }

    /// The numbers of all spellings that can be near to what begins with these two characters, in no order, some twice.
    func near(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> [Int] {
        let typed = Self.head(first, second, homophones)
        var found = (byFirst[first] ?? []) + (bySecond[second] ?? []) + (bySecond[first] ?? [])
        for reading in [typed.firstReadings.main, typed.firstReadings.other] where reading != 0 {
            for number in byFirstReading[reading] ?? [] where heads[number].isNear(typed) {
                found.append(number)
            }
        }
        return found
    }

    private static func head(
        _ first: Unicode.Scalar, _ second: Unicode.Scalar, _ homophones: Homophones
    ) -> Head {
        Head(
            first: first, second: second, firstReadings: homophones.readings(first),
            secondReadings: homophones.readings(second))
    }
}
