/// A JSON value whose objects keep the order in which their members came.
///
/// The simulator reads and writes JSON itself rather than through the daemon's library, so that neither side's
/// leniency (lost large integers, a `1` taken for `true`) can hide the other's mistake.
package enum SimJSON: Sendable, Equatable {
    /// One `"name": value` of an object.
    package struct Member: Sendable, Equatable {
        /// The member's name.
        package let name: String
        /// The member's value.
        package let value: SimJSON
    }

    case null
    case bool(Bool)
    /// A number without fraction or exponent that fits 64 bits: chat and user ids must survive whole.
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([SimJSON])
    case object([Member])

    /// The value of an object's member, nil where there is none or where this is no object.
    package subscript(name: String) -> SimJSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The element of an array, nil beyond its end or where this is no array.
    package subscript(index: Int) -> SimJSON? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The text of a string, nil for every other kind.
    package var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The whole number, nil for every other kind (also for `1.0`).
    package var integer: Int64? {
        guard case .integer(let integer) = self else { return nil }
        return integer
    }

    /// The number of either kind as a floating-point value.
    package var decimal: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }

    /// The truth value, nil for every other kind.
    package var truth: Bool? {
        guard case .bool(let truth) = self else { return nil }
        return truth
    }

    /// The elements of an array, nil for every other kind.
    package var elements: [SimJSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members of an object, nil for every other kind.
    package var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}

extension SimJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: SimJSON...) { self = .array(elements) }
    package init(nilLiteral: ()) { self = .null }
    package init(dictionaryLiteral elements: (String, SimJSON)...) {
        self = .object(elements.map { Member(name: $0.0, value: $0.1) })
    }

    /// An object of those pairs whose value is not nil.
    package static func sparse(_ pairs: [(String, SimJSON?)]) -> SimJSON {
        .object(pairs.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    /// A whole number.
    package static func whole(_ value: Int) -> SimJSON { .integer(Int64(value)) }

    /// An array of strings.
    package static func strings(_ values: [String]) -> SimJSON { .array(values.map { .string($0) }) }
}
