/// The rows of a reference table: tab-separated columns, comment lines left out.
///
/// Split by bytes, since splitting by characters looks for combining marks and takes most of the start-up time.
struct TableRows: Sequence {
    private let lines: [Substring.UTF8View]

    /// Splits a table's text.
    init(_ text: String) {
        lines = text.utf8.split(separator: UInt8(ascii: "\n")).filter { $0.first != UInt8(ascii: "#") }
    }

    /// The columns of each row.
    func makeIterator() -> AnyIterator<[Substring]> {
        var rest = lines.makeIterator()
        return AnyIterator {
            rest.next()?.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
                Substring($0)
            }
        }
    }
}
