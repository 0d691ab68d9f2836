import Foundation
import Model
import ReportLanguage
import Testing

@testable import Store

@Suite struct AuditTests {
    /// One night's worth of rows that keep every promise: a report asked about, a shift missed, a broadcast sent.
    private func fill(_ under: StoreUnderTest) async throws {
        let store = under.store
        _ = try await store.receive(
            [.sample("m1"), .sample("m2", text: "到岗"), .sample("m3", text: "哦")], from: .town, cursor: nil,
            now: .start)
        _ = try await store.processInbox(limit: 9, now: .start + 1) { row, _ in
            switch row.id {
            case 1:
                var asked = ReportRecord.sample(1, state: .incomplete, message: 1)
                asked.report.form = "outsider"
                return .make(
                    changes: [
                        .saveReport(asked),
                        .saveDraft(
                            Draft(
                                report: 1, chat: .village, account: .leader, lacking: ["phone"],
                                askedAt: .start,
                                expiresAt: .start + 600)),
                        .saveReport(.sample(2, message: 1)), .saveReturnee(.sample(2)),
                        .file(report: 2, under: "about:x"),
                    ],
                    posts: [.sample("reply:1")],
                    timers: [
                        .set(.sample("draft:R1", kind: .draftExpiry, subject: "1", dueAt: .start + 600))
                    ],
                    audit: [
                        AuditEntry(actor: "P010", action: "report.received", subject: "R1"),
                        AuditEntry(actor: "P010", action: "report.received", subject: "R2"),
                    ])
            case 2:
                let shift = Shift.sample()
                return .make(
                    changes: [
                        .saveShift(shift), .saveReport(.sample(3, message: 2, name: "李四")),
                        .saveReturnee(.sample(3, name: "李四")),
                        .addCheckIn(
                            CheckIn(shift: shift.id, name: "李四", person: nil, at: .start, report: 3)),
                        .saveCase(
                            CaseRecord(
                                number: 1, policy: "missed-shift", subject: shift.id.rawValue,
                                place: PlaceCode("K07"), step: 1, openedAt: .start)),
                        .saveBroadcast(.sample(1, state: .sent, sentAt: .start)),
                        .saveTarget(.sample(1)),
                        .saveRectification(
                            Rectification(
                                number: 1, report: 3, checkpoint: PlaceCode("K07"), openedAt: .start)),
                    ],
                    posts: [
                        .sample("reply:2#1", cause: "message 2"),
                        .sample("x:1", chat: .other, cause: "E1 step 1"),
                    ],
                    timers: [
                        .set(.sample("shift-end:\(shift.id.rawValue)", kind: .shiftEnd, dueAt: shift.to)),
                        .set(.sample("broadcast-step:B1", kind: .broadcastStep, dueAt: .start + 900)),
                    ])
            default: return .make(.chatter)
            }
        }
        let second = ReportRecord.sample(2, version: 2, message: 1, name: "张三三")
        _ = try await store.commit(now: .start + 2) { _ in .make(changes: [.saveReport(second)]) }
        _ = try await store.fireTimers(limit: 9, now: .start + 3) { _, _ in .make(.lapsed) }
        _ = try await under.claim(at: .start + 4)
        try await under.settleRunning(.posted(receipt: "$ev1"), at: .start + 5)
    }

    private let terms = AuditTerms(looks: ["missed-shift": 5, "broadcast-chase": 3])

    @Test(arguments: Engine.available, [AuditTerms.Contents.sample, .all])
    func `rows that keep every promise are clean, and are counted`(
        engine: Engine, contents: AuditTerms.Contents
    ) async throws {
        try await engine.withStore { under in
            try await fill(under)
            var terms = terms
            terms.contents = contents
            let report = try await under.store.audit(terms, now: .start + 6)
            #expect(report.findings == [])
            let counts = Dictionary(uniqueKeysWithValues: report.counts.map { ($0.table, $0.rows) })
            #expect(
                counts == ["messages": 3, "posts": 3, "timers": 3, "reports": 3, "cases": 1, "broadcasts": 1])
        }
    }

    /// A promise broken by hand, and what the audit has to name.
    struct Break: Sendable, CustomTestStringConvertible {
        var rule: AuditRule
        var row: String
        var statements: [String]
        /// When it is looked at: seconds after everything was well.
        var after = 6.0

        init(_ rule: AuditRule, _ row: String, _ statements: String..., after: Double = 6) {
            self.rule = rule
            self.row = row
            self.statements = statements
            self.after = after
        }

        var testDescription: String { "\(rule.rawValue) \(row)" }
    }

    private static let shift = Shift.sample().id.rawValue

    static let breaks: [Break] = [
        Break(.messageState, "in:3", "UPDATE inbox SET state = 'lost' WHERE id = 3"),
        Break(.messageOutcome, "in:3", "UPDATE inbox SET outcome = NULL WHERE id = 3"),
        Break(.messageLate, "in:3", "UPDATE inbox SET state = 'waiting' WHERE id = 3", after: 3600),
        Break(.messageReason, "in:3", "UPDATE inbox SET state = 'dead' WHERE id = 3"),
        Break(.messageAnswer, "in:1", "DELETE FROM outbox WHERE unique_key = 'reply:1'"),
        Break(.messageAnswer, "in:2", "DELETE FROM outbox WHERE unique_key = 'reply:2#1'"),
        Break(.messageLost, "in:3", "DELETE FROM inbox WHERE id = 2"),
        Break(.messageLost, "in:3", "DELETE FROM inbox WHERE id = 3"),
        Break(.postState, "out:1", "UPDATE outbox SET state = 'sent' WHERE id = 1"),
        Break(.postFate, "out:1", "UPDATE outbox SET receipt = NULL WHERE id = 1"),
        Break(.postFate, "out:1", "UPDATE outbox SET state = 'cancelled', finished_at = NULL WHERE id = 1"),
        Break(.postReason, "out:1", "UPDATE outbox SET state = 'dead' WHERE id = 1"),
        Break(
            .postExpiry, "out:1", "UPDATE outbox SET state = 'waiting', expires_at = created_at WHERE id = 1",
            after: 3600),
        Break(.postClaim, "out:1", "UPDATE outbox SET state = 'running' WHERE id = 1"),
        Break(
            .postClaim, "out:1",
            "UPDATE outbox SET state = 'running', claimed_by = 'x', claimed_until = created_at WHERE id = 1",
            after: 3600),
        Break(.postApart, "out:1", "UPDATE outbox SET created_at = created_at + 1 WHERE id = 1"),
        Break(.postDoubled, "out:4", copyOfPost(1, "reply:1#1", "out")),
        Break(.postDoubled, "out:4", copyOfPost(3, "x:2", "out"), "UPDATE outbox SET message = NULL"),
        Break(
            .timerState, "timer:draft:R1", "UPDATE timers SET state = 'fired' WHERE unique_key = 'draft:R1'"),
        Break(.timerLate, "timer:draft:R1", after: 3600),
        Break(
            .timerReason, "timer:draft:R1",
            "UPDATE timers SET state = 'dead', finished_at = 1 WHERE unique_key = 'draft:R1'"),
        Break(.numberCounter, "R3", "UPDATE counters SET value = 2 WHERE name = 'R'"),
        Break(.numberCounter, "out:3", "UPDATE counters SET value = 2 WHERE name = 'outbox'"),
        Break(.numberLost, "R4", "UPDATE counters SET value = 4 WHERE name = 'R'"),
        Break(.numberLost, "E2", "UPDATE cases SET number = 2"),
        Break(.numberLost, "R9", "UPDATE reports SET number = 9 WHERE number = 1"),
        Break(.numberReused, "R2", "UPDATE audit SET subject = 'R2'"),
        Break(.reportMessage, "R3", "UPDATE inbox SET state = 'waiting' WHERE id = 2"),
        Break(.reportApart, "R1", "UPDATE audit SET at = at + 1"),
        Break(.reportVersion, "R2", "DELETE FROM report_versions"),
        Break(.reportVersion, "R2", "UPDATE report_versions SET version = 2"),
        Break(.reportMerged, "R2", "UPDATE reports SET state = 'merged' WHERE number = 2"),
        Break(
            .reportDoubled, "in:1",
            "UPDATE reports SET form = 'returnee', content = (SELECT content FROM reports WHERE number = 2)"),
        Break(.reportDraft, "R1", "DELETE FROM drafts"),
        Break(
            .reportDraft, "R1",
            "UPDATE timers SET state = 'cancelled', finished_at = 1 WHERE kind = 'draftExpiry'"),
        Break(.reportFiled, "R77", "UPDATE report_keys SET report = 77"),
        Break(.returneeReport, "R2", "DELETE FROM returnees WHERE report = 2"),
        Break(.returneeReport, "R2", "UPDATE reports SET state = 'withdrawn' WHERE number = 2"),
        Break(.returneeReport, "R78", "UPDATE returnees SET report = 78 WHERE report = 2"),
        Break(.checkInReport, shift, "UPDATE reports SET state = 'withdrawn' WHERE number = 3"),
        Break(.checkInReport, "K99", "UPDATE check_ins SET shift = 'K99'"),
        Break(.shiftStep, shift, "DELETE FROM timers WHERE kind = 'shiftEnd'"),
        Break(.caseStep, "E1", "DELETE FROM timers WHERE kind = 'shiftEnd'"),
        Break(
            .caseDoubled, "E2",
            """
            INSERT INTO cases (number, policy, subject, place, state, step, opened_at)
            SELECT 2, policy, subject, place, state, step, opened_at FROM cases
            """),
        Break(.rectificationReport, "Z1", "UPDATE reports SET state = 'withdrawn' WHERE number = 3"),
        Break(.broadcastStep, "B1", "DELETE FROM timers WHERE kind = 'broadcastStep'"),
        Break(.broadcastStep, "B1", "UPDATE broadcasts SET state = 'scheduled'"),
        Break(.broadcastTarget, "B1", "DELETE FROM broadcast_targets"),
        Break(.contentUnreadable, "R2", "UPDATE reports SET content = '{' WHERE number = 2"),
        Break(.contentUnreadable, "R2", "UPDATE report_versions SET content = '{}'"),
        Break(.contentUnreadable, "in:1", "UPDATE inbox SET kind = 'whisper' WHERE id = 1"),
        Break(.contentUnreadable, "out:1", "UPDATE outbox SET mentions = '[' WHERE id = 1"),
        Break(.contentUnreadable, "R3", "UPDATE returnees SET content = '' WHERE report = 3"),
    ]

    /// What lets a test break what the engine itself would keep whole.
    private static func unbound(_ engine: Engine) -> [String] {
        switch engine {
        case .sqlite, .sealedSQLite: ["PRAGMA foreign_keys = OFF"]
        case .postgres, .sealedPostgres:
            [
                "report_versions_number", "drafts_report", "returnees_report", "broadcast_targets_broadcast",
                "report_keys_report", "rectifications_report",
            ].map { name in
                let table = name.prefix(upTo: name.lastIndex(of: "_") ?? name.endIndex)
                return "ALTER TABLE \(table) DROP CONSTRAINT \(name)_fkey"
            }
        }
    }

    private static func copyOfPost(_ id: Int, _ key: String, _ table: String) -> String {
        """
        INSERT INTO outbox (id, unique_key, conversation, content, mentions, priority, delivery, cause, message,
            created_at, state, attempt, due_at, expires_at, receipt, finished_at)
        SELECT 4, '\(key)', conversation, content, mentions, priority, delivery, cause, message, created_at, state,
            attempt, due_at, expires_at, receipt, finished_at FROM outbox WHERE id = \(id)
        """
    }

    @Test(arguments: Engine.available, breaks)
    func `a promise broken by hand is named with its row`(engine: Engine, broken: Break) async throws {
        try await engine.withStore { under in
            try await fill(under)
            for statement in Self.unbound(engine) + broken.statements {
                _ = try await under.store.inspect(statement)
            }
            let report = try await under.store.audit(terms, now: .start + broken.after)
            let named = report.findings.filter { $0.rule == broken.rule }.map(\.row)
            #expect(named.contains(broken.row), "\(report.findings)")
        }
    }

    @Test func `every promise but the one that a constraint keeps is broken by one of the tests`() {
        let proved = Set(Self.breaks.map(\.rule)).union([.keyDoubled])
        #expect(proved == Set(AuditRule.allCases))
    }

    @Test(arguments: Engine.available)
    func `a unique key that is there twice is named though the table has lost its constraint`(engine: Engine)
        async throws
    {
        try await engine.withStore { under in
            try await fill(under)
            for statement in [
                "CREATE TABLE copy AS SELECT * FROM outbox", "DROP TABLE outbox",
                "ALTER TABLE copy RENAME TO outbox", "UPDATE outbox SET unique_key = 'reply:1' WHERE id = 3",
            ] { _ = try await under.store.inspect(statement) }
            let report = try await under.store.audit(terms, now: .start + 6)
            #expect(report.findings.filter { $0.rule == .keyDoubled }.map(\.row) == ["out:reply:1"])
        }
    }

    @Test(arguments: Engine.available)
    func `silence that is on record is an answer, and what was purged is not missed`(engine: Engine)
        async throws
    {
        try await engine.withStore { under in
            try await fill(under)
            for statement in [
                "DELETE FROM outbox WHERE unique_key = 'reply:1'",
                """
                INSERT INTO audit (id, at, actor, action, subject, detail, message)
                VALUES (3, 1, 'bot', 'reply.withheld', 'x', '', 1)
                """, "UPDATE counters SET value = 3 WHERE name = 'audit'",
            ] { _ = try await under.store.inspect(statement) }
            #expect(try await under.store.audit(terms, now: .start + 6).findings == [])
            for statement in ["DELETE FROM outbox", "DELETE FROM inbox WHERE id < 3"] {
                _ = try await under.store.inspect(statement)
            }
            var purged = terms
            purged.keptSince = .start + 100
            #expect(try await under.store.audit(purged, now: .start + 6).findings == [])
            #expect(try await !under.store.audit(terms, now: .start + 6).isClean)
        }
    }

    @Test(arguments: Engine.available)
    func `a case after its policy's last step waits for people, not for a timer`(engine: Engine) async throws
    {
        try await engine.withStore { under in
            try await fill(under)
            _ = try await under.store.inspect("UPDATE cases SET step = 5, subject = 'R1'")
            #expect(try await under.store.audit(terms, now: .start + 6).findings == [])
        }
    }
}
