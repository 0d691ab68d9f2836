import Foundation
import Model

/// How far a purge has come: handed back and forth until it is done, a few rows a transaction.
package struct Purge: Sendable {
    /// What goes, in this order.
    enum Step: Int, CaseIterable {
        case inbox, outbox, audit, said, chains, checkIns, reports
    }

    /// Messages and posts that were finished before go; nil: they stay.
    package var messagesBefore: Date?
    /// What tells of persons and was last touched before goes; nil: it stays.
    package var personsBefore: Date?
    /// How many rows went or were emptied so far.
    package internal(set) var count = 0

    var step: Step? = .inbox
    /// The last row that was looked at, where rows have numbers, and where they have names.
    var afterNumber: Int64 = 0
    var afterName = ""

    package init(messagesBefore: Date?, personsBefore: Date?) {
        self.messagesBefore = messagesBefore
        self.personsBefore = personsBefore
    }

    package var isDone: Bool { step == nil }

    mutating func nextStep() {
        step = step.flatMap { Step(rawValue: $0.rawValue + 1) }
        afterNumber = 0
        afterName = ""
    }
}
