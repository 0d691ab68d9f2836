import Foundation
import Model
import ReportLanguage

/// `收到` and `接手`: what holds or ends an escalation at once.
struct AcknowledgementDesk {
    let message: ReceivedMessage

    /// An acknowledgement holds a case; without a number it means what last asked this sender here.
    ///
    /// Nothing asked: silence.
    func acknowledge(_ ref: Ref?, in ruling: inout Ruling) throws {
        if let ref {
            switch ref.kind {
            case .escalation: try hold(try open(ref, in: &ruling).map { [$0] } ?? [], in: &ruling)
            // Seen is not played: it is on record, and the village is still asked to play it.
            default: ruling.audit(message.actor, "ack.seen", ref.text, "message \(message.id)")
            }
            return
        }
        let asks = try ruling.facts.asks(in: message.chat.key, now: ruling.now).filter { ask in
            ask.ref.kind == .escalation
                && (ask.people.isEmpty
                    ? message.counts : message.sender.person.map { ask.people.contains($0.id) } ?? false)
        }
        guard let newest = asks.first else {
            ruling.decision.outcome = .chatter
            return
        }
        // One message may have asked for several shifts; the answer is to all of it.
        let cases = try asks.filter { $0.askedAt == newest.askedAt }.compactMap {
            try ruling.caseRecord($0.ref.number)
        }
        .filter { $0.state == .open }.sorted { $0.number < $1.number }
        try hold(cases, in: &ruling)
    }

    /// Somebody takes care of it: no further step, and those who were told hear who goes.
    func takeOver(_ ref: Ref?, in ruling: inout Ruling) throws {
        guard let person = message.sender.person else { return try ruling.refuseStranger(message) }
        var target = ref
        if target == nil {
            let asks = try ruling.facts.asks(in: message.chat.key, now: ruling.now)
                .filter { $0.ref.kind == .escalation }
            // A bare 接手 where nothing asks is talk; where one message asked for several shifts, it says too little.
            guard let newest = asks.first else {
                ruling.decision.outcome = .chatter
                return
            }
            if asks.count(where: { $0.askedAt == newest.askedAt }) == 1 { target = newest.ref }
        }
        guard let target, target.kind == .escalation else { return ruling.refuse(message, "takeover.which") }
        guard var record = try open(target, in: &ruling) else { return }
        record.state = .taken
        record.by = person.id
        ruling.audit(message.actor, "case.taken", record.ref.text, "message \(message.id)")
        if let report = try IncidentWatch.report(record.subject, in: ruling) {
            return try takeOver(record, report, person, in: &ruling)
        }
        CaseDesk().stop(record, in: &ruling)
        guard let shift = try ruling.shift(ShiftID(rawValue: record.subject)) else { return }
        let words = ruling.words(for: message.chat)
        let values: [String: any Sendable] = [
            "ref": record.ref.text, "name": person.name, "checkpoint": words.place(shift.checkpoint),
            "time": words.clock(shift.from),
        ]
        ruling.reply(to: message, words("takeover.done", values))
        try CaseDesk().tell("case.taken", about: record, shift: shift, except: message.chat.key, in: &ruling)
        { _ in
            ["name": person.name]
        }
    }

    /// An incident: those who were told, and whoever reported it, hear who goes.
    private func takeOver(
        _ record: CaseRecord, _ report: ReportRecord, _ person: Person, in ruling: inout Ruling
    ) throws {
        let watch = IncidentWatch()
        watch.stop(record, in: &ruling)
        ruling.reply(
            to: message,
            ruling.words(for: message.chat)(
                "incident.taken.done", ["ref": record.ref.text, "name": person.name]))
        let desk = ruling.book.desk(for: report.report.form)
        try watch.tell(record, report, except: message.chat.key, and: true, in: &ruling) { words in
            words(
                "incident.taken",
                ["ref": record.ref.text, "name": person.name, "line": desk.summary(of: report, in: words)])
        }
    }

    /// The case of a number if it can still be stopped; else the sender is told why not.
    private func open(_ ref: Ref, in ruling: inout Ruling) throws -> CaseRecord? {
        guard message.counts else {
            try ruling.refuseStranger(message)
            return nil
        }
        guard let record = try ruling.caseRecord(ref.number) else {
            ruling.refuse(message, "ref.unknown", ["ref": ref.text])
            return nil
        }
        switch record.state {
        case .open, .acknowledged: return record
        case .taken:
            let name = record.by.flatMap { ruling.bot.roster.person($0) }?.name ?? ""
            ruling.refuse(message, "case.already.taken", ["ref": ref.text, "name": name])
        case .resolved, .exhausted: ruling.refuse(message, "case.already.over", ["ref": ref.text])
        }
        return nil
    }

    private func hold(_ cases: [CaseRecord], in ruling: inout Ruling) throws {
        guard !cases.isEmpty else { return }
        var shifts: [CaseRecord] = []
        var incidents: [CaseRecord] = []
        for var record in cases {
            let next = record.step
            record.state = .acknowledged
            record.by = message.sender.person?.id
            ruling.audit(message.actor, "case.acknowledged", record.ref.text, "message \(message.id)")
            if try IncidentWatch.report(record.subject, in: ruling) != nil {
                IncidentWatch().stop(record, in: &ruling)
                incidents.append(record)
                continue
            }
            CaseDesk().stop(record, in: &ruling)
            shifts.append(record)
            // Knowing is not standing there: if the shift stays empty, the chain goes on where it stopped.
            guard let shift = try ruling.shift(ShiftID(rawValue: record.subject)) else { continue }
            // On the minute, so that what was acknowledged one by one is raised again together.
            let again = PolicyClock.common(
                ruling.now.addingTimeInterval(Timing.acknowledgedFor), Timing.groupWindow)
            if again < shift.to {
                ruling.timer(.set(ShiftTimers(bot: ruling.bot).step(next, of: shift, at: again)))
            }
        }
        let words = ruling.words(for: message.chat)
        func line(_ phrase: String, _ cases: [CaseRecord]) -> String? {
            cases.isEmpty
                ? nil
                : words(
                    phrase,
                    [
                        "refs": words.list(cases.map(\.ref.text)), "ref": cases.first?.ref.text ?? "",
                        "name": message.sender.person?.name ?? false,
                        "span": words.span(Timing.acknowledgedFor),
                    ])
        }
        let lines = [line("ack.held", shifts), line("ack.known", incidents)]
        ruling.reply(to: message, lines.compactMap { $0 }.joined(separator: "\n"))
    }
}
