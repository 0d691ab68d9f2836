import Foundation
import Model
import ReportLanguage

/// Takes in the reports of one message: keeps each, gives it its effects, and answers once for all.
struct ReportIntake {
    /// What became of one report.
    private struct Taken {
        enum Kind { case new, updated, repeated }
        var record: ReportRecord
        var kind: Kind
        /// What the receipt says of it.
        var line: String

        /// What is remembered when it is said.
        var said: String { "have:" + record.ref.text }
    }

    let message: ReceivedMessage

    /// Keeps the reports and answers.
    func take(_ reports: [Report], in ruling: inout Ruling) throws {
        ruling.decision.outcome = .reported
        var taken: [Taken] = []
        for report in reports where !report.isDuplicate {
            taken.append(try take(report, in: &ruling))
        }
        let duplicates = reports.filter(\.isDuplicate).count
        var lines = try receipt(taken, duplicates: duplicates, in: &ruling)
        let asked = taken.filter { $0.kind != .repeated }.map(\.record)
        lines += try Questions(message: message).ask(about: asked, in: &ruling)
        if asked.contains(where: { $0.state == .unconfirmed }) {
            lines += try IdentityDesk().hint(for: message, about: asked.map(\.number), in: &ruling)
        }
        ruling.reply(to: message, lines.joined(separator: "\n"))
    }

    private func take(_ read: Report, in ruling: inout Ruling) throws -> Taken {
        let desk = ruling.book.desk(for: read.form)
        let report = try desk.completed(read, from: message, in: ruling)
        if message.counts, let old = try desk.predecessor(of: report, from: message, in: ruling) {
            return try merge(report, into: old, desk: desk, in: &ruling)
        }
        if let old = try unconfirmedTwin(of: report, in: ruling) {
            return Taken(record: old, kind: .repeated, line: summary(of: old, desk, in: ruling))
        }
        if message.counts, desk.isFiled, report.problems.isEmpty,
            let old = try ruling.reportInSameWords(as: report, from: message)
        {
            return Taken(record: old, kind: .repeated, line: summary(of: old, desk, in: ruling))
        }
        var record = try fresh(report, in: &ruling)
        record.state = message.counts ? record.settledState : .unconfirmed
        ruling.keep(record)
        for problem in record.report.openProblems { ruling.remember(key(of: problem, in: record, ruling)) }
        ruling.audit(message.actor, "report.received", record.ref.text, "message \(message.id)")
        var line: String?
        if message.counts || desk.isUrgent(report) { line = try desk.carryOut(record, in: &ruling) }
        return Taken(record: record, kind: .new, line: line ?? summary(of: record, desk, in: ruling))
    }

    /// The same content of the same account that already waits for confirmation.
    private func unconfirmedTwin(of report: Report, in ruling: Ruling) throws -> ReportRecord? {
        guard !message.counts else { return nil }
        return try ruling.facts.unconfirmedReports(of: message.event.account).last { $0.report == report }
    }

    /// Adds what is new to the report that the person already has; the message's own report stays on record as merged.
    private func merge(
        _ report: Report, into old: ReportRecord, desk: any ReportDesk, in ruling: inout Ruling
    ) throws -> Taken {
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
            return Taken(record: old, kind: .repeated, line: summary(of: old, desk, in: ruling))
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
        if changed.isEmpty { return Taken(record: updated, kind: .updated, line: "") }
        let words = ruling.words(for: message.chat)
        return Taken(
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

    // MARK: - The answer

    /// One line for one report; a heading and a line each for up to ten; only the count for more.
    private func receipt(_ taken: [Taken], duplicates: Int, in ruling: inout Ruling) throws -> [String] {
        let words = ruling.words(for: message.chat)
        // A desk that has nothing to say of a report says an empty line.
        let said = taken.filter { $0.kind != .repeated && !$0.line.isEmpty }
        if said.isEmpty, taken.contains(where: { $0.kind != .repeated }) { return [] }
        if said.isEmpty { return try repeatedLine(taken, in: &ruling) }
        for item in said { ruling.remember(item.said) }
        var lines: [String] = []
        if said.count == 1, let only = said.first {
            lines.append(line(of: only, in: words))
        } else {
            let head = heading(said)
            if said.count <= 10 {
                lines.append(words("report.several", head))
                lines += said.map { words("report.item", ["ref": $0.record.ref.text, "line": $0.line]) }
            } else {
                var values = head
                values["first"] = said.first?.record.ref.text ?? ""
                values["last"] = said.last?.record.ref.text ?? ""
                lines.append(words("report.many", values))
            }
        }
        if duplicates > 0 { lines.append(words("report.duplicates", ["count": duplicates])) }
        return lines
    }

    private func heading(_ said: [Taken]) -> [String: any Sendable] {
        let new = said.filter { $0.kind == .new }.count
        let updated = said.count - new
        return [
            "new": new == 0 ? false as any Sendable : new,
            "updated": updated == 0 ? false as any Sendable : updated,
            "people": said.allSatisfy { $0.record.report.form == "returnee" },
        ]
    }

    private func line(of taken: Taken, in words: Wording) -> String {
        let form = taken.record.report.form
        let values: [String: any Sendable] = ["ref": taken.record.ref.text, "line": taken.line]
        let isNameless = form == "returnee" && taken.record.report.fields["name"] == nil
        let key =
            switch (taken.kind, taken.record.state) {
            case (_, .unconfirmed): "report.unconfirmed"
            // Nobody is registered yet: only what was understood is said back.
            case (.new, _) where isNameless: "report.understood"
            case (.updated, _): "report.updated"
            default: "report.receipt"
            }
        return words.first(of: ["\(key).\(form)", key], values) ?? taken.line
    }

    /// Told once that it is there already; said again within the hour, the bot is silent.
    private func repeatedLine(_ taken: [Taken], in ruling: inout Ruling) throws -> [String] {
        let news = try taken.filter { try !ruling.wasSaid($0.said, within: Timing.sameWord) }
        guard let first = news.first else { return [] }
        for item in news { ruling.remember(item.said) }
        let words = ruling.words(for: message.chat)
        guard news.count > 1 else {
            return [words("report.already", ["ref": first.record.ref.text, "line": first.line])]
        }
        return [words("report.already.several", ["count": news.count])]
    }
}
