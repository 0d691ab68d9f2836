/// A value read from a JSON text, with where it stands there.
///
/// Reading is forgiving, because what a platform sends is not ours to correct: half surrogate pairs and bytes
/// that are not UTF-8 become U+FFFD, raw control characters pass, and a field of an unexpected type reads as
/// absent. Foundation's readers refuse a whole batch for one such character, and cannot give back the text of
/// one event as it came.
struct JSON: Sendable {
    /// What kind of value, and which.
    enum Content: Sendable {
        case null
        case bool(Bool)
        /// The number as written, so that ids beyond 2^53 keep all digits.
        case number(String)
        case string(String)
        case array([JSON])
        case object([String: JSON])
    }

    let content: Content
    /// The bytes of the text that it was read from.
    let range: Range<Int>

    /// The member of an object; nil where there is none or this is no object.
    subscript(_ name: String) -> JSON? {
        if case .object(let members) = content { members[name] } else { nil }
    }

    /// The members of an object.
    var object: [String: JSON]? { if case .object(let members) = content { members } else { nil } }

    /// The elements of an array.
    var array: [JSON]? { if case .array(let elements) = content { elements } else { nil } }

    /// The value of a string.
    var string: String? { if case .string(let text) = content { text } else { nil } }

    /// The value of a boolean.
    var bool: Bool? { if case .bool(let value) = content { value } else { nil } }

    /// The value of a number without a fraction.
    var integer: Int64? {
        guard case .number(let digits) = content else { return nil }
        return Int64(digits) ?? Double(digits).flatMap { Int64(exactly: $0) }
    }

    /// The value of a number.
    var number: Double? { if case .number(let digits) = content { Double(digits) } else { nil } }

    /// An identifier: a string that is not empty, or an integer, which some servers write for one.
    var identifier: String? {
        if let string { string.isEmpty ? nil : string } else { integer.map(String.init) }
    }
}
