import ReportLanguage

/// The long runs of digits of a text, which a report may never lose: a phone number that is thrown away is a person who is
/// not called back.
struct DigitRuns {
    /// Shorter runs are list numbers, amounts and days, which come out as something else.
    static let shortest = 5

    /// The runs of `shortest` digits and more, full-width ones as ASCII.
    let runs: [[UInt8]]

    init(_ text: String) {
        runs = Self.runs(text)
    }

    /// The runs of which `shortest` digits in a row or more are in no value and no problem.
    ///
    /// A run may come out in pieces (an identity number with a phone glued to it).
    func lost(from reports: [Report]) -> [String] {
        guard !runs.isEmpty else { return [] }
        var kept: Set<[UInt8]> = []
        for digits in reports.flatMap(\.digits) where digits.count >= Self.shortest {
            for start in 0...(digits.count - Self.shortest) {
                kept.insert(Array(digits[start..<start + Self.shortest]))
            }
        }
        return runs.filter { run in
            var isKept = Array(repeating: false, count: run.count)
            for start in 0...(run.count - Self.shortest)
            where kept.contains(Array(run[start..<start + Self.shortest])) {
                for index in start..<start + Self.shortest { isKept[index] = true }
            }
            return isKept.split(separator: true).contains { $0.count >= Self.shortest }
        }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func runs(_ text: String) -> [[UInt8]] {
        var runs: [[UInt8]] = []
        var current: [UInt8] = []
        for scalar in text.unicodeScalars {
            if let digit = digit(scalar) {
                current.append(digit)
            } else {
                runs.append(current)
                current = []
            }
        }
        // Zeros in front say nothing of an amount, and it comes out without them.
        return (runs + [current]).map { Array($0.drop { $0 == 0x30 }) }.filter { $0.count >= shortest }
    }

    /// The ASCII digit that a scalar is, or is the full-width form of.
    static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x30...0x39: UInt8(scalar.value)
        case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10 + 0x30)
        default: nil
        }
    }
}

extension Report {
    /// The digits of each value and each problem.
    fileprivate var digits: [[UInt8]] {
        let told =
            fields.values.flatMap(\.texts)
            + problems.flatMap { [$0.raw ?? ""] + ($0.options ?? []).flatMap(\.texts) }
        return told.map { $0.unicodeScalars.compactMap(DigitRuns.digit) }
    }
}

extension FieldValue {
    /// What it says, as text.
    fileprivate var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .integer(let number): [String(number)]
        case .decimal(let number): [String(number)]
        case .boolean: []
        case .strings(let texts): texts
        case .decimals(let numbers): numbers.map { String($0) }
        case .place(let place): [place.name, place.detail ?? ""]
        case .items(let items): items.flatMap { [$0.item, String($0.amount), $0.unit ?? ""] }
        }
    }
}
