import Foundation
import Model
import ReportLanguage

/// Tells of incidents, step by step, until somebody says that they know or take care of it.
///
/// All that is due together is decided together, and what one chat is to hear of it is one message.
struct IncidentWatch {
    /// One incident that is to be told of at this step.
    struct Alert {
        var record: CaseRecord
        var report: ReportRecord
        var step: Int
        var receiver: Receiver
        /// Receivers of earlier steps that were told.
        var told: [Receiver]
    }

    static func timer(for record: CaseRecord, step: Int, at due: Date) -> DurableTimer {
        DurableTimer(
            key: "incident-step:" + record.subject, kind: .incidentStep, subject: record.subject, step: step,
            dueAt: due)
    }

    static func alertKey(_ policy: String) -> String { "incident-alert:" + policy }

    /// Looks at every incident whose step is due.
    func look(_ timers: [DurableTimer], in ruling: inout Ruling) throws {
        var alerts: [Alert] = []
        for timer in timers {
            guard let report = try Self.report(timer.subject, in: ruling), report.stands,
                let policy = IncidentDesk.policy(of: report.report, in: ruling),
                let record = try ruling.newestCase(policy: policy.name, subject: timer.subject),
                record.state == .open
            else { continue }
            if let alert = try alert(about: report, record, policy, timer.step, in: &ruling) {
                alerts.append(alert)
            }
        }
        guard !alerts.isEmpty else { return }
        for policy in Set(alerts.map(\.record.policy)) { ruling.remember(Self.alertKey(policy)) }
        try IncidentPosts(alerts: alerts).post(in: &ruling)
    }

    /// The step that reaches somebody now; those that reach nobody are on record and cost no time.
    private func alert(
        about report: ReportRecord, _ known: CaseRecord, _ policy: Policy, _ step: Int,
        in ruling: inout Ruling
    ) throws -> Alert? {
        let clock = PolicyClock(policy: policy.ungrouped)
        var index = clock.latest(from: step, start: known.openedAt, at: ruling.now)
        while let step = clock.step(index), try reached(step.to, known, report, in: ruling).isEmpty {
            ruling.remember(ShiftWatch.skippedKey(known.number, index))
            ruling.audit("bot", "case.step-skipped", known.ref.text, "step \(index + 1): nobody to reach")
            index += 1
        }
        var record = known
        guard let receiver = clock.step(index)?.to else {
            // Nobody is left to tell: it stays open after its last step, for whoever looks.
            record.step = index
            ruling.change(.saveCase(record))
            return nil
        }
        record.step = index + 1
        ruling.change(.saveCase(record))
        ruling.remember(ShiftWatch.toldKey(record.number, index))
        ruling.audit("bot", "case.step-taken", record.ref.text, "step \(index + 1)")
        if let due = clock.due(index + 1, from: record.openedAt) {
            ruling.timer(.set(Self.timer(for: record, step: index + 1, at: max(due, ruling.now))))
        }
        var told: [Receiver] = []
        for earlier in 0..<index
        where try ruling.facts.lastSaid(ShiftWatch.toldKey(record.number, earlier)) != nil {
            if let receiver = clock.step(earlier)?.to, !told.contains(receiver) { told.append(receiver) }
        }
        return Alert(record: record, report: report, step: index, receiver: receiver, told: told)
    }

    /// Whom a step reaches: the sender's own chat hears of it by the receipt.
    func reached(_ receiver: Receiver, _ record: CaseRecord, _ report: ReportRecord, in ruling: Ruling) throws
        -> [Addressee]
    {
        try Receivers(bot: ruling.bot, facts: ruling.facts)
            .addressees(of: receiver, at: record.place, own: [report.chat])
    }

    /// Who is told first of those whom a policy names; nil where nobody can be reached.
    func firstReached(_ record: CaseRecord, _ policy: Policy, from report: ReportRecord, in ruling: Ruling)
        throws
        -> Receiver?
    {
        try policy.steps.first { try !reached($0.to, record, report, in: ruling).isEmpty }?.to
    }

    // MARK: - Afterwards

    /// Tells those who heard of it what was corrected.
    func tellChange(of report: ReportRecord, _ record: CaseRecord, in ruling: inout Ruling) throws {
        guard record.state != .resolved, let before = try ruling.facts.report(report.number) else { return }
        try tell(record, report, in: &ruling) { words in
            Changes(before: before, after: report).text(in: words).map {
                words("incident.changed", ["ref": record.ref.text, "changes": $0])
            }
        }
    }

    /// Ends the case of a report that was withdrawn, and tells those who heard of it.
    func close(_ report: ReportRecord, in ruling: inout Ruling) throws {
        guard var record = try known(report, in: ruling), record.state != .resolved else { return }
        record.state = .resolved
        record.closedAt = ruling.now
        stop(record, in: &ruling)
        ruling.audit("bot", "case.resolved", record.ref.text)
        try tell(record, report, in: &ruling) { words in
            words(
                "incident.withdrawn",
                ["ref": record.ref.text, "line": IncidentDesk().summary(of: report, in: words)])
        }
    }

    /// The case of a report, whatever it was about when it was opened.
    func known(_ report: ReportRecord, in ruling: Ruling) throws -> CaseRecord? {
        try ["emergency", "incident"].lazy.compactMap {
            try ruling.newestCase(policy: $0, subject: report.ref.text)
        }.first
    }

    /// Saves a case as it is now and stops what it had under way.
    func stop(_ record: CaseRecord, in ruling: inout Ruling) {
        ruling.change(.saveCase(record))
        ruling.change(.endAsk(ref: record.ref.text))
        ruling.timer(.cancel(key: "incident-step:" + record.subject))
        ruling.cancelPosts("incident:\(record.ref.text):")
    }

    /// One line to each chat that was told of an incident.
    func tell(
        _ record: CaseRecord, _ report: ReportRecord, except: ChatKey? = nil, and origin: Bool = false,
        in ruling: inout Ruling, _ text: (Wording) -> String?
    ) throws {
        guard let policy = ruling.bot.policy(record.policy) else { return }
        var chats = origin ? [report.chat] : []
        for step in 0..<record.step
        where try ruling.facts.lastSaid(ShiftWatch.toldKey(record.number, step)) != nil {
            guard let receiver = PolicyClock(policy: policy).step(step)?.to else { continue }
            chats += try reached(receiver, record, report, in: ruling).map(\.chat).filter {
                !chats.contains($0)
            }
        }
        for chat in chats where chat != except {
            guard let said = text(ruling.words(for: chat)) else { continue }
            ruling.post(
                Post(
                    key:
                        "incident-news:\(record.ref.text):v\(report.version):\(record.state.rawValue):\(chat.text)",
                    chat: chat, text: said, priority: .escalation,
                    expiresAt: ruling.now.addingTimeInterval(Timing.incidentLives),
                    cause: record.ref.text + " " + report.ref.text))
        }
    }

    /// The report that a case is about; nil where it is about something else.
    static func report(_ subject: String, in ruling: Ruling) throws -> ReportRecord? {
        guard let ref = Ref(subject), ref.kind == .report else { return nil }
        return try ruling.report(ref.number)
    }
}

extension Policy {
    /// The same steps without a raster: what is to be told at once is not put off to the next minute.
    fileprivate var ungrouped: Policy {
        var policy = self
        policy.groupWithin = 0
        return policy
    }
}
