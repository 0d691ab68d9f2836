/// What a chat is for.
package enum Purpose: String, Hashable, Sendable, Codable, CaseIterable {
    case village, checkpoints, patrols, supervisors, township, county, loudspeaker
    /// A direct chat between the bot and one account; never configured, always derived.
    case direct
}

/// How somebody in a listed group whose account no roster knows is met.
package enum UnknownSenders: String, Hashable, Sendable, Codable, CaseIterable {
    /// Their reports are kept unconfirmed; they are told once a day how to bind.
    case ask
    /// Their reports count, as from the chat's place.
    case accept
    /// They get no answer and nothing of theirs is kept as a report.
    case ignore
}

/// How much of a person's data a chat may see.
package enum Show: String, Hashable, Sendable, Codable, CaseIterable { case masked, whole }

/// A chat that the bot reads and answers.
package struct ChatDefinition: Hashable, Sendable {
    package var key: ChatKey
    package var purpose: Purpose
    /// Whose chat it is: a village, a checkpoint or the township.
    package var place: PlaceCode
    package var unknownSenders: UnknownSenders
    package var show: Show

    package init(
        key: ChatKey, purpose: Purpose, place: PlaceCode, unknownSenders: UnknownSenders = .ask,
        show: Show = .masked
    ) {
        self.key = key
        self.purpose = purpose
        self.place = place
        self.unknownSenders = unknownSenders
        self.show = show
    }
}
