import Foundation
import Model
import ReportLanguage

/// `整改 Z5 已整改`: how it stands with what an inspection found.
struct RectifiedDesk: ReportDesk {
    /// An inspection's own receipt means its rectification; without a number, the only one that is open at the sender's
    /// place is meant; a number that there is not is asked about.
    func completed(_ report: Report, from message: ReceivedMessage, in ruling: Ruling) throws -> Report {
        var report = report
        guard let ref = report.fields["ref"]?.ref else {
            guard report.problems.contains(where: { $0.code == .missing && $0.field == "ref" }),
                let only = try onlyOpen(for: message, in: ruling)
            else { return report }
            report.lay(["ref": .string(only.ref.text)], wrong: [])
            return report
        }
        if let known = try rectification(ref, in: ruling) {
            report.fields["ref"] = .string(known.ref.text)
        } else {
            report.fields["ref"] = nil
            report.lay([:], wrong: [Problem(.unknown, "ref", raw: ref.text)])
        }
        return report
    }

    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? {
        guard let ref = record.report.fields["ref"]?.ref, let status = record.report.fields["status"]?.string,
            var known = try rectification(ref, in: ruling)
        else { return nil }
        let words = ruling.words(for: record.chat)
        let what = try found(known, in: words, ruling)
        let values: [String: any Sendable] = ["ref": known.ref.text, "what": what]
        if known.state == .cancelled { return words("rectified.cancelled", values) }
        if known.state == .done, known.toldBy != record.number { return words("rectified.already", values) }
        known.state = status == "done" ? .done : .inProgress
        known.closedAt = status == "done" ? record.at : nil
        known.toldBy = record.number
        ruling.change(.saveRectification(known))
        ruling.cancelPosts("rectify:\(known.ref.text):")
        ruling.audit(
            record.sender?.rawValue ?? record.account.text, "rectification.\(known.state.rawValue)",
            known.ref.text,
            record.ref.text)
        if known.state == .done { try tellInspector(known, record, in: &ruling) }
        return words(known.state == .done ? "rectified.done" : "rectified.inProgress", values)
    }

    func undo(_ record: ReportRecord, in ruling: inout Ruling) throws {
        guard let ref = record.report.fields["ref"]?.ref, var known = try rectification(ref, in: ruling),
            known.toldBy == record.number, known.state != .cancelled
        else { return }
        known.state = .open
        known.closedAt = nil
        known.toldBy = nil
        ruling.change(.saveRectification(known))
        ruling.audit("bot", "rectification.reopened", known.ref.text, record.ref.text)
    }

    /// Where the number is nobody's, the question says it all.
    func summary(of record: ReportRecord, in words: Wording) -> String {
        if record.report.problems.contains(where: { $0.field == "ref" && $0.code == .unknown }) { return "" }
        return PlainDesk().summary(of: record, in: words)
    }

    // MARK: -

    private func rectification(_ ref: Ref, in ruling: Ruling) throws -> Rectification? {
        switch ref.kind {
        case .rectification: try ruling.rectification(ref.number)
        case .report: try ruling.rectification(of: ref.number)
        default: nil
        }
    }

    private func onlyOpen(for message: ReceivedMessage, in ruling: Ruling) throws -> Rectification? {
        let places = [message.sender.person?.place, message.chat.place].compactMap { $0 }
        let open = try ruling.facts.openRectifications().filter { places.contains($0.checkpoint) }
        return open.count == 1 ? open.first : nil
    }

    /// `国道卡口，睡觉`: what was found where.
    private func found(_ known: Rectification, in words: Wording, _ ruling: Ruling) throws -> String {
        let report = try ruling.report(known.report)
        let findings = report?.report.fields["findings"].map { words.value($0, "findings", of: "inspection") }
        return words.clauses([words.place(known.checkpoint)] + (findings.map { [$0] } ?? []))
    }

    /// Whoever found it hears that it was put right, in the chat where they said so.
    private func tellInspector(_ known: Rectification, _ record: ReportRecord, in ruling: inout Ruling) throws
    {
        guard let inspection = try ruling.report(known.report), inspection.chat != record.chat,
            try ruling.isOpen(inspection.chat, to: [inspection.account])
        else { return }
        let words = ruling.words(for: inspection.chat)
        ruling.post(
            Post(
                key: "rectified:\(known.ref.text):\(record.ref.text)v\(record.version)",
                chat: inspection.chat,
                text: words(
                    "rectified.told", ["ref": known.ref.text, "what": try found(known, in: words, ruling)]),
                priority: .reminder, expiresAt: ruling.now.addingTimeInterval(Timing.replyLives),
                cause: known.ref.text))
    }
}
