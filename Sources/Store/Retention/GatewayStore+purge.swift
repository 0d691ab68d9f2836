import Foundation
import Model
import ReportLanguage

extension GatewayStore {
    /// Forgets a few rows whose time is over; called until the purge is done.
    ///
    /// Messages and posts that are finished go as a whole. Of what tells of persons the row stays with its number, form,
    /// place, time and state, so that figures stay right; its person goes, here, in its versions and in what finds it. The
    /// audit keeps who did what when, without the detail. Never touched: what waits, whatever has an open draft, case or
    /// rectification or a returnee still to come, and the counters, so that no number is given twice.
    /// - Parameters:
    ///   - limit: how many rows to look at.
    ///   - forget: the report without its person.
    package func purge(
        _ purge: Purge, limit: Int, now: Date, forget: @escaping @Sendable (Report) -> Report
    ) async throws(StoreError) -> Purge {
        guard let step = purge.step else { return purge }
        let before = step == .inbox || step == .outbox ? purge.messagesBefore : purge.personsBefore
        guard let before else {
            var next = purge
            next.nextStep()
            return next
        }
        return try await write(now: now) { transaction in
            var purge = purge
            let purging = Purging(
                sql: transaction.sql, content: transaction.content, before: before, now: now, limit: limit)
            switch step {
            case .inbox: try purging.finished("inbox", &purge)
            case .outbox: try purging.finished("outbox", &purge)
            case .audit: try purging.audit(&purge)
            case .said: try purging.said(&purge)
            case .chains: try purging.chains(&purge)
            case .checkIns: try purging.checkIns(&purge)
            case .reports: try purging.reports(&purge, forget: forget)
            }
            return purge
        }
    }
}
