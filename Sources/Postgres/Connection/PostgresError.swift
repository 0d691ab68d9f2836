/// What went wrong between this process and a PostgreSQL server.
package struct PostgresError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The server's five-character code (appendix A of PostgreSQL's manual); nil where the server said nothing.
    package var sqlState: String?
    /// The primary message: what failed, without the values of rows, which the server keeps in its detail.
    package var message: String
    /// Whether the connection is of no use any more; what it was doing may or may not have been committed.
    package var isConnectionLost: Bool

    package init(sqlState: String? = nil, message: String, isConnectionLost: Bool = false) {
        self.sqlState = sqlState
        self.message = message
        self.isConnectionLost = isConnectionLost
    }

    package var description: String { sqlState.map { "PostgreSQL \($0): \(message)" } ?? message }
}
