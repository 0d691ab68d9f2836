/// Why the store could not do what it was asked; nothing of a failed call is half applied.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed list of causes.
    ///
    /// The raw value is the metric label.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Another connection holds the write lock for longer than the busy timeout. Try again.
        case busy
        /// A row that was to be there, unspent or unique is not. Decide again.
        case conflict
        /// The disk, or the size that the file may have, is full. Stop until there is room.
        case full
        /// The file, its folder or its file system may not be written. Stop.
        case readOnly
        /// The file is no database, or its content is damaged. Stop and restore.
        case corrupt
        /// The disk fails or the file cannot be opened. Stop.
        case unreachable
        /// A newer version of the program has written the store. Use that one.
        case newerSchema
        /// The store belongs to another bot, or to another program.
        case foreign
        /// Another process has taken over what this one did under a lease. Leave it to that one.
        case superseded
        /// A safety setting did not take: writing on could lose what was promised.
        case unsafe
        /// The body that ran inside the transaction threw an error of its own, or a statement is wrong: a bug.
        case failed
    }

    /// What kind of answer a cause asks for.
    package enum Remedy: Hashable, Sendable {
        /// The same call may succeed a moment later.
        case retry
        /// Read anew and decide again.
        case decideAgain
        /// Nothing can be kept at the moment: stop, and let a person look.
        case stop
        /// Somebody else does it now: stop doing it until the lease is had again.
        case giveWay
        /// This store must not be opened by this program with this configuration.
        case refuse
        /// A bug; others' work can go on.
        case report
    }

    /// The cause.
    package var reason: Reason
    /// For the operator: what the engine said.
    ///
    /// Holds no values of rows.
    package var detail: String

    package init(_ reason: Reason, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }

    /// Whether the same call may succeed a moment later.
    package var isRetryable: Bool { remedy == .retry || remedy == .decideAgain }

    /// What to do about it.
    package var remedy: Remedy {
        switch reason {
        case .busy: .retry
        case .conflict: .decideAgain
        case .full, .readOnly, .corrupt, .unreachable, .unsafe: .stop
        case .superseded: .giveWay
        case .newerSchema, .foreign: .refuse
        case .failed: .report
        }
    }

    package var description: String { "\(reason.rawValue): \(detail)" }
}
