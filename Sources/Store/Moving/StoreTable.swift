/// A table of the store as a copy of it needs to be known: every column, and the key in whose order rows are read.
struct StoreTable: Sendable {
    /// What a column holds.
    enum Kind: Sendable { case text, integer, real }

    let name: String
    let columns: [(name: String, kind: Kind)]
    /// Where the primary key's columns stand among `columns`, in the key's order.
    let key: [Int]
    /// What makes a row the bot's own; nil: every row is.
    let condition: String?

    /// - Parameters:
    ///   - key, texts, integers, reals: names of columns, separated by spaces; those of the key are among the others.
    init(
        _ name: String, key: String, texts: String = "", integers: String = "", reals: String = "",
        where condition: String? = nil
    ) {
        self.name = name
        self.condition = condition
        columns = [(texts, Kind.text), (integers, .integer), (reals, .real)].flatMap { names, kind in
            names.split(separator: " ").map { (name: String($0), kind: kind) }
        }
        self.key = key.split(separator: " ").compactMap { [columns] name in
            columns.firstIndex { $0.name == name }
        }
    }

    /// How many rows are read at once, and written in one transaction.
    static let pageRows = 1000
    /// How many values one INSERT carries: below the limits of all engines, above what a round trip costs.
    private static let valuesPerInsert = 1000

    /// How many rows one INSERT carries.
    var rowsPerInsert: Int { max(1, Self.valuesPerInsert / columns.count) }

    /// Reads the rows behind a key, or the first ones, in the key's order.
    func page(isFirst: Bool) -> String {
        let names = key.map { columns[$0].name }.joined(separator: ", ")
        var conditions = condition.map { [$0] } ?? []
        if !isFirst {
            conditions.append("(\(names)) > (\((1...key.count).map { "$\($0)" }.joined(separator: ", ")))")
        }
        return """
            SELECT \(columnList) FROM \(name)\(Self.clause(conditions)) ORDER BY \(names) LIMIT \(Self.pageRows)
            """
    }

    /// Counts the rows.
    var count: String { "SELECT count(*) FROM \(name)\(Self.clause(condition.map { [$0] } ?? []))" }

    /// Finds out whether there is any row.
    var any: String { "SELECT 1 FROM \(name)\(Self.clause(condition.map { [$0] } ?? [])) LIMIT 1" }

    /// Writes some rows.
    func insertion(rows: Int) -> String {
        let tuples = (0..<rows).map { row in
            "(" + columns.indices.map { "$\(row * columns.count + $0 + 1)" }.joined(separator: ", ") + ")"
        }
        return "INSERT INTO \(name) (\(columnList)) VALUES \(tuples.joined(separator: ", "))"
    }

    /// A row of `page`, a value a column.
    func values(_ row: SQLRow) -> [SQLValue] {
        columns.indices.map { column in
            switch columns[column].kind {
            case .text: row.optionalText(column).sqlValue
            case .integer: row.optionalInteger(column).sqlValue
            case .real: row.optionalReal(column).sqlValue
            }
        }
    }

    private var columnList: String { columns.map(\.name).joined(separator: ", ") }

    private static func clause(_ conditions: [String]) -> String {
        conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    }
}
