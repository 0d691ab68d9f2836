import Foundation
import Model
import ReportLanguage

extension Trace {
    /// Everything that happened, in the order of time; what happened in the same moment: cause before effect.
    package var entries: [Entry] {
        var all: [Entry] = []
        for message in messages { all += message.entries }
        for report in reports { all.append(report.traceEntry) }
        for line in audit { all.append(line.traceEntry) }
        for post in posts { all += post.entries }
        for timer in timers { all.append(timer.traceEntry) }
        let order = all.indices.sorted { left, right in
            all[left].at == all[right].at ? left < right : all[left].at < all[right].at
        }
        return order.map { all[$0] }
    }
}

extension Trace.Message {
    fileprivate var entries: [Trace.Entry] {
        let event = row.event
        let received = Trace.Entry(
            at: row.receivedAt,
            what: "received in:\(row.id) \(event.key) from \(event.account.text): \(event.text)")
        guard let finishedAt else {
            let why = error.map { ", failed \(row.attempt) times: \($0)" } ?? ""
            return [received, Trace.Entry(at: row.receivedAt, what: "in:\(row.id) waits\(why)")]
        }
        let end = outcome.map { "decided: \($0.rawValue)" } ?? state.rawValue
        let why = state == .dead ? error.map { ": \($0)" } ?? "" : ""
        return [received, Trace.Entry(at: finishedAt, what: "in:\(row.id) \(end)\(why)")]
    }
}

extension ReportRecord {
    fileprivate var traceEntry: Trace.Entry {
        let fields = report.fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.traceText)" }
        let problems = report.problems.map { "\($0.field) \($0.code.rawValue)" }
        let lacks = problems.isEmpty ? "" : "; problems: " + problems.joined(separator: ", ")
        let said = fields.joined(separator: " ")
        return Trace.Entry(
            at: at,
            what:
                "understood \(ref.text) version \(version) as \(report.form), \(state.rawValue): \(said)\(lacks)"
        )
    }
}

extension Trace.AuditLine {
    fileprivate var traceEntry: Trace.Entry {
        let detail = entry.detail.isEmpty ? "" : ": " + entry.detail
        return Trace.Entry(at: at, what: "\(entry.actor) \(entry.action) \(entry.subject)\(detail)")
    }
}

extension Trace.Posting {
    fileprivate var entries: [Trace.Entry] {
        let queued = Trace.Entry(
            at: row.createdAt,
            what: "to say out:\(row.id) \(row.post.key) in \(row.post.chat.text): \(row.post.text)")
        let together = row.bundle.map { " in one post with others (bundle \($0))" } ?? ""
        let end =
            (state == .done ? "posted" + (receipt.map { " as " + $0 } ?? "") : state.rawValue) + together
        let tried = row.attempt == 0 ? "" : ", tried \(row.attempt) times before"
        let why = error.map { ", last error " + $0 } ?? ""
        return [
            queued, Trace.Entry(at: finishedAt ?? row.createdAt, what: "out:\(row.id) \(end)\(tried)\(why)"),
        ]
    }
}

extension Trace.Timing {
    fileprivate var traceEntry: Trace.Entry {
        let end =
            switch state {
            case .done: "fired"
            case .waiting: "due"
            case .running, .dead, .cancelled: state.rawValue
            }
        let why = error.map { ": " + $0 } ?? ""
        return Trace.Entry(at: finishedAt ?? timer.dueAt, what: "timer \(timer.key) \(end)\(why)")
    }
}

extension FieldValue {
    fileprivate var traceText: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .decimal(let number): String(number)
        case .boolean(let flag): String(flag)
        case .strings(let texts): texts.joined(separator: ",")
        case .decimals(let numbers): numbers.map { String($0) }.joined(separator: ",")
        case .place(let place): place.name
        case .items(let items): items.map { "\($0.item)×\($0.amount)" }.joined(separator: ",")
        }
    }
}
