/// Where the elements of a list that is ordered by their starts in a text begin: answers in one step which of them start
/// within a range.
struct PositionIndex: Sendable {
    /// For each position of the text and the one behind it, the first element that starts there or later.
    private let firsts: [Int32]

    /// Indexes elements by their starts, which ascend, in a text of `count` scalars.
    init(_ elements: Range<Int>, count: Int, start: (Int) -> Int) {
        var firsts: [Int32] = []
        firsts.reserveCapacity(count + 1)
        for index in elements {
            let start = start(index)
            while firsts.count <= start { firsts.append(Int32(index)) }
        }
        while firsts.count <= count { firsts.append(Int32(elements.upperBound)) }
        self.firsts = firsts
    }

    /// The indices of the elements that start within a range of positions.
    subscript(range: Range<Int>) -> Range<Int> {
        Int(firsts[range.lowerBound])..<Int(firsts[range.upperBound])
    }

    /// The indices of the elements that start at a position.
    subscript(position: Int) -> Range<Int> { self[position..<position + 1] }
}
