/// What a township's name says of the county that it lies in.
extension PlaceIndex {
    /// The townships of the table by name, each with the division of its county.
    static func townships(_ table: String, in divisions: DivisionTable) -> ScalarTrie<Int> {
        ScalarTrie(
            TableRows(table).compactMap { columns -> (word: [Unicode.Scalar], value: Int)? in
                guard columns.count >= 3, let county = divisions.index(code: String(columns[2])) else {
                    return nil
                }
                return (Array(columns[1].unicodeScalars), county)
            })
    }

    /// The chain with the county that the township behind it fixes: 齐齐哈尔拉哈镇 is in 讷河市.
    ///
    /// The township itself stays outside: it is the place's detail. Nil where none is known there, or in several counties.
    func withCounty(_ chain: Chain, in scan: Scan) -> Chain? {
        var best: Set<Int> = []
        townships.forEachMatch(in: scan.scalars, at: chain.end, limit: scan.count) { _, counties in
            let inside = counties.filter { county in
                chain.names.contains { $0.entry < table.divisions.count && table.isInside(county, $0.entry) }
            }
            if !inside.isEmpty { best = Set(inside) }
        }
        guard best.count == 1, let county = best.first else { return nil }
        var result = chain
        result.names = [Name(entry: county, isFull: true)]
        result.levels += 1
        return result
    }
}
