import Foundation
import Model

/// What came of a batch of rows that were decided in one transaction.
package struct BatchOutcome: Hashable, Sendable {
    /// A row whose decision failed and was taken back.
    package struct Failure: Hashable, Sendable {
        /// The row's readable key: an event's or a timer's.
        package var key: String
        /// How often it has failed by now.
        package var attempt: Int
        /// What was thrown, in the error's own words.
        package var reason: String
        /// Whether it will not be tried again.
        package var isDead: Bool
    }

    /// How many rows were taken up, failed ones included.
    package var taken = 0
    /// How many rows ended how.
    package var outcomes: [Outcome: Int] = [:]
    /// The rows that failed.
    package var failures: [Failure] = []
    /// How many posts wait that did not before: a reason to look at the outbox.
    package var posts = 0
    /// Posts that were claimed in the same commit, for whoever offered to send them.
    package var claimed: [OutboxRow] = []
    /// Whether all posts that were added and may be sent now are among the claimed.
    package var isAllClaimed = false
    /// What came of the events that arrived with the batch.
    package var received = IntakeOutcome()
    /// Whether it was looked, and nothing is left that may be taken now.
    package var isDrained = false
    /// When the next of the rows that had to be left may be taken; nil where none waits or nobody looked.
    package var nextAt: Date?
    /// Whether a timer was set: a reason to look at the clock anew.
    package var timersSet = false

    package init() {}

    mutating func count(_ outcome: Outcome, rows: Int = 1) { outcomes[outcome, default: 0] += rows }

    mutating func note(_ transaction: StoreTransaction) {
        posts = transaction.postsAdded
        timersSet = transaction.hasSetTimers
    }
}

/// How often and when a row whose decision failed is decided again.
enum Retrying {
    /// The failure that makes a row dead.
    static let lastAttempt = 5

    /// Milliseconds to wait after so many failures.
    static func wait(after failures: Int) -> Int64 {
        switch failures {
        case ...1: 1_000
        case 2: 5_000
        default: 30_000
        }
    }

    /// An error's own words, cut to what a list can show.
    static func words(_ error: any Error) -> String { String(String(describing: error).prefix(500)) }
}
