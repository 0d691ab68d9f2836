import CPostgres

/// What a statement gave: rows in the text format, or how many rows it changed.
package final class PostgresResult {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    /// How many rows there are.
    package var rowCount: Int { Int(PQntuples(pointer)) }
    /// How many columns a row has.
    package var columnCount: Int { Int(PQnfields(pointer)) }
    /// How many rows a statement changed; 0 for one that changes none.
    package var changes: Int { PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0 }
    /// What the server says it did: `COMMIT`, `INSERT 0 1`.
    package var command: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }

    /// A value as text; nil for NULL.
    package func text(row: Int, column: Int) -> String? {
        guard let bytes = bytes(row, column) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A value as an integer; nil for NULL and for what is none.
    package func integer(row: Int, column: Int) -> Int64? {
        guard let bytes = bytes(row, column), let first = bytes.first else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        var value: Int64 = 0
        // Counted downwards, because the smallest integer has no positive counterpart.
        for byte in bytes.dropFirst(isNegative ? 1 : 0) {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            let (tens, over) = value.multipliedReportingOverflow(by: 10)
            let (next, under) = tens.subtractingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            guard !over, !under else { return nil }
            value = next
        }
        guard !isNegative else { return value }
        return value == .min ? nil : -value
    }

    /// A value as a floating-point number; nil for NULL and for what is none.
    package func real(row: Int, column: Int) -> Double? {
        text(row: row, column: column).flatMap(Double.init)
    }

    private func bytes(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8>? {
        let (row, column) = (Int32(row), Int32(column))
        guard PQgetisnull(pointer, row, column) == 0, let start = PQgetvalue(pointer, row, column) else {
            return nil
        }
        let count = Int(PQgetlength(pointer, row, column))
        return UnsafeRawBufferPointer(start: start, count: count).bindMemory(to: UInt8.self)
    }

    /// Whether the statement succeeded.
    var isGood: Bool {
        switch PQresultStatus(pointer) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_PIPELINE_SYNC: true
        default: false
        }
    }

    /// Whether the statement was skipped because one before it in the pipeline had failed.
    var isSkipped: Bool { PQresultStatus(pointer) == PGRES_PIPELINE_ABORTED }

    /// Whether it is the answer to a synchronisation point.
    var isSync: Bool { PQresultStatus(pointer) == PGRES_PIPELINE_SYNC }

    /// The error that it stands for.
    func error(isConnectionLost: Bool) -> PostgresError {
        let state = cpostgres_sqlstate(pointer).map { String(cString: $0) }
        let message =
            (cpostgres_message(pointer) ?? UnsafePointer(PQresultErrorMessage(pointer)))
            .map { String(cString: $0) } ?? "no message"
        return PostgresError(
            sqlState: state, message: message.trimmingNewlines, isConnectionLost: isConnectionLost)
    }
}

extension String {
    /// libpq ends its own messages with line breaks.
    var trimmingNewlines: String {
        var text = self[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }
}
