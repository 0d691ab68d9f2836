import Foundation
import Model
import ReportLanguage
import Store

/// What a benchmark's store holds once the gateway has stopped: the count that shows that nothing was lost or left over.
struct StoreCount {
    /// `sqlite` or `postgres`.
    let engine: String
    /// How many reports were kept.
    let reports: Int
    private let status: StoreStatus

    /// Opens the store of a bot's folder, which reads full durability back, and counts.
    init(folder: URL) async throws {
        let (_, bot) = try BotOpening.require(folder.path)
        engine = if case .sqlite = bot.store { "sqlite" } else { "postgres" }
        let store = try BotOpening.store(of: bot)
        status = try await store.status(now: Date())
        reports = try await store.read { try $0.nextNumber(.report) - 1 }
        try store.close()
    }

    /// What is not as it must be after so many messages each of which is a new report.
    func findings(messages: Int) -> [String] {
        func queue(_ name: String, _ queue: StoreStatus.Queue) -> [String] {
            let rows = [("waiting", queue.waiting), ("dead", queue.dead), ("expired", queue.expired)]
            return rows.filter { $0.1 > 0 }.map { "\(name): \($0.1) \($0.0)" }
        }
        let kept = reports == messages ? [] : ["\(reports) reports of \(messages) messages"]
        return queue("inbox", status.inbox) + queue("outbox", status.outbox) + kept
    }
}
