import Foundation
import Model
import ReportLanguage
import Testing

@testable import Store

@Suite struct PeopleTests {
    @Test(arguments: Engine.available)
    func `an account is one person's, the last who bound it`(engine: Engine) async throws {
        try await engine.withStore { under in
            let (first, second) = (PersonID("P010"), PersonID("P011"))
            _ = try await under.store.commit(now: .start) { _ in
                .make(changes: [.bind(.leader, first)])
            }
            _ = try await under.store.commit(now: .start + 1) { _ in
                .make(changes: [.bind(.guardsman, first)])
            }
            #expect(
                try await under.store.read { try $0.boundAccounts(of: first) } == [.guardsman, .leader])
            try await under.keep(.bind(.leader, second))
            let (person, left) = try await under.store.read { facts in
                (try facts.boundPerson(.leader), try facts.boundAccounts(of: first))
            }
            #expect(person == second)
            #expect(left == [.guardsman])
        }
    }

    @Test(arguments: Engine.available)
    func `an invitation works once and not after its time`(engine: Engine) async throws {
        try await engine.withStore { under in
            let person = PersonID("P010")
            try await under.store.addInvitation(hash: "h", person: person, expires: .start + 60, now: .start)
            func open(at now: Date) async throws -> PersonID? {
                try await under.store.read { try $0.invitation(hash: "h", now: now) }
            }
            #expect(try await open(at: .start + 59) == person)
            #expect(try await open(at: .start + 60) == nil)
            try await under.keep(.spendInvitation(hash: "h", by: .leader))
            #expect(try await open(at: .start) == nil)
            let error = await #expect(throws: StoreError.self) {
                try await under.keep(.spendInvitation(hash: "h", by: .guardsman))
            }
            #expect(error?.reason == .conflict)
        }
    }

    @Test(arguments: Engine.available)
    func `an account's direct chat is the last that it used`(engine: Engine) async throws {
        try await engine.withStore { under in
            let (old, new) = (ChatKey(channel: .town, id: "!d1"), ChatKey(channel: .town, id: "!d2"))
            for (seconds, chat) in [(0.0, old), (1, new)] {
                _ = try await under.store.commit(now: .start + seconds) { _ in
                    .make(changes: [.knowDirectChat(.leader, chat)])
                }
            }
            #expect(try await under.store.read { try $0.directChat(of: .leader) } == new)
            #expect(try await under.store.read { try $0.directChat(of: .guardsman) } == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `the roster's mirror follows the files and leaves what was bound by chat`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            let store = under.store
            try await store.synchronise(bot(staff: ["P010", "P056"]), now: .start)
            try await under.keep(
                .bind(.guardsman, PersonID("P056")),
                .knowDirectChat(.leader, ChatKey(channel: .town, id: "!d1")))
            try await store.synchronise(bot(staff: ["P010"]), now: .start + 1)
            #expect(try await store.inspect("SELECT id, role FROM people") == [["P010", "unitLeader"]])
            #expect(
                try await store.inspect("SELECT account, source FROM accounts ORDER BY source")
                    == [[AccountKey.guardsman.text, "bound"], ["town:P010", "roster"]])
            #expect(
                try await store.inspect("SELECT chat, purpose FROM chats ORDER BY chat")
                    == [["town:!d1", "direct"], [ChatKey.village.text, "village"]])
            #expect(
                try await store.inspect("SELECT checkpoint, days, from_time, to_time, staff FROM duty")
                    == [["K07", "*", "20:00", "08:00", "P010"]])
            for table in ["villages", "units", "checkpoints"] {
                #expect(try await store.inspect("SELECT count(*) FROM \(table)") == [["1"]])
            }
            #expect(try await store.read { try $0.directChat(of: .leader) }?.id == "!d1")
        }
    }

    private func bot(staff: [String]) throws -> BotDefinition {
        let people = staff.map { id in
            Person(
                id: PersonID(id), name: "李四", role: .unitLeader, place: PlaceCode("V03-02"),
                accounts: [AccountKey(channel: .town, user: id)])
        }
        let roster = Roster(
            people: people, villages: [Village(code: PlaceCode("V03"), name: "三村")],
            units: [HouseholdUnit(code: PlaceCode("V03-02"), village: PlaceCode("V03"), name: "2组")],
            checkpoints: [Checkpoint(code: PlaceCode("K07"), name: "村口", place: PlaceCode("V03"))],
            duty: [
                DutyLine(
                    checkpoint: PlaceCode("K07"), days: .every, from: try #require(ClockTime(hour: 20)),
                    to: try #require(ClockTime(hour: 8)), staff: people.map(\.id))
            ])
        return BotDefinition(
            name: "fuqiang", timeZone: try #require(TimeZone(identifier: "Asia/Shanghai")), locale: "zh-Hans",
            township: .init(code: PlaceCode("T01"), name: "富强镇", division: nil),
            store: .sqlite(path: ":memory:"), channels: [],
            chats: [ChatDefinition(key: .village, purpose: .village, place: PlaceCode("V03"))],
            roster: roster,
            flood: nil,
            quiet: QuietHours(from: try #require(ClockTime(hour: 22)), to: try #require(ClockTime(hour: 6))))
    }
}
