/// A place of GB/T 2260, or a country or region.
public struct Place: Hashable, Sendable, Codable {
    /// The six-digit code at the deepest level that the text fixes; nil for a country.
    public var code: String?
    /// The full official chain (`黑龙江省哈尔滨市道里区`).
    public var name: String
    /// What the text said below the county, as typed.
    public var detail: String?

    /// Makes a place.
    public init(code: String?, name: String, detail: String? = nil) {
        self.code = code
        self.name = name
        self.detail = detail
    }

    /// Writes the canonical JSON, in which a country's code is null rather than absent.
    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: CodingKeys.self)
        try box.encode(code, forKey: .code)
        try box.encode(name, forKey: .name)
        try box.encodeIfPresent(detail, forKey: .detail)
    }
}

/// An amount of something: `50 个 口罩`.
public struct Item: Hashable, Sendable, Codable {
    /// What it is.
    public var item: String
    /// How much.
    public var amount: Double
    /// The unit as said; nil when none was said.
    public var unit: String?

    /// Makes an amount.
    public init(item: String, amount: Double, unit: String? = nil) {
        self.item = item
        self.amount = amount
        self.unit = unit
    }
}

/// The canonical value of a field, in the shapes that the report language's JSON has.
///
/// Days, times, phones, references and roster codes are strings in their canonical spelling; `day`, `when`, `ref`
/// and the like read them back.
public enum FieldValue: Hashable, Sendable {
    /// Text, a name, a phone, an identity number, a day, a time, a choice's code, a roster code or a reference.
    case string(String)
    /// A count.
    case integer(Int)
    /// A decimal.
    case decimal(Double)
    /// A yes or no.
    case boolean(Bool)
    /// Names, or the codes of several choices.
    case strings([String])
    /// Several decimals (temperatures).
    case decimals([Double])
    /// A place.
    indirect case place(Place)
    /// Amounts of things.
    case items([Item])

    /// The string, where it is one.
    public var string: String? { if case .string(let value) = self { value } else { nil } }
    /// The integer, where it is one.
    public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    /// The strings, where it is a list of them.
    public var strings: [String]? { if case .strings(let value) = self { value } else { nil } }
    /// The place, where it is one.
    public var place: Place? { if case .place(let value) = self { value } else { nil } }
    /// The day or moment, where the string is one.
    public var when: When? { string.flatMap { When(iso: $0) } }
    /// The reference, where the string is one.
    public var ref: Ref? { string.flatMap { Ref($0) } }
}

extension FieldValue: Codable {
    /// Reads a value from its canonical JSON.
    public init(from decoder: any Decoder) throws {
        let box = try decoder.singleValueContainer()
        if let value = try? box.decode(Bool.self) {  // a mismatch only means: the next shape
            self = .boolean(value)
        } else if let value = try? box.decode(Int.self) {  // as above
            self = .integer(value)
        } else if let value = try? box.decode(Double.self) {  // as above
            self = .decimal(value)
        } else if let value = try? box.decode(String.self) {  // as above
            self = .string(value)
        } else if let value = try? box.decode([Double].self) {  // as above
            self = value.isEmpty ? .strings([]) : .decimals(value)
        } else if let value = try? box.decode([String].self) {  // as above
            self = .strings(value)
        } else if let value = try? box.decode([Item].self) {  // as above
            self = .items(value)
        } else {
            self = .place(try box.decode(Place.self))
        }
    }

    /// Writes the canonical JSON.
    public func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        switch self {
        case .string(let value): try box.encode(value)
        case .integer(let value): try box.encode(value)
        case .decimal(let value): try box.encode(value)
        case .boolean(let value): try box.encode(value)
        case .strings(let value): try box.encode(value)
        case .decimals(let value): try box.encode(value)
        case .place(let value): try box.encode(value)
        case .items(let value): try box.encode(value)
        }
    }
}
