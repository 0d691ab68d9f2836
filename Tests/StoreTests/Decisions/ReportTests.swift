import Foundation
import Model
import ReportLanguage
import Testing

@testable import Store

@Suite struct ReportTests {
    @Test(arguments: Engine.available)
    func `a report comes back whole, and each version of it is kept`(engine: Engine) async throws {
        try await engine.withStore { under in
            let first = ReportRecord.sample(1, state: .incomplete)
            var second = ReportRecord.sample(1, version: 2, message: 2, name: "张三丰", at: .start + 60)
            second.mergedInto = 9
            second.sender = nil
            try await under.keep(.saveReport(first))
            #expect(try await under.store.read { try $0.report(1) } == first)
            try await under.keep(.saveReport(second))
            #expect(try await under.store.read { try $0.report(1) } == second)
            let trace = try await under.store.trace(.ref(Ref(.report, 1)))
            #expect(trace.reports == [first, second])
            #expect(try await under.store.read { try $0.report(2) } == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `the newest report of somebody is the one that still stands`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await under.keep(
                .saveReport(.sample(1)), .saveReport(.sample(2, at: .start + 1)),
                .saveReport(.sample(3, state: .withdrawn)), .saveReport(.sample(4, state: .merged)),
                .saveReport(.sample(5, account: .guardsman)), .saveReport(.sample(6, chat: .other)))
            let (newest, none) = try await under.store.read { facts in
                (
                    try facts.newestReport(by: .leader, in: .village, since: .start),
                    try facts.newestReport(by: .leader, in: .village, since: .start + 2)
                )
            }
            #expect(newest?.number == 2)
            #expect(none == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `what waits to be confirmed is found, oldest first`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await under.keep(
                .saveReport(.sample(2, state: .unconfirmed)), .saveReport(.sample(1, state: .unconfirmed)),
                .saveReport(.sample(3)), .saveReport(.sample(4, state: .unconfirmed, account: .guardsman)))
            let found = try await under.store.read { try $0.unconfirmedReports(of: .leader) }
            #expect(found.map(\.number) == [1, 2])
        }
    }

    @Test(arguments: Engine.available)
    func `a draft waits for its answer until it is ended or runs out`(engine: Engine) async throws {
        try await engine.withStore { under in
            func draft(_ report: Int, askedAt: Date, for seconds: Double = 600) -> Draft {
                Draft(
                    report: report, chat: .village, account: .leader, lacking: ["phone", "arrival"],
                    askedAt: askedAt, expiresAt: askedAt + seconds)
            }
            try await under.keep(
                .saveReport(.sample(1)), .saveReport(.sample(2)), .saveReport(.sample(3)),
                .saveDraft(draft(1, askedAt: .start)), .saveDraft(draft(2, askedAt: .start + 1)),
                .saveDraft(draft(3, askedAt: .start, for: 5)))
            try under.reopen()
            func open(at now: Date) async throws -> [Draft] {
                try await under.store.read { try $0.drafts(of: .leader, in: .village, now: now) }
            }
            #expect(
                try await open(at: .start + 5) == [draft(2, askedAt: .start + 1), draft(1, askedAt: .start)])
            #expect(
                try await under.store.read { try $0.draft(report: 3) } == draft(3, askedAt: .start, for: 5))
            try await under.keep(.endDraft(report: 2), .saveDraft(draft(1, askedAt: .start + 60)))
            #expect(try await open(at: .start + 60) == [draft(1, askedAt: .start + 60)])
            #expect(try await open(at: .start + 660) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `returnees are found by name, newest first, without those withdrawn`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await under.keep(
                .saveReport(.sample(1)), .saveReport(.sample(2)), .saveReport(.sample(3)),
                .saveReport(.sample(4)), .saveReturnee(.sample(1)),
                .saveReturnee(.sample(2, arrival: "2022-01-30T20:30")),
                .saveReturnee(.sample(3, name: "李四")), .saveReturnee(.sample(4, state: .withdrawn)))
            let found = try await under.store.read { try $0.returnees(named: "张三") }
            #expect(found == [.sample(2, arrival: "2022-01-30T20:30"), .sample(1)])
            try await under.keep(.saveReturnee(.sample(1, name: "张三丰", state: .arrived)))
            #expect(
                try await under.store.read { try $0.returnee(report: 1) }
                    == .sample(1, name: "张三丰", state: .arrived))
            #expect(try await under.store.read { try $0.returnees(named: "张三") }.map(\.report) == [2])
        }
    }
}

extension StoreUnderTest {
    func keep(_ changes: Change...) async throws {
        _ = try await store.commit(now: .start) { _ in .make(changes: changes) }
    }
}
