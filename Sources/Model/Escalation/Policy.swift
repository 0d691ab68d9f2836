import Foundation
import ReportLanguage

/// Who hears of a step.
package enum Receiver: Hashable, Sendable {
    /// The chat of the subject (the checkpoint's chat, the broadcast's target).
    case chat
    /// Everybody of a role at the subject's place.
    case role(Role)
    /// The chats of a purpose that cover the subject's place.
    case purpose(Purpose)
    /// Who asked for the thing (a broadcast's sender).
    case sender
}

/// One step of a policy.
package struct PolicyStep: Hashable, Sendable {
    /// Seconds since the subject was due.
    package var after: Double
    package var to: Receiver
    package init(after: Double, to: Receiver) {
        self.after = after
        self.to = to
    }
}

/// Who is told what, when, while something that should have happened has not; a file of `policies/`.
package struct Policy: Hashable, Sendable {
    /// How a policy meets quiet hours.
    package enum Quiet: String, Hashable, Sendable, CaseIterable {
        /// Severe: it speaks at any hour.
        case ignore
        /// What falls into quiet hours is said when they end, if it still holds.
        case respect
    }

    /// `missed-shift`, `shift-reminder`, `incident`, `emergency`, `broadcast-chase`, `draft`.
    package var name: String
    package var steps: [PolicyStep]
    package var quiet: Quiet
    /// Repeat the last step every so many seconds until it is stopped; nil: no repeat.
    package var repeatEvery: Double?
    /// How often at most it repeats.
    package var repeatLimit: Int
    /// What comes up for the same chat within so many seconds is one message; 0: only what is due at the same moment.
    package var groupWithin: Double

    package init(
        name: String, steps: [PolicyStep], quiet: Quiet, repeatEvery: Double? = nil, repeatLimit: Int = 0,
        groupWithin: Double = 0
    ) {
        self.name = name
        self.steps = steps
        self.quiet = quiet
        self.repeatEvery = repeatEvery
        self.repeatLimit = repeatLimit
        self.groupWithin = groupWithin
    }

    /// How many looks there are, repeats included.
    package var lookCount: Int { steps.isEmpty ? 0 : steps.count + (repeatEvery == nil ? 0 : repeatLimit) }
}

/// An escalation under way: `E<number>`.
package struct CaseRecord: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// Its next step will be taken.
        case open
        /// Somebody said that they know; no further step.
        case acknowledged
        /// Somebody takes care of it; no further step.
        case taken
        /// What was missing happened.
        case resolved
        /// All steps were taken and its time is over.
        case exhausted
    }

    package var number: Int
    /// The policy's name.
    package var policy: String
    /// What it is about: a shift's id, or a report's receipt.
    package var subject: String
    package var place: PlaceCode
    package var state: State
    /// How many steps were taken.
    package var step: Int
    package var openedAt: Date
    package var closedAt: Date?
    /// Who acknowledged or took it over.
    package var by: PersonID?

    package init(
        number: Int, policy: String, subject: String, place: PlaceCode, state: State = .open, step: Int = 0,
        openedAt: Date, closedAt: Date? = nil, by: PersonID? = nil
    ) {
        self.number = number
        self.policy = policy
        self.subject = subject
        self.place = place
        self.state = state
        self.step = step
        self.openedAt = openedAt
        self.closedAt = closedAt
        self.by = by
    }

    /// The receipt that people say.
    package var ref: Ref { Ref(.escalation, number) }
}

/// Something that asked a chat to answer `收到`: what a bare acknowledgement is about.
package struct Ask: Hashable, Sendable {
    /// What asked: `E5`, `B3`.
    package var ref: Ref
    package var chat: ChatKey
    package var askedAt: Date
    /// Who must answer; empty: anybody of the chat.
    package var people: [PersonID]
    package var expiresAt: Date

    package init(ref: Ref, chat: ChatKey, askedAt: Date, people: [PersonID] = [], expiresAt: Date) {
        self.ref = ref
        self.chat = chat
        self.askedAt = askedAt
        self.people = people
        self.expiresAt = expiresAt
    }
}
