/// What was read and has no place in its field: a second train, a broken phone beside a good one. It is never thrown away.
extension EntryReader {
    /// A number of this many digits says something by itself.
    private static let shortestNumber = 5

    /// Whether a piece of text holds a number that may be somebody's.
    func isNumber(_ range: Range<Int>) -> Bool {
        range.count { scan.text.scalars[$0].isDigit } >= Self.shortestNumber
    }

    /// Keeps what a slot did not take, and what it gave up for something better.
    mutating func keepRefused(_ found: Found, before: Slot, _ field: Int) {
        guard [.phone, .idNumber, .vehicle].contains(fields[field].type) else { return }
        let slot = slots[field]
        switch found {
        case .value(let value, let range):
            if slot.value != value, slot.problem?.options?.contains(value) != true { refused.append(range) }
        case .problem(let problem, let range):
            if slot.problem?.raw != problem.raw { refused.append(range) }
        }
        if let raw = before.problem?.raw, slot.problem?.raw != raw, let range = before.range {
            refused.append(range)
        }
    }
}
