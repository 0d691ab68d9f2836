import Foundation
import ReportLanguage

/// What the rules may know: reads of the store inside the transaction that will commit the decision.
///
/// Implementations must show every change of earlier decisions of the same transaction, may throw their own storage error
/// (the decision is then rolled back and tried again), and never block on anything but the store.
package protocol Facts {
    /// The number that the next report, broadcast or case gets: one more than the highest ever given.
    func nextNumber(_ kind: Ref.Kind) throws -> Int

    // People
    /// The person to whom an account was bound by chat.
    func boundPerson(_ account: AccountKey) throws -> PersonID?
    /// The accounts bound by chat to a person, newest first.
    func boundAccounts(of person: PersonID) throws -> [AccountKey]
    /// The direct chat in which an account talks with the bot, if it ever did.
    func directChat(of account: AccountKey) throws -> ChatKey?
    /// Whom an unused, unexpired invitation is for, by the token's hash.
    func invitation(hash: String, now: Date) throws -> PersonID?

    // Reports
    func report(_ number: Int) throws -> ReportRecord?
    /// The report that was last filed under a key.
    func report(filedUnder key: String) throws -> ReportRecord?
    /// The newest report of an account in a chat that is not withdrawn or merged; nil when there is none after `since`.
    func newestReport(by account: AccountKey, in chat: ChatKey, since: Date) throws -> ReportRecord?
    /// The reports of an account in a chat from a number on, oldest first, whatever became of them.
    func reports(by account: AccountKey, in chat: ChatKey, from number: Int, limit: Int) throws
        -> [ReportRecord]
    /// The unconfirmed reports of an account, oldest first.
    func unconfirmedReports(of account: AccountKey) throws -> [ReportRecord]
    /// The open drafts of an account in a chat, newest first.
    func drafts(of account: AccountKey, in chat: ChatKey, now: Date) throws -> [Draft]
    func draft(report: Int) throws -> Draft?
    /// The returnees of a name that are not withdrawn, newest first.
    func returnees(named name: String) throws -> [Returnee]
    /// The returnee whose data a report holds.
    func returnee(report: Int) throws -> Returnee?

    /// The newest versions of a chain, newest first.
    func chain(_ title: String, of form: String, in chat: ChatKey, newest limit: Int) throws -> [ChainVersion]

    // Inspections
    func rectification(_ number: Int) throws -> Rectification?
    /// The rectification that an inspection's report opened.
    func rectification(of report: Int) throws -> Rectification?
    /// Those that still wait to be put right, oldest first.
    func openRectifications() throws -> [Rectification]

    // Duty
    func shift(_ id: ShiftID) throws -> Shift?
    /// The shifts of a checkpoint (nil: of all) that overlap a span of time, oldest first; cancelled ones left out.
    func shifts(at checkpoint: PlaceCode?, from: Date, to: Date) throws -> [Shift]
    /// The check-ins to a shift, oldest first.
    func checkIns(to shift: ShiftID) throws -> [CheckIn]

    // Escalation
    func caseRecord(_ number: Int) throws -> CaseRecord?
    /// The newest case about a subject.
    func newestCase(policy: String, subject: String) throws -> CaseRecord?
    /// What asks for an acknowledgement in a chat and has not expired, newest first.
    func asks(in chat: ChatKey, now: Date) throws -> [Ask]

    // Broadcasts
    func broadcast(_ number: Int) throws -> Broadcast?
    func targets(of broadcast: Int) throws -> [BroadcastTarget]
    /// The targets in a chat that were sent and not acknowledged, of broadcasts not closed, newest broadcast first.
    func openTargets(in chat: ChatKey) throws -> [BroadcastTarget]

    // What was said
    /// The span in which a chat is spared, the newest asked for; it may be over.
    func silence(of chat: ChatKey) throws -> Silence?
    /// When something was last said (`Change.remember`).
    func lastSaid(_ key: String) throws -> Date?
    /// How many reports count for a unit's day and were not taken back.
    func reportCount(of unit: PlaceCode, on day: CalendarDay) throws -> Int
    /// The texts of what the bot had to say in a chat lately: those among its last hundred posts everywhere.
    func saidLately(in chat: ChatKey) throws -> [String]
    /// When an account wrote the message that lies `count` messages before one of its own (an inbox row's id), that one
    /// counted as 0; nil when there are fewer.
    func written(by account: AccountKey, upTo message: Int64, back count: Int) throws -> Date?
    /// The newest messages of an account in a chat before one (an inbox row's id) that were answered, newest first; looked
    /// for among its last fifty.
    func exchanges(with account: AccountKey, in chat: ChatKey, before message: Int64, newest limit: Int)
        throws
        -> [Exchange]
}
