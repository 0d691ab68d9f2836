import Foundation
import Model
import ReportLanguage

/// What a trace is asked about.
package enum TraceSubject: Hashable, Sendable {
    /// A receipt: `R12`, `B3`, `E5`.
    case ref(Ref)
    /// An event's key, a platform's message id, or an inbox row's number (`17` or `in:17`).
    case message(String)
}

/// The whole life of a message, a report, a broadcast or an escalation, as the store knows it.
package struct Trace: Hashable, Sendable {
    /// An event, and what became of it.
    package struct Message: Hashable, Sendable {
        package var row: InboxRow
        package var state: WorkState
        package var outcome: Outcome?
        package var error: String?
        package var finishedAt: Date?
    }

    /// A post, and what became of it.
    package struct Posting: Hashable, Sendable {
        package var row: OutboxRow
        package var state: WorkState
        /// The platform's id, once posted.
        package var receipt: String?
        package var error: String?
        package var finishedAt: Date?
    }

    /// A timer, and what became of it.
    package struct Timing: Hashable, Sendable {
        package var timer: DurableTimer
        package var state: WorkState
        package var error: String?
        package var createdAt: Date
        package var finishedAt: Date?
    }

    /// A line of the audit with its time.
    package struct AuditLine: Hashable, Sendable {
        package var at: Date
        package var entry: AuditEntry
    }

    /// One thing that happened.
    package struct Entry: Hashable, Sendable {
        package var at: Date
        /// In English, for an operator; may hold personal data.
        package var what: String
    }

    package var messages: [Message] = []
    /// Every version of every report, oldest first.
    package var reports: [ReportRecord] = []
    package var posts: [Posting] = []
    package var timers: [Timing] = []
    package var audit: [AuditLine] = []

    package init() {}
}
