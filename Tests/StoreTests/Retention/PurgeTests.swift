import Foundation
import Model
import ReportLanguage
import Testing

@testable import Store

/// What is forgotten when its time is over, and what never is.
@Suite struct PurgeTests {
    private static let day = 86_400.0
    private static let later = Date.start + 100 * day

    /// Everything that tells of a person goes, as for a form of which nothing is known.
    private func purge(_ store: GatewayStore, now: Date = later, limit: Int = 3) async throws -> Int {
        var purge = Purge(messagesBefore: now - 90 * Self.day, personsBefore: now - 60 * Self.day)
        while !purge.isDone {
            purge = try await store.purge(purge, limit: limit, now: now) { $0.forgettingPersons(nil) }
        }
        return purge.count
    }

    @Test(arguments: Engine.available)
    func `after their time no message and no person is left`(engine: Engine) async throws {
        try await engine.withStore { under in
            let store = under.store
            try await MarkedTownship.fill(store)
            // The event that failed is given up, so that nothing waits.
            _ = try await store.inspect(
                "UPDATE inbox SET state = 'dead', finished_at = 1 WHERE state = 'waiting'")
            #expect(try await purge(store) > 5)
            _ = try await store.inspect("DELETE FROM people")  // the roster's own
            _ = try await store.inspect("DELETE FROM broadcasts")  // public notices stay
            _ = try await store.inspect("UPDATE polls SET last_error = NULL")
            try await store.compact()
            #expect(try under.marksInBytes() == [])
            #expect(try await store.inspect("SELECT count(*) FROM inbox") == [["0"]])
            #expect(try await store.inspect("SELECT count(*) FROM outbox") == [["0"]])
            #expect(try await purge(store) == 0, "what is forgotten is forgotten once")
        }
    }

    @Test(arguments: Engine.available)
    func `numbers are never given twice, and what figures count stays`(engine: Engine) async throws {
        try await engine.withStore { under in
            let store = under.store
            try await MarkedTownship.fill(store)
            let third = CheckIn(shift: Shift.sample().id, name: "王五", person: nil, at: .start, report: 1)
            try await under.keep(.addCheckIn(third))
            let inbox = try await store.inspect("SELECT value FROM counters WHERE name = 'inbox'")
            _ = try await purge(store)
            try under.reopen()
            let (number, report, returnees, present) = try await under.store.read { facts in
                (
                    try facts.nextNumber(.report), try facts.report(1), try facts.returnees(named: "标记甲"),
                    try facts.checkIns(to: Shift.sample().id)
                )
            }
            #expect(number == 2)
            #expect(try await under.store.inspect("SELECT value FROM counters WHERE name = 'inbox'") == inbox)
            #expect(report?.report.form == "returnee" && report?.place == PlaceCode("V03"))
            #expect(report?.state == .complete && report?.report.fields["people"] == .integer(2))
            #expect(report?.report.fields["name"] == nil && report?.report.problems == [])
            #expect(returnees.isEmpty)
            #expect(present.count == 3 && present.contains { $0.person == PersonID("P010") })
            let rows = try await under.store.inspect("SELECT village, state FROM returnees")
            #expect(rows == [["V03", "expected"]])
            let audit = try await under.store.inspect("SELECT actor, action, subject, detail FROM audit")
            #expect(audit == [["P010", "report.received", "R1", ""]])
        }
    }

    @Test(arguments: Engine.available)
    func `what waits, and what is under way, is never forgotten`(engine: Engine) async throws {
        try await engine.withStore { under in
            let store = under.store
            _ = try await store.receive([.sample("waits")], from: .town, cursor: nil, now: .start)
            var open = CaseRecord.sample(1)
            open.subject = "R2"
            var closed = CaseRecord.sample(2, state: .resolved)
            (closed.subject, closed.closedAt) = ("R3", .start)
            try await under.keep(
                .saveReport(.sample(1)), .saveReport(.sample(2)), .saveReport(.sample(3)),
                .saveReport(.sample(4)), .saveReport(.sample(5)), .saveReport(.sample(6)),
                .saveCase(open), .saveCase(closed),
                .saveDraft(
                    Draft(
                        report: 1, chat: .village, account: .leader, lacking: ["phone"], askedAt: .start,
                        expiresAt: Self.later + 60)),
                .saveRectification(
                    Rectification(
                        number: 1, report: 4, checkpoint: PlaceCode("K07"), state: .open, openedAt: .start)),
                .saveReturnee(.sample(5, arrival: "2022-05-30")))
            _ = try await store.commit(now: Self.later - 59 * Self.day) { _ in
                .make(audit: [AuditEntry(actor: "P010", action: "report.updated", subject: "R6")])
            }
            _ = try await store.commit(now: Self.later) { _ in
                .make(
                    posts: [.sample("waits", expiresAt: Self.later + 60)],
                    audit: [AuditEntry(actor: "root", action: "look.trace", subject: "R3")])
            }
            _ = try await purge(store)
            var forgotten: [Int] = []
            for number in 1...6 {
                let report = try await store.read { try $0.report(number) }
                if report?.report.fields["name"] == nil { forgotten.append(number) }
            }
            #expect(forgotten == [3], "only the one whose case is over; a look at it is no touch")
            #expect(try await store.inspect("SELECT count(*) FROM inbox WHERE state = 'waiting'") == [["1"]])
            #expect(try await store.inspect("SELECT count(*) FROM outbox WHERE state = 'waiting'") == [["1"]])
        }
    }

    @Test(arguments: Engine.available)
    func `what is younger stays whole`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await MarkedTownship.fill(under.store)
            let before = try await MarkedTownship.found(in: under.store)
            #expect(try await purge(under.store, now: .start + 59 * Self.day) == 0)
            #expect(try await MarkedTownship.found(in: under.store) == before)
        }
    }

    @Test func `a form's personal fields go, its other ones stay`() {
        let form = FormDefinition(
            name: "f", triggers: [],
            fields: [
                FieldDefinition(name: "name", type: .name), FieldDefinition(name: "unit", type: .unit),
                FieldDefinition(name: "note", type: .text), FieldDefinition(name: "plate", type: .vehicle),
                FieldDefinition(name: "result", type: .choice), FieldDefinition(name: "from", type: .place),
            ])
        let report = Report(
            form: "f",
            fields: [
                "name": .string("张三"), "unit": .string("V03-01"), "note": .string("住我家"),
                "plate": .string("黑B12345"), "result": .string("negative"),
                "from": .place(Place(code: "230102", name: "道里区", detail: "中央大街1号")),
            ], problems: [Problem(.invalid, "phone", raw: "1390000")])
        let left = report.forgettingPersons(form)
        #expect(
            left.fields == [
                "unit": .string("V03-01"), "result": .string("negative"),
                "from": .place(Place(code: "230102", name: "道里区")),
            ])
        #expect(left.problems == [])
    }
}
