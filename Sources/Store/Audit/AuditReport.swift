/// A row that breaks a promise.
package struct AuditFinding: Hashable, Sendable {
    package var rule: AuditRule
    /// The row as commands name it: `in:17`, `out:42`, `timer:…`, `R12`, `E5`, a shift's id.
    package var row: String
    /// What is wrong with it, without anybody's data.
    package var detail: String
}

/// What an audit of a store found.
package struct AuditReport: Hashable, Sendable {
    /// How many rows of a kind were looked at, by table, in a fixed order.
    package struct Count: Hashable, Sendable {
        package var table: String
        package var rows: Int
    }

    package var findings: [AuditFinding] = []
    /// The rules of which more rows are broken than are listed.
    package var cut: Set<AuditRule> = []
    package var counts: [Count] = []

    /// Whether every promise held.
    package var isClean: Bool { findings.isEmpty }

    package init() {}
}
