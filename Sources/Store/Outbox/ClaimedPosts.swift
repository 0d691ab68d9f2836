import Foundation

/// Posts that were taken to be sent, and when there will be more.
package struct ClaimedPosts: Sendable {
    /// What is to be sent, at most one of each chat.
    package var rows: [OutboxRow] = []
    /// Whether these are all that may be sent now.
    package var isAll = true
    /// When the next may be sent; nil where none waits, or only behind one that is being sent.
    package var nextAt: Date?

    package init(rows: [OutboxRow] = [], isAll: Bool = true, nextAt: Date? = nil) {
        self.rows = rows
        self.isAll = isAll
        self.nextAt = nextAt
    }
}
