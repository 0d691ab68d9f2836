/// A set of characters of the Basic Multilingual Plane, a bit each.
struct ScalarSet: Sendable {
    private var bits: [UInt64] = Array(repeating: 0, count: 0x10000 / 64)

    /// The set of some characters; those beyond the plane are left out.
    init(_ scalars: some Sequence<Unicode.Scalar>) {
        for scalar in scalars where scalar.value < 0x10000 {
            bits[Int(scalar.value) / 64] |= 1 << UInt64(scalar.value % 64)
        }
    }

    /// Whether a character is in the set.
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x10000 && bits[Int(scalar.value) / 64] >> UInt64(scalar.value % 64) & 1 == 1
    }
}
