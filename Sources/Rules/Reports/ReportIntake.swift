import Foundation
import Model
import ReportLanguage

/// Takes in the reports of one message: keeps each, gives it its effects, and answers once for all.
struct ReportIntake {
    let message: ReceivedMessage

    /// Keeps the reports and answers.
    func take(_ reports: [Report], in ruling: inout Ruling) throws {
        ruling.decision.outcome = .reported
        let single = reports.filter { !$0.isDuplicate }
        if message.counts, let chain = ChainHeading(message.event.text) {
            return try ChainIntake(message: message, heading: chain).take(single, in: &ruling)
        }
        var taken: [TakenReport] = []
        for report in single { taken.append(try take(report, in: &ruling)) }
        let lines = try Receipt(message: message).lines(
            for: taken, duplicates: reports.count - single.count, in: &ruling)
        try answer(lines, about: taken, read: single.count, in: &ruling)
    }

    /// The receipt, what is asked about, and for strangers how they become known: one message.
    ///
    /// - Parameter read: How many entries the message gave.
    func answer(
        _ receipt: [String], about taken: [TakenReport], read: Int, in ruling: inout Ruling
    ) throws {
        let asked = taken.filter { $0.kind != .repeated }.map(\.record)
        var lines = receipt + (try Questions(message: message).ask(about: asked, in: &ruling))
        if asked.contains(where: { $0.state == .unconfirmed }) {
            lines += try IdentityDesk().hint(for: message, about: asked.map(\.number), in: &ruling)
        }
        lines += try MessageLimits(message: message).lines(read: read, last: taken.last?.record, in: &ruling)
        ruling.reply(to: message, lines.joined(separator: "\n"))
    }

    /// Keeps one report, or lays it over the one that it repeats or corrects.
    func take(_ read: Report, in ruling: inout Ruling) throws -> TakenReport {
        let desk = ruling.book.desk(for: read.form)
        let report = try desk.completed(read, from: message, in: ruling)
        if message.counts, let old = try desk.predecessor(of: report, from: message, in: ruling) {
            return try merge(report, into: old, desk: desk, in: &ruling)
        }
        if let old = try unconfirmedTwin(of: report, in: ruling) {
            return TakenReport(record: old, kind: .repeated, line: summary(of: old, desk, in: ruling))
        }
        if message.counts, desk.isFiled, report.problems.isEmpty,
            let old = try ruling.reportInSameWords(as: report, from: message)
        {
            return TakenReport(record: old, kind: .repeated, line: summary(of: old, desk, in: ruling))
        }
        var record = try fresh(report, in: &ruling)
        record.state = message.counts ? record.settledState : .unconfirmed
        ruling.keep(record)
        for problem in record.report.openProblems { ruling.remember(key(of: problem, in: record, ruling)) }
        ruling.audit(message.actor, "report.received", record.ref.text, "message \(message.id)")
        var line: String?
        if message.counts || desk.isUrgent(report) { line = try desk.carryOut(record, in: &ruling) }
        return TakenReport(record: record, kind: .new, line: line ?? summary(of: record, desk, in: ruling))
    }

    /// The same content of the same account that already waits for confirmation.
    private func unconfirmedTwin(of report: Report, in ruling: Ruling) throws -> ReportRecord? {
        guard !message.counts else { return nil }
        return try ruling.facts.unconfirmedReports(of: message.event.account).last { $0.report == report }
    }

    /// Adds what is new to the report that the person already has; the message's own report stays on record as merged.
    func merge(
        _ report: Report, into old: ReportRecord, desk: any ReportDesk, in ruling: inout Ruling
    ) throws -> TakenReport {
        var updated = old
        // A unit that is only the sender's own by default says nothing about somebody whom another leader reported.
        let form = ruling.book.forms[report.form]
        let given = report.fields.filter {
            old.report.fields[$0.key] == nil || !message.isDefault($0.key, $0.value, of: form)
        }
        let changed = given.filter { old.report.fields[$0.key] != $0.value && $0.key != "note" }
        // What was asked about once is not asked again: a chain that grows repeats the entries that were settled.
        let wrong = try report.openProblems.filter {
            try $0.code != .missing && !ruling.wasSaid(key(of: $0, in: old, ruling), within: .infinity)
        }
        guard !changed.isEmpty || !wrong.isEmpty else {
            return TakenReport(record: old, kind: .repeated, line: summary(of: old, desk, in: ruling))
        }
        var copy = try fresh(report, in: &ruling)
        copy.state = .merged
        copy.mergedInto = old.number
        ruling.change(.saveReport(copy))
        updated.report.lay(given, wrong: wrong)
        updated.report = desk.reconciled(updated.report)
        for problem in wrong { ruling.remember(key(of: problem, in: old, ruling)) }
        updated.version += 1
        updated.state = updated.settledState
        ruling.keep(updated)
        ruling.audit(message.actor, "report.updated", updated.ref.text, "message \(message.id)")
        let line = try desk.carryOut(updated, in: &ruling)
        // Where nothing is new but something is wrong, the question says it all.
        if changed.isEmpty { return TakenReport(record: updated, kind: .updated, line: "") }
        let words = ruling.words(for: message.chat)
        return TakenReport(
            record: updated, kind: .updated,
            line: line ?? Changes(before: old, after: updated).text(in: words)
                ?? summary(of: updated, desk, in: ruling))
    }

    /// Under what a report's problem is remembered as asked about; only a hash, for what was typed is people's data.
    private func key(of problem: Problem, in record: ReportRecord, _ ruling: Ruling) -> String {
        let typed = [problem.raw ?? ""] + (problem.options ?? []).map { "\($0)" }
        let hash = ruling.book.hash(typed.joined(separator: "\n"))
        return "asked:\(record.ref.text):\(problem.field):\(problem.code.rawValue):\(hash)"
    }

    private func fresh(_ report: Report, in ruling: inout Ruling) throws -> ReportRecord {
        ReportRecord(
            number: try ruling.number(.report), report: report, state: .incomplete, message: message.id,
            chat: message.chat.key, account: message.event.account, sender: message.sender.person?.id,
            place: message.chat.place, at: message.event.at)
    }

    private func summary(of record: ReportRecord, _ desk: any ReportDesk, in ruling: Ruling) -> String {
        desk.summary(of: record, in: ruling.words(for: message.chat))
    }
}
