/// A set of the fields of one form, by their indices.
struct FieldSet: Sequence, IteratorProtocol, Hashable, Sendable {
    private var bits: UInt64 = 0

    /// The empty set.
    init() {}

    /// The set of the fields that fit.
    init(_ fields: some Sequence<Int>) { for field in fields { insert(field) } }

    var isEmpty: Bool { bits == 0 }

    /// How many fields it has.
    var count: Int { bits.nonzeroBitCount }

    /// The field that stands first in the form.
    var first: Int? { bits == 0 ? nil : bits.trailingZeroBitCount }

    func contains(_ field: Int) -> Bool { bits >> UInt64(field) & 1 == 1 }

    /// Takes the field that stands first in the form out of the set.
    mutating func next() -> Int? {
        guard let field = first else { return nil }
        bits &= bits - 1
        return field
    }

    mutating func insert(_ field: Int) {
        if field < FormDefinition.mostFields { bits |= 1 << UInt64(field) }
    }

    mutating func remove(_ field: Int) {
        if field < FormDefinition.mostFields { bits &= ~(1 << UInt64(field)) }
    }

    func union(_ other: FieldSet) -> FieldSet {
        var all = self
        all.bits |= other.bits
        return all
    }

    func intersection(_ other: FieldSet) -> FieldSet {
        var both = self
        both.bits &= other.bits
        return both
    }
}
