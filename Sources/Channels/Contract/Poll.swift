import Model

/// Something that a poll met beside its events, for the log.
package enum PollNote: Hashable, Sendable {
    /// Messages in this chat are end-to-end encrypted, so the bot cannot read them.
    case encrypted(ChatKey)
    /// The bot was invited to a listed or direct chat, and joined.
    case joined(ChatKey)
    /// The bot was invited to a chat that is not listed, and refused.
    case refusedInvitation(ChatKey)
    /// The platform gave a chat a new id: bot.yaml should name that one.
    case moved(ChatKey, to: ChatKey)
}

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

    /// What else it met.
    package var notes: [PollNote]

    /// Creates what a poll brought.
    package init(
        events: [IncomingEvent] = [], cursor: String?, hadGap: Bool = false, skipped: Int = 0,
        notes: [PollNote] = []
    ) {
        self.events = events
        self.cursor = cursor
        self.hadGap = hadGap
        self.skipped = skipped
        self.notes = notes
    }
}
