import Model
import Store

extension Decision {
    /// The decision with a line on record where somebody asked for something and nothing is said.
    ///
    /// Silence can be right: what was said within the hour is not said again. On record, it differs from an answer that
    /// was lost.
    func notingSilence(to row: InboxRow) -> Decision {
        guard [.reported, .answered, .commanded, .refused].contains(outcome),
            !posts.contains(where: { $0.key == "reply:\(row.id)" })
        else { return self }
        var noted = self
        noted.audit.append(
            AuditEntry(
                actor: "bot", action: "reply.withheld", subject: row.event.chat.text,
                detail: "message \(row.id)"))
        return noted
    }
}
