import Foundation
import Model
import ReportLanguage
import Testing

@testable import Store

@Suite struct NumberTests {
    private func next(_ under: StoreUnderTest, _ kind: Ref.Kind) async throws -> Int {
        try await under.store.read { try $0.nextNumber(kind) }
    }

    private func save(_ under: StoreUnderTest, _ changes: Change...) async throws {
        _ = try await under.store.commit(now: .start) { _ in .make(changes: changes) }
    }

    @Test(arguments: Engine.available)
    func `each kind of receipt counts for itself from 1`(engine: Engine) async throws {
        try await engine.withStore { under in
            for kind in Ref.Kind.allCases { #expect(try await next(under, kind) == 1) }
            try await save(
                under, .saveReport(.sample(1)), .saveReport(.sample(2)), .saveCase(.sample(1)),
                .saveBroadcast(.sample(1)))
            #expect(try await next(under, .report) == 3)
            #expect(try await next(under, .escalation) == 2)
            #expect(try await next(under, .broadcast) == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `a number is not given again after a withdrawal, a new version, a restart or a purge`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            try await save(under, .saveReport(.sample(7)))
            try await save(under, .saveReport(.sample(3)))
            #expect(try await next(under, .report) == 8, "the highest counts, not the last")
            try await save(under, .saveReport(.sample(7, state: .withdrawn, version: 2)))
            #expect(try await next(under, .report) == 8)
            _ = try await under.store.inspect("DELETE FROM report_versions")
            _ = try await under.store.inspect("DELETE FROM reports")
            try under.reopen()
            #expect(try await next(under, .report) == 8)
        }
    }

    @Test(arguments: Engine.available)
    func `a number whose decision was taken back was never given`(engine: Engine) async throws {
        try await engine.withStore { under in
            await #expect(throws: StoreError.self) {
                _ = try await under.store.commit(now: .start) { _ in
                    .make(changes: [
                        .saveReport(.sample(1)), .saveReport(.sample(2)),
                        .spendInvitation(hash: "none", by: .leader),
                    ])
                }
            }
            let (number, report) = try await under.store.read { facts in
                (try facts.nextNumber(.report), try facts.report(1))
            }
            #expect(number == 1)
            #expect(report == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `a decision sees what the decisions before it in its batch have done`(engine: Engine) async throws {
        try await engine.withStore { under in
            let events = (1...3).map { IncomingEvent.sample("\($0)") }
            _ = try await under.store.receive(events, from: .town, cursor: nil, now: .start)
            _ = try await under.store.processInbox(limit: 9, now: .start) { row, facts in
                let number = try facts.nextNumber(.report)
                guard try number == 1 || facts.report(number - 1)?.message == row.id - 1 else {
                    throw RuleBroken()
                }
                return .make(changes: [.saveReport(.sample(number, message: row.id))])
            }
            #expect(try await next(under, .report) == 4)
        }
    }

    @Test(arguments: Engine.available)
    func `row ids are not used twice, whatever was dropped or taken back`(engine: Engine) async throws {
        try await engine.withStore { under in
            let store = under.store
            _ = try await under.post(.sample("a"), .sample("a"), .sample("b"))
            await #expect(throws: StoreError.self) {
                _ = try await store.commit(now: .start) { _ in
                    .make(changes: [], posts: [.sample("c")]).spendingNothing()
                }
            }
            _ = try await under.post(.sample("d"))
            #expect(
                try await store.inspect("SELECT id, unique_key FROM outbox ORDER BY id")
                    == [["1", "a"], ["2", "b"], ["3", "d"]])
        }
    }
}

extension Decision {
    fileprivate func spendingNothing() -> Decision {
        var decision = self
        decision.timers = []
        decision.changes = [.spendInvitation(hash: "none", by: .leader)]
        return decision
    }
}
