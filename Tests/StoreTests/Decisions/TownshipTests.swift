import Foundation
import Model
import ReportLanguage
import Testing

@testable import Store

@Suite struct TownshipTests {
    @Test(arguments: Engine.available)
    func `shifts are found by checkpoint and span, without those cancelled`(engine: Engine) async throws {
        try await engine.withStore { under in
            let night = Shift.sample()
            let day = Shift.sample(from: night.to, to: night.to + 3600)
            let other = Shift.sample("K08")
            let cancelled = Shift.sample("K09", state: .cancelled)
            var manned = night
            manned.state = .late
            manned.mannedAt = .start + 700
            try await under.keep(
                .saveShift(day), .saveShift(other), .saveShift(cancelled), .saveShift(night),
                .saveShift(manned))
            let (one, here, all, later) = try await under.store.read { facts in
                (
                    try facts.shift(night.id),
                    try facts.shifts(at: PlaceCode("K07"), from: .start, to: .start + 86400),
                    try facts.shifts(at: nil, from: .start - 60, to: .start + 60),
                    try facts.shifts(at: nil, from: night.to, to: night.to + 60)
                )
            }
            #expect(one == manned)
            #expect(here == [manned, day])
            #expect(all == [manned, other])
            #expect(later == [day], "a shift that ends when the span begins is not in it")
        }
    }

    @Test(arguments: Engine.available)
    func `the same person checks in once, and taking one report back leaves the other`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            let shift = Shift.sample().id
            func checkIn(_ name: String, _ person: String?, _ report: Int, after seconds: Double) -> CheckIn {
                CheckIn(
                    shift: shift, name: name, person: person.map { PersonID($0) }, at: .start + seconds,
                    report: report)
            }
            let first = checkIn("李四", "P056", 1, after: 1)
            let again = checkIn("四哥", "P056", 2, after: 5)
            let stranger = checkIn("王五", nil, 2, after: 5)
            try await under.keep(
                .addCheckIn(first), .addCheckIn(first), .addCheckIn(again), .addCheckIn(stranger))
            #expect(try await under.store.read { try $0.checkIns(to: shift) } == [first, stranger])
            try await under.keep(.removeCheckIns(report: 1))
            #expect(
                Set(try await under.store.read { try $0.checkIns(to: shift) }) == [again, stranger])
            try await under.keep(.removeCheckIns(report: 2))
            #expect(try await under.store.read { try $0.checkIns(to: shift) } == [])
        }
    }

    @Test(arguments: Engine.available)
    func `a case goes on under its number, and the newest of a subject is found`(engine: Engine) async throws
    {
        try await engine.withStore { under in
            var taken = CaseRecord.sample(1, state: .taken, step: 3)
            taken.by = PersonID("P040")
            taken.closedAt = .start + 90
            try await under.keep(.saveCase(.sample(1)), .saveCase(taken), .saveCase(.sample(2)))
            let (record, newest, none) = try await under.store.read { facts in
                (
                    try facts.caseRecord(1),
                    try facts.newestCase(policy: "missed-shift", subject: "K07@2022-01-28T20:00"),
                    try facts.newestCase(policy: "draft", subject: "K07@2022-01-28T20:00")
                )
            }
            #expect(record == taken)
            #expect(newest == .sample(2))
            #expect(none == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `what asks a chat for an answer is found until it ends`(engine: Engine) async throws {
        try await engine.withStore { under in
            func ask(_ ref: Ref, _ chat: ChatKey = .village, after seconds: Double = 0) -> Ask {
                Ask(
                    ref: ref, chat: chat, askedAt: .start + seconds,
                    people: [PersonID("P010"), PersonID("P011")],
                    expiresAt: .start + 600)
            }
            let (alert, notice) = (ask(Ref(.escalation, 5)), ask(Ref(.broadcast, 3), after: 1))
            try await under.keep(.ask(alert), .ask(notice), .ask(ask(Ref(.escalation, 5), .other)))
            func asks(_ chat: ChatKey = .village, at now: Date = .start) async throws -> [Ask] {
                try await under.store.read { try $0.asks(in: chat, now: now) }
            }
            #expect(try await asks() == [notice, alert])
            #expect(try await asks(at: .start + 600) == [])
            try await under.keep(.ask(ask(Ref(.escalation, 5), after: 2)), .endAsk(ref: "B3"))
            #expect(try await asks() == [ask(Ref(.escalation, 5), after: 2)])
            try await under.keep(.endAsk(ref: "E5"))
            #expect(try await asks(.other) == [], "it no longer asks anywhere")
        }
    }

    @Test(arguments: Engine.available)
    func `a broadcast and its targets come back as they stand`(engine: Engine) async throws {
        try await engine.withStore { under in
            let sent = Broadcast.sample(1, state: .sent, at: nil, sentAt: .start + 5)
            var heard = BroadcastTarget.sample(1, state: .acknowledged)
            heard.times = 3
            heard.acknowledgedBy = PersonID("P010")
            heard.acknowledgedAt = .start + 99
            let waiting = BroadcastTarget.sample(1, chat: .other)
            try await under.keep(
                .saveBroadcast(.sample(1)), .saveBroadcast(sent), .saveTarget(.sample(1)), .saveTarget(heard),
                .saveTarget(waiting))
            let (broadcast, targets) = try await under.store.read { facts in
                (try facts.broadcast(1), try facts.targets(of: 1))
            }
            #expect(broadcast == sent)
            #expect(Set(targets) == [heard, waiting])
        }
    }

    @Test(arguments: Engine.available)
    func `a chat's unanswered broadcasts are found, newest first, closed ones left out`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            for number in 1...4 {
                try await under.keep(
                    .saveBroadcast(.sample(number, state: number == 2 ? .closed : .sent)),
                    .saveTarget(.sample(number, state: number == 3 ? .acknowledged : .sent)))
            }
            let open = try await under.store.read { try $0.openTargets(in: .village) }
            #expect(open == [.sample(4), .sample(1)])
        }
    }

    @Test(arguments: Engine.available)
    func `what was said is remembered with its last time`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await under.keep(
                .remember(said: "bind-hint", at: .start), .remember(said: "bind-hint", at: .start + 9))
            let (said, never) = try await under.store.read { facts in
                (try facts.lastSaid("bind-hint"), try facts.lastSaid("else"))
            }
            #expect(said == .start + 9)
            #expect(never == nil)
        }
    }
}
