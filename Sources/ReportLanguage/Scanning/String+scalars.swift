extension String {
    /// The text of some scalars.
    ///
    /// Encoded straight into the string's own storage: the standard library's way through a view of scalars takes thirty
    /// times as long, and messages are full of short pieces.
    init(scalars: some Sequence<Unicode.Scalar>, count: Int) {
        self.init(unsafeUninitializedCapacity: count * 4) { buffer in
            var end = 0
            for scalar in scalars {
                for byte in Unicode.UTF8.encode(scalar).unsafelyUnwrapped {
                    buffer[end] = byte
                    end += 1
                }
            }
            return end
        }
    }

    /// The text of some scalars.
    init(scalars: ArraySlice<Unicode.Scalar>) { self.init(scalars: scalars, count: scalars.count) }
}
