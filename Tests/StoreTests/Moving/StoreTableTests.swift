import Testing

@testable import Store

/// The list of what a copy carries, against the schema.
@Suite struct StoreTableTests {
    @Test func `every column of every table is carried as what it is`() async throws {
        let store = try GatewayStore(path: ":memory:", bot: "fuqiang")
        let columns = try await store.inspect(
            """
            SELECT t.name, c.name, c.type FROM sqlite_master t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name <> 'store_info'
            """)
        let inSchema = columns.map { column in
            let kind =
                switch column[2] {
                case "TEXT": "text"
                case "BIGINT", "SMALLINT", "INTEGER": "integer"
                case "DOUBLE PRECISION": "real"
                default: "unknown"
                }
            return "\(column[0] ?? "").\(column[1] ?? "") \(kind)"
        }
        let carried = StoreTable.all.flatMap { table in
            table.columns.map { "\(table.name).\($0.name) \($0.kind)" }
        }
        #expect(Set(inSchema).subtracting(carried).sorted() == [], "a column would be forgotten")
        #expect(Set(carried).subtracting(inSchema).sorted() == [], "there is no such column")
        #expect(carried.count == inSchema.count, "a column would be carried twice")
        try store.close()
    }

    @Test func `rows are read in the order of the primary key`() async throws {
        let store = try GatewayStore(path: ":memory:", bot: "fuqiang")
        for table in StoreTable.all {
            let key = try await store.inspect(
                "SELECT name FROM pragma_table_info('\(table.name)') WHERE pk > 0 ORDER BY pk")
            #expect(table.key.map { table.columns[$0].name } == key.map { $0[0] }, "\(table.name)")
            let plan = try await store.inspect(
                "EXPLAIN QUERY PLAN " + table.page(isFirst: true))
            #expect(
                !plan.joined().contains { $0?.contains("TEMP B-TREE") == true }, "\(table.name) is sorted")
        }
        try store.close()
    }

    @Test func `a table comes after those that it refers to`() async throws {
        let store = try GatewayStore(path: ":memory:", bot: "fuqiang")
        let references = try await store.inspect(
            """
            SELECT t.name, f."table" FROM sqlite_master t, pragma_foreign_key_list(t.name) f
            WHERE t.type = 'table'
            """)
        #expect(!references.isEmpty)
        let order = StoreTable.all.map(\.name)
        for reference in references {
            let (child, parent) = (reference[0] ?? "", reference[1] ?? "")
            let places = [parent, child].compactMap { order.firstIndex(of: $0) }
            #expect(places.count == 2 && places[0] < places[1], "\(child) → \(parent)")
        }
        try store.close()
    }

    @Test func `a digest depends on every value, its type and its place, and on no order`() {
        func digest(_ rows: [[SQLValue]]) -> TableDigest {
            var digest = TableDigest()
            for row in rows { digest.add(row) }
            return digest
        }
        let rows: [[SQLValue]] = [
            [.integer(1), .text("a"), .null], [.integer(2), .text("b"), .text("")],
            [.integer(3), .real(0.5), .null],
        ]
        let whole = digest(rows)
        #expect(digest(rows.reversed()) == whole)
        let changed: [[[SQLValue]]] = [
            [rows[0], rows[1]],
            [rows[0], rows[1], [.integer(3), .real(0.5), .text("")]],
            [rows[0], rows[1], [.integer(3), .integer(0), .null]],
            [rows[0], [.integer(2), .text(""), .text("b")], rows[2]],
            [[.integer(2), .text("a"), .null], [.integer(1), .text("b"), .text("")], rows[2]],
            [[.integer(1), .text("á"), .null], rows[1], rows[2]],
            [[.text("1"), .text("a"), .null], rows[1], rows[2]],
        ]
        for other in changed { #expect(digest(other) != whole, "\(other)") }
        #expect(digest([[.text("ab"), .text("c")]]) != digest([[.text("a"), .text("bc")]]))
    }
}
