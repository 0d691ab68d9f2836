import Foundation

/// When there is something to do next; nil where nothing waits.
///
/// A time that is past means: now.
package struct WakeTimes: Hashable, Sendable {
    /// An event is to be decided.
    package var inbox: Date?
    /// A timer is due.
    package var timers: Date?
    /// A post may be sent.
    ///
    /// What waits behind a post that is being sent does not count: settling that one tells.
    package var outbox: Date?

    package init(inbox: Date? = nil, timers: Date? = nil, outbox: Date? = nil) {
        self.inbox = inbox
        self.timers = timers
        self.outbox = outbox
    }
}
