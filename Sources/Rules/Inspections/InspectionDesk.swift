import Foundation
import Model
import ReportLanguage

/// Inspections: what is found wrong gets a number, and the checkpoint is told to put it right.
struct InspectionDesk: ReportDesk {
    /// A problem that was found says the result; where all is well now, nothing was found.
    func reconciled(_ report: Report) -> Report {
        guard report.fields["result"]?.string == "ok" else { return report }
        var report = report
        report.fields["findings"] = nil
        return report
    }

    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? {
        let known = try ruling.rectification(of: record.number)
        guard record.report.fields["result"]?.string == "problem",
            let checkpoint = record.report.code("checkpoint")
        else {
            if record.report.fields["result"] != nil { try cancel(known, in: &ruling) }
            return nil
        }
        let words = ruling.words(for: record.chat)
        let summary = summary(of: record, in: words)
        if var known, known.state != .cancelled {
            if known.checkpoint != checkpoint {
                known.checkpoint = checkpoint
                ruling.change(.saveRectification(known))
            }
            return nil
        }
        var opened =
            try known
            ?? Rectification(
                number: ruling.number(.rectification), report: record.number, checkpoint: checkpoint,
                openedAt: ruling.now)
        opened.state = .open
        opened.closedAt = nil
        opened.checkpoint = checkpoint
        ruling.change(.saveRectification(opened))
        ruling.audit("bot", "rectification.opened", opened.ref.text, record.ref.text)
        ruling.audit("bot", "rectification.opened", record.ref.text, opened.ref.text)
        let told = try tell(opened, record, in: &ruling)
        return words("inspection.problem", ["line": summary, "ref": opened.ref.text, "told": told])
    }

    func undo(_ record: ReportRecord, in ruling: inout Ruling) throws {
        try cancel(try ruling.rectification(of: record.number), in: &ruling)
    }

    func summary(of record: ReportRecord, in words: Wording) -> String {
        PlainDesk().summary(of: record, in: words)
    }

    private func cancel(_ known: Rectification?, in ruling: inout Ruling) throws {
        guard var known, known.isOpen else { return }
        known.state = .cancelled
        known.closedAt = ruling.now
        ruling.change(.saveRectification(known))
        ruling.audit("bot", "rectification.cancelled", known.ref.text)
        ruling.cancelPosts("rectify:\(known.ref.text):")
    }

    /// Tells the checkpoint's chat, calling its head; false where it has none but the one that the inspection was told in.
    private func tell(_ opened: Rectification, _ record: ReportRecord, in ruling: inout Ruling) throws -> Bool
    {
        let receivers = Receivers(bot: ruling.bot, facts: ruling.facts)
        let head = receivers.people(.checkpointHead, for: opened.checkpoint)
        let chats = receivers.chats(ofCheckpoint: opened.checkpoint).filter { $0 != record.chat }
        for chat in chats {
            let words = ruling.words(for: chat)
            let call = try MentionLine(people: head, chat: chat, receivers: receivers)
            let text = words(
                "inspection.told",
                ["ref": opened.ref.text, "line": summary(of: record, in: words), "call": call.text])
            ruling.post(
                Post(
                    key: "rectify:\(opened.ref.text):v\(record.version):\(chat.text)", chat: chat, text: text,
                    mentions: call.mentions, priority: .reminder,
                    expiresAt: ruling.now.addingTimeInterval(Timing.replyLives), cause: opened.ref.text))
        }
        return !chats.isEmpty
    }
}
