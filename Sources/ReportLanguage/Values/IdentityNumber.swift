/// The check of an identity number of 18 characters (GB 11643-1999).
///
/// The area is not checked against the table of divisions: codes go out of use, and a number issued under one stays valid.
enum IdentityNumber {
    /// What fails, in the order of checking.
    enum Failure: Sendable, Hashable {
        /// Not 17 digits and a digit or X.
        case shape
        /// The first two digits are no province.
        case province
        /// Characters 7 to 14 are no day.
        case birthDate
        /// The last character does not match.
        case checksum
    }

    /// What is wrong with a number of ASCII characters, upper case; nil where it is valid.
    static func failure(of characters: some Collection<UInt8>) -> Failure? {
        let bytes = Array(characters)
        guard bytes.count == 18, bytes[..<17].allSatisfy({ (48...57).contains($0) }),
            (48...57).contains(bytes[17]) || bytes[17] == UInt8(ascii: "X")
        else { return .shape }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
        guard isProvince(number(0..<2)) else { return .province }
        let year = number(6..<10)
        guard (1850...2100).contains(year),
            CalendarDay(year: year, month: number(10..<12), day: number(12..<14)) != nil
        else { return .birthDate }
        let sum = zip(bytes, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
        return checks[sum % 11] == bytes[17] ? nil : .checksum
    }

    /// Whether two digits start the code of a province, of Hong Kong, Macao or Taiwan, or of a foreigner's permit.
    static func isProvince(_ code: Int) -> Bool {
        switch code {
        case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83, 90...99: true
        default: false
        }
    }

    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let checks = Array("10X98765432".utf8)
}
