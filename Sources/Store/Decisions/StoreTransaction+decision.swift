import Foundation
import Model
import ReportLanguage

extension StoreTransaction {
    /// Writes all effects of a decision.
    ///
    /// The caller's savepoint takes all of them back when one fails.
    ///
    /// - Parameter message: the inbox row that caused it, where one did.
    func apply(_ decision: Decision, message: Int64?) throws {
        for change in decision.changes { try apply(change) }
        for timer in decision.timers { try apply(timer) }
        for post in decision.posts { try add(post, message: message) }
        for entry in decision.audit { try add(entry, message: message) }
    }

    private func apply(_ change: Change) throws {
        switch change {
        case .saveReport(let report): try save(report)
        case .file(let report, let key): try file(report: report, under: key)
        case .saveDraft(let draft): try save(draft)
        case .endDraft(let report): try endDraft(report: report)
        case .saveReturnee(let returnee): try save(returnee)
        case .saveChain(let version): try save(version)
        case .saveRectification(let rectification): try save(rectification)
        case .saveShift(let shift): try save(shift)
        case .addCheckIn(let checkIn): try add(checkIn)
        case .removeCheckIns(let report): try removeCheckIns(report: report)
        case .saveCase(let record): try save(record)
        case .saveBroadcast(let broadcast): try save(broadcast)
        case .saveTarget(let target): try save(target)
        case .ask(let ask): try save(ask)
        case .endAsk(let ref): try endAsk(ref: ref)
        case .bind(let account, let person): try bind(account, to: person)
        case .spendInvitation(let hash, let account): try spendInvitation(hash: hash, by: account)
        case .knowDirectChat(let account, let chat): try know(directChat: chat, of: account)
        case .saveSilence(let silence): try save(silence)
        case .countForUnit(let unit, let day, let report): try count(report: report, for: unit, on: day)
        case .uncountForUnit(let unit, let day, let report): try uncount(report: report, for: unit, on: day)
        case .remember(let name, let at): try remember(name, at: at)
        case .cancelPosts(let prefix): try cancelPosts(prefix: prefix)
        }
    }

    private func remember(_ name: String, at: Date) throws {
        try sql.execute(
            """
            INSERT INTO said (name, at, source) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET at = excluded.at
            """, content.key(name, .said), at, content.source(name, .said))
    }

    private func save(_ silence: Silence) throws {
        try sql.execute(
            """
            INSERT INTO silences (chat, from_at, until_at, person) VALUES ($1, $2, $3, $4)
            ON CONFLICT (chat) DO UPDATE SET from_at = excluded.from_at, until_at = excluded.until_at,
                person = excluded.person
            """, silence.chat, silence.from, silence.until, silence.by)
    }

    private func add(_ entry: AuditEntry, message: Int64?) throws {
        _ = try withNextID(of: .audit) { id in
            try sql.execute(
                """
                INSERT INTO audit (id, at, actor, action, subject, detail, message)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """, id, now, entry.actor, entry.action, entry.subject,
                content.seal(entry.detail, .auditDetail), message)
            return true
        }
    }
}
