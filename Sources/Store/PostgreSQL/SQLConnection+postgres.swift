import Postgres

extension SQLConnection {
    init(connection: PostgresConnection) { engine = .postgres(connection) }

    static func parameters(_ sql: String, _ values: [any SQLBindable]) -> PostgresParameters {
        assert(isNumberedInOrder(sql), "SQLite counts $n by first appearance: \(sql)")
        var parameters = PostgresParameters()
        for value in values {
            switch value.sqlValue {
            case .null: parameters.appendNull()
            case .integer(let integer): parameters.append(integer)
            case .real(let real): parameters.append(real)
            case .text(let text): parameters.append(text)
            }
        }
        return parameters
    }
}
