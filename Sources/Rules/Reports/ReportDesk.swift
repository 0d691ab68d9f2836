import Foundation
import Model
import ReportLanguage

/// A desk of the township: what the reports of one form do, once they count.
///
/// Keeping, numbering, asking for what is missing, correcting and withdrawing are the same for all; a desk says only what
/// is its own. To add one, see the room's docs.
protocol ReportDesk {
    /// The report with what the desk knows better than the text (a check-in without names is its sender's own).
    func completed(_ report: Report, from message: ReceivedMessage, in ruling: Ruling) throws -> Report

    /// The earlier report that this one repeats or adds to, if any.
    func predecessor(of report: Report, from message: ReceivedMessage, in ruling: Ruling) throws
        -> ReportRecord?

    /// Whether its reports are found again by what they are about and by their words; false where the desk knows
    /// predecessors and repeats by itself.
    var isFiled: Bool { get }

    /// Whether a report has its effects even before its sender is known.
    func isUrgent(_ report: Report) -> Bool

    /// A changed report without what the change has made untrue.
    func reconciled(_ report: Report) -> Report

    /// Gives a report that counts its effects. Called again when a report changed; must then not double anything.
    /// - Returns: What the receipt says of it, without its number; nil for the plain summary.
    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String?

    /// Takes the effects back.
    func undo(_ record: ReportRecord, in ruling: inout Ruling) throws

    /// What was understood, in one clause, masked for its listener.
    func summary(of record: ReportRecord, in words: Wording) -> String
}

extension ReportDesk {
    func completed(_ report: Report, from message: ReceivedMessage, in ruling: Ruling) throws -> Report {
        report
    }

    func predecessor(of report: Report, from message: ReceivedMessage, in ruling: Ruling) throws
        -> ReportRecord?
    {
        guard isFiled else { return nil }
        if let old = try ruling.reportCorrected(by: report, from: message) { return old }
        guard message.event.kind == .edited else { return nil }
        let since = message.event.at.addingTimeInterval(-Timing.sameWord)
        let newest = try ruling.facts.newestReport(
            by: message.event.account, in: message.chat.key, since: since)
        return newest?.report.form == report.form ? newest : nil
    }

    var isFiled: Bool { true }

    func isUrgent(_ report: Report) -> Bool { false }

    func reconciled(_ report: Report) -> Report { report }

    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? { nil }

    func undo(_ record: ReportRecord, in ruling: inout Ruling) throws {}
}

extension RuleBook {
    /// The desk of a form.
    func desk(for form: String) -> any ReportDesk {
        switch form {
        case "returnee": ReturneeDesk()
        case "checkin": CheckInDesk()
        case "handover": HandoverDesk()
        case "broadcastAck": PlayedDesk()
        case "incident", "emergency": IncidentDesk()
        case "inspection": InspectionDesk()
        case "rectified": RectifiedDesk()
        case "natResult", "quarantine": FollowUpDesk()
        case "duty": DutyDesk()
        default: PlainDesk()
        }
    }
}
