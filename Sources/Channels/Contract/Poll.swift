import Model

/// What one poll brought.
package struct Poll: Sendable {
    /// The events, oldest first within each chat.
    package var events: [IncomingEvent]

    /// Where the next poll goes on, to be stored in the same commit as the events; nil leaves the stored one as it is.
    package var cursor: String?

    /// Whether the platform lost events between the last cursor and this poll.
    package var hadGap: Bool

    /// How many of the events could not be read and are kept as ``IncomingKind/other``: for the log and the figures.
    package var skipped: Int

    /// Creates what a poll brought.
    package init(events: [IncomingEvent] = [], cursor: String?, hadGap: Bool = false, skipped: Int = 0) {
        self.events = events
        self.cursor = cursor
        self.hadGap = hadGap
        self.skipped = skipped
    }
}
