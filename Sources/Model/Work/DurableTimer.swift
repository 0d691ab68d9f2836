import Foundation

/// What a timer is for.
package enum TimerKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Lay out the shifts of the coming days. Subject: none.
    case planShifts
    /// Remind of a shift soon to begin. Subject: the shift's id.
    case shiftReminder
    /// A shift's next check of who is there. Subject: the shift's id, step: index of the policy's step.
    case shiftStep
    /// A shift is over: set how it went. Subject: the shift's id.
    case shiftEnd
    /// An incident's next step. Subject: the report's receipt, step: index of the policy's step.
    case incidentStep
    /// A draft runs out. Subject: the report's number.
    case draftExpiry
    /// Look whether a sender's flood is over. Subject: the number of the first report that got no receipt.
    case floodEnd
    /// A broadcast is to go out. Subject: its number.
    case broadcastStart
    /// Look who has not played a broadcast. Subject: its number, step: index of the policy's step.
    case broadcastStep
}

/// Something to be looked at again later.
///
/// It survives restarts; fired late after an outage, its rule decides what still makes sense.
package struct DurableTimer: Hashable, Sendable {
    /// Unique and readable: `shift-reminder:K07@2022-01-28T20:00`.
    ///
    /// Setting a key again moves it.
    package var key: String
    package var kind: TimerKind
    package var subject: String
    /// Which step of its policy, where it has steps.
    package var step: Int
    package var dueAt: Date

    package init(key: String, kind: TimerKind, subject: String, step: Int = 0, dueAt: Date) {
        self.key = key
        self.kind = kind
        self.subject = subject
        self.step = step
        self.dueAt = dueAt
    }
}

/// A change of timers.
package enum TimerChange: Hashable, Sendable {
    /// Sets a timer; one of the same key that still waits is moved. One that has fired is set anew.
    case set(DurableTimer)
    /// Cancels the timer of that key, if it still waits.
    case cancel(key: String)
    /// Cancels all waiting timers of one kind and subject.
    case cancelAll(TimerKind, subject: String)
}

/// The states of inbox, outbox and timer rows: `waiting → running → done | waiting | dead | cancelled`.
package enum WorkState: String, Hashable, Sendable, Codable, CaseIterable {
    case waiting, running, done, dead, cancelled
}
