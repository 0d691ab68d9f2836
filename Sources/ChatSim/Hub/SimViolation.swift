/// A request that the real platform would have refused, kept so that a test can demand that there were none.
package struct SimViolation: Sendable, Equatable {
    /// The operation, such as `relay.post` or `telegram.getUpdates`.
    package let operation: String
    /// What was wrong with the request.
    package let what: String

    /// A violation.
    package init(_ operation: String, _ what: String) {
        self.operation = operation
        self.what = what
    }
}
