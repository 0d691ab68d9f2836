/// What was read and has no place in its field: a second train, a broken phone beside a good one. It is never thrown away.
extension EntryReader {
    /// A number of this many digits says something by itself.
    private static let shortestNumber = 5

    /// Whether a piece of text holds a number that may be somebody's.
    func isNumber(_ range: Range<Int>) -> Bool {
        range.count { scan.text.scalars[$0].isDigit } >= Self.shortestNumber
    }

    /// Keeps what a slot did not take, and what it gave up for something better: numbers of persons and vehicles, and
    /// whatever else is long enough to be one.
    mutating func keepRefused(_ found: Found, before: Slot, _ field: Int) {
        let isHard = [.phone, .idNumber, .vehicle].contains(fields[field].type)
        let slot = slots[field]
        if isHard || isNumber(found.range) {
            let isKept =
                switch found {
                case .value(let value, _):
                    slot.value == value || slot.value?.holds(value) == true
                        || slot.problem?.options?.contains(value) == true
                case .problem(let problem, _): slot.problem?.raw == problem.raw
                }
            if !isKept { refused.append(found.range) }
        }
        if let raw = before.problem?.raw, slot.problem?.raw != raw, let range = before.range,
            isHard || isNumber(range)
        {
            refused.append(range)
        }
    }
}

extension FieldValue {
    /// Whether a list or a text that grew holds what was added to it.
    fileprivate func holds(_ value: FieldValue) -> Bool {
        switch (self, value) {
        case (.strings(let all), .strings(let added)): added.allSatisfy(all.contains)
        case (.decimals(let all), .decimals(let added)): added.allSatisfy(all.contains)
        case (.items(let all), .items(let added)): added.allSatisfy(all.contains)
        case (.string(let all), .string(let added)): all.contains(added)
        case (.place, .place): true
        default: false
        }
    }
}
