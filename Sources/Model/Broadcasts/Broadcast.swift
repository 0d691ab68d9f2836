import Foundation
import ReportLanguage

/// A notice to be read out and acknowledged: `B<number>`.
package struct Broadcast: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// Shown to its sender; waits for `确认 B#`.
        case preview
        /// Confirmed; waits for its time.
        case scheduled
        /// Sent to its targets; acknowledgements are awaited.
        case sent
        /// Summed up.
        case closed
        /// Taken back before it was sent.
        case cancelled
    }

    package var number: Int
    package var sender: PersonID
    /// Where it was asked for, and where the summary goes.
    package var chat: ChatKey
    package var audience: [PlaceCode]
    /// When it is to go out; nil means as soon as it is confirmed.
    package var at: Date?
    package var title: String
    package var script: String
    /// How often it is to be played.
    package var times: Int
    /// How long one reading takes, in seconds.
    package var seconds: Int
    package var state: State
    package var createdAt: Date
    package var sentAt: Date?

    package init(
        number: Int, sender: PersonID, chat: ChatKey, audience: [PlaceCode], at: Date?, title: String,
        script: String,
        times: Int, seconds: Int, state: State, createdAt: Date, sentAt: Date? = nil
    ) {
        self.number = number
        self.sender = sender
        self.chat = chat
        self.audience = audience
        self.at = at
        self.title = title
        self.script = script
        self.times = times
        self.seconds = seconds
        self.state = state
        self.createdAt = createdAt
        self.sentAt = sentAt
    }

    /// The receipt that people say.
    package var ref: Ref { Ref(.broadcast, number) }
}

/// One chat that a broadcast goes to.
package struct BroadcastTarget: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case waiting, sent, acknowledged
        /// Nobody said that it was played, and chasing is over.
        case silent
    }

    package var broadcast: Int
    package var place: PlaceCode
    package var chat: ChatKey
    package var state: State
    /// How often it was played, when said.
    package var times: Int?
    package var acknowledgedBy: PersonID?
    package var acknowledgedAt: Date?

    package init(
        broadcast: Int, place: PlaceCode, chat: ChatKey, state: State, times: Int? = nil,
        acknowledgedBy: PersonID? = nil, acknowledgedAt: Date? = nil
    ) {
        self.broadcast = broadcast
        self.place = place
        self.chat = chat
        self.state = state
        self.times = times
        self.acknowledgedBy = acknowledgedBy
        self.acknowledgedAt = acknowledgedAt
    }
}

/// A text that the township keeps ready in `broadcasts/`, called by its title: `广播 全镇 18:00 戴口罩`.
package struct PreparedNotice: Hashable, Sendable {
    package var name: String
    package var title: String
    package var script: String
    /// How often it is to be played.
    package var times: Int
    package init(name: String, title: String, script: String, times: Int) {
        self.name = name
        self.title = title
        self.script = script
        self.times = times
    }
}
