import ReportLanguage
import Foundation

/// One change of the township's rows.
package enum Change: Hashable, Sendable {
    /// A new report, or a new version of one (the old version is kept in its history).
    case saveReport(ReportRecord)
    /// A report is found under a key from now on, instead of the one that was found there before.
    case file(report: Int, under: String)
    /// Sets or replaces the draft of a report.
    case saveDraft(Draft)
    /// The report needs no answer any more.
    case endDraft(report: Int)
    /// One row a returnee, by the report's number.
    case saveReturnee(Returnee)
    /// A version of a chain, by chat, title, form and number.
    case saveChain(ChainVersion)
    /// A rectification, by its number.
    case saveRectification(Rectification)
    /// A shift, by its id.
    case saveShift(Shift)
    /// A check-in; a second one of the same person to the same shift changes nothing.
    case addCheckIn(CheckIn)
    /// Takes back the check-ins that a report made.
    case removeCheckIns(report: Int)
    /// A case, by its number.
    case saveCase(CaseRecord)
    /// A broadcast, by its number.
    case saveBroadcast(Broadcast)
    /// A broadcast's target, by broadcast and chat.
    case saveTarget(BroadcastTarget)
    /// Something now asks a chat for `收到`.
    case ask(Ask)
    /// It no longer asks.
    case endAsk(ref: String)
    /// An account is a person's from now on; it takes the account from whoever had it.
    case bind(AccountKey, PersonID)
    /// An invitation was used up.
    case spendInvitation(hash: String, by: AccountKey)
    /// The direct chat in which an account talks with the bot.
    case knowDirectChat(AccountKey, ChatKey)
    /// The span in which a chat is spared; it takes the place of an earlier one.
    case saveSilence(Silence)
    /// Counts a report for a unit's day, once however often.
    case countForUnit(PlaceCode, CalendarDay, report: Int)
    /// Takes back what a report was counted for, once and for all.
    case uncountForUnit(PlaceCode, CalendarDay, report: Int)
    /// Remembers that something was said, so that it is not said again too soon.
    case remember(said: String, at: Date)
    /// Drops posts that were not sent yet and are of no use now: those whose key starts with `prefix`.
    case cancelPosts(prefix: String)
}

/// A line of the audit: who did what to what, when.
package struct AuditEntry: Hashable, Sendable {
    /// A roster id, an account, or `bot`.
    package var actor: String
    /// A closed vocabulary in dot.case: `report.received`, `report.corrected`, `case.opened`.
    package var action: String
    /// A receipt or a shift's id: what `trace` looks for.
    package var subject: String
    /// For a person who asks later.
    ///
    /// No wording that the bot says; may hold personal data, so it is kept like a message.
    package var detail: String

    package init(actor: String, action: String, subject: String, detail: String = "") {
        self.actor = actor
        self.action = action
        self.subject = subject
        self.detail = detail
    }
}

/// What became of an event: the label of metrics and of `trace`.
package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
    /// Talk; silence was right.
    case chatter
    /// Not for the bot: an unlisted chat, a bot, its own echo, an event of an unknown kind, an ignored sender.
    case ignored
    /// Reports were kept.
    case reported
    /// A command was carried out.
    case commanded
    /// An answer filled a draft.
    case answered
    /// It was understood but not allowed or not possible; the sender was told.
    case refused
    /// A sender's flood was held back.
    case throttled
    /// A timer did its work.
    case fired
    /// A timer came too late or found nothing to do.
    case lapsed
}

/// All effects of one event, committed together with it in one transaction: rows, posts, timers, audit.
package struct Decision: Hashable, Sendable {
    package var outcome: Outcome
    package var changes: [Change] = []
    package var posts: [Post] = []
    package var timers: [TimerChange] = []
    package var audit: [AuditEntry] = []

    package init(_ outcome: Outcome) { self.outcome = outcome }
}
