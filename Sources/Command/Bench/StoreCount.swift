import ArgumentParser
import Foundation
import Model
import ReportLanguage
import Store

/// What a benchmark's store holds once the gateway has stopped: the count and the audit that show that nothing was lost,
/// doubled or left over.
struct StoreCount {
    /// `sqlite` or `postgres`.
    let engine: String
    /// How many reports were kept.
    let reports: Int
    private let status: StoreStatus
    private let audit: AuditReport

    /// Opens the store of a bot's folder, which reads full durability back, counts, and audits it.
    init(folder: URL) async throws {
        let (_, bot) = try BotOpening.require(folder.path)
        engine = if case .sqlite = bot.store { "sqlite" } else { "postgres" }
        let store = try BotOpening.store(of: bot)
        let now = Date()
        status = try await store.status(now: now)
        reports = try await store.read { try $0.nextNumber(.report) - 1 }
        audit = try await store.audit(AuditTerms(of: bot, now: now), now: now)
        try store.close()
    }

    /// Refuses a store in which something is: a benchmark counts what it leaves behind, and platforms begin at their first
    /// message.
    static func requireEmpty(folder: URL) async throws {
        let (_, bot) = try BotOpening.require(folder.path)
        let store = try BotOpening.store(of: bot)
        let status = try await store.status(now: Date())
        try store.close()
        guard status.polls.isEmpty else {
            BotOpening.complain(
                "the store \(bot.store.shown) already holds messages of the bot \(bot.name); a benchmark needs an empty one: "
                    + "name another database or file, or drop the schema lianfang_\(bot.name)")
            throw ExitCode.failure
        }
    }

    /// How many rows the audit looked at, by what they are.
    var audited: [String: Int] {
        Dictionary(audit.counts.map { ($0.table, $0.rows) }) { first, _ in first }
    }

    /// What is not as it must be when so many reports were to be kept and so many posts to be made.
    func findings(reports wanted: Int, posts: Int) -> [String] {
        func queue(_ name: String, _ queue: StoreStatus.Queue) -> [String] {
            let rows = [("waiting", queue.waiting), ("dead", queue.dead), ("expired", queue.expired)]
            return rows.filter { $0.1 > 0 }.map { "\(name): \($0.1) \($0.0)" }
        }
        let made = audited["posts"] ?? 0
        let kept =
            (reports == wanted ? [] : ["\(reports) reports, not \(wanted)"])
            + (made == posts ? [] : ["\(made) posts, not \(posts)"])
        return queue("inbox", status.inbox) + queue("outbox", status.outbox) + kept + broken
    }

    /// The rows that break a promise, in the words of the audit.
    private var broken: [String] {
        audit.findings.map { finding in
            "\(finding.row): \(finding.rule.rawValue)" + (finding.detail.isEmpty ? "" : ": \(finding.detail)")
        } + audit.cut.map { "\($0.rawValue): more rows than are listed" }.sorted()
    }
}
