/// The times that were found for the fields of an entry, before they are settled.
struct FieldTimes {
    /// A field takes no more times than this.
    private static let most = 20

    /// The fields that have times, with these.
    private(set) var all: [(field: Int, found: [(TimeExpression, Range<Int>)])] = []

    /// The times of a field; nil where it has none.
    subscript(field: Int) -> [(TimeExpression, Range<Int>)]? { all.first { $0.field == field }?.found }

    /// Where a field's latest time stands.
    func last(of field: Int) -> Range<Int>? { all.first { $0.field == field }?.found.last?.1 }

    /// Adds a time to a field's, or puts it in the place of all before.
    mutating func add(_ time: (TimeExpression, Range<Int>), to field: Int, replaces: Bool) {
        guard let index = all.firstIndex(where: { $0.field == field }) else {
            all.append((field, [time]))
            return
        }
        if replaces { all[index].found = [] }
        if all[index].found.count < Self.most { all[index].found.append(time) }
    }
}
