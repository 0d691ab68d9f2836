import Foundation

/// The spans that no policy file holds, in seconds.
///
/// All are ours, not the township report's.
enum Timing {
    /// A receipt that could not be sent for so long would only confuse: its sender asked again or called.
    static let replyLives: Double = 12 * 3600
    /// The same thing is not said twice within this (voice).
    static let sameWord: Double = 3600
    /// One polite word to a flood of messages.
    static let floodWord: Double = 900
    /// How long after a flood its one receipt comes, if nothing follows.
    static let floodCalm: Double = 60
    /// Supervisors hear of two machines that talk with each other once a day.
    static let loopNote: Double = 86400
    /// How to bind is told once a day.
    static let bindHint: Double = 86400
    /// How long a report is the one that `更正` and `撤回` without a number mean.
    static let newestReport: Double = 86400
    /// Nearly the same words of the same sender within this are a correction, not a second event.
    static let rewording: Double = 900
    /// Alerts of shifts, and ends of alerts, that come up in one chat within this after another are told together.
    static let groupWindow: Double = 60
    /// A shift counts check-ins from so long before its start (bot.md).
    static let checkInOpens: Double = 3600
    /// A shift is reminded of so long before its start, where no policy says otherwise (bot.md).
    static let reminderLead: Double = 1800
    /// How far ahead shifts are laid out.
    static let planAhead: Double = 48 * 3600
    /// How often the plan is looked at again.
    static let planEvery: Double = 6 * 3600
    /// After a start, overdue looks wait this long: check-ins that were sent during the outage come in first.
    static let afterStart: Double = 90
    /// An acknowledged case whose shift is still not manned is raised again after this, where the policy says nothing else.
    static let acknowledgedFor: Double = 1800
    /// An incident's alert that was not sent by then is stale, and 收到 without a number no longer means it.
    static let incidentLives: Double = 6 * 3600
    /// A draft waits this long for its answer, where no policy says otherwise.
    static let draftLives: Double = 86400
    /// Words of any kind answer a question for free text only so soon after it.
    static let freeAnswer: Double = 600
    /// A chat is spared no longer than a night: who forgets it would otherwise never be reminded again.
    static let silenceLives: Double = 12 * 3600
    /// An unconfirmed preview of a broadcast lapses after this.
    static let previewLives: Double = 7200
    /// A broadcast that comes up later than this after its time (the daemon was down) is asked about instead of sent.
    static let broadcastLate: Double = 1800
    /// A broadcast's post that was not sent by then is stale.
    static let broadcastLives: Double = 3600
    /// Word of the gateway's own trouble that could not be sent by then is stale: the channel to say it on may be the broken one.
    static let watchLives: Double = 6 * 3600
}
