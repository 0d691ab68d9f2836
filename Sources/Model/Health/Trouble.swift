import Foundation

/// Something that is wrong with the gateway itself.
package struct Trouble: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Nothing can be kept: subject is the store's reason.
        case storeUnwritable
        /// A channel was not read for too long: subject is its name.
        case pollerSilent
        /// Timers that are due do not fire.
        case timersLate
        /// A message waits too long for its decision.
        case inboxLate
        /// A post that may be sent waits too long.
        case outboxLate
        /// The gateway has not looked at itself for too long, or not yet.
        case notLooked
        /// Rows were given up.
        case deadLetters
        /// The stored rows break a promise: subject is the first row.
        case auditFindings

        /// Whether the gateway does not do its work while it lasts; the others are for people to look at in their time.
        package var isOutage: Bool { self != .deadLetters && self != .auditFindings }

        /// Whether the supervisors are told; of the others a chat would hear too late or not at all.
        package var isTold: Bool { self == .pollerSilent || self == .deadLetters || self == .auditFindings }
    }

    /// What it is the trouble of, in one word: the kind, and the channel where it is one's.
    package var name: String { Self.name(kind, subject) }

    /// The name of a trouble of a kind.
    package static func name(_ kind: Kind, _ subject: String = "") -> String {
        kind == .pollerSilent ? "\(kind.rawValue):\(subject)" : kind.rawValue
    }

    package var kind: Kind
    /// What it is about, as configured; never anybody's data.
    package var subject: String
    /// When it began, as far as is known.
    package var since: Date
    /// How many rows, where rows are meant.
    package var count: Int
    /// When the newest of these rows came, where rows are meant.
    package var newest: Date?

    package init(_ kind: Kind, subject: String = "", since: Date, count: Int = 0, newest: Date? = nil) {
        self.kind = kind
        self.subject = subject
        self.since = since
        self.count = count
        self.newest = newest
    }
}
