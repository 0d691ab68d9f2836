/// Why a store was not moved; the source is as it was, and the target is no bot's until a move into it is finished.
package struct StoreMoveError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed list of causes.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// There is no store to move.
        case sourceMissing
        /// The schema of one end is older than this program's: open it once with this version, then move it.
        case outdated
        /// A gateway works on one of the two.
        case inUse
        /// The target holds something that a move would have to destroy: another bot's rows, another store's, or newer ones.
        case targetTaken
        /// What lies in the target is not what lies in the source.
        case differs
        /// An engine failed; the same move can go on when its cause is gone.
        case engine
    }

    /// The cause.
    package var reason: Reason
    /// For the operator: what it is about and what to do.
    ///
    /// Holds no values of rows.
    package var detail: String

    package init(_ reason: Reason, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }

    package var description: String { detail }
}
