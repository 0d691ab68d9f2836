import Foundation
import Model
import Testing

@testable import Store

/// Keys are replaced, encryption turned on and off, while the store goes on working.
@Suite struct ResealingTests {
    /// From which keys to which: on, to another key, off.
    static let turns: [(from: StoreKeys, to: StoreKeys)] = [
        (.none, .sample(1)), (.sample(1), .sample(2, old: 1)), (.sample(1), .sample(nil, old: 1)),
    ]

    @Test(arguments: 0..<3)
    func `at every step of turning a key, also after a restart, everything is found`(turn: Int) async throws {
        let (from, to) = Self.turns[turn]
        let under = try StoreUnderTest(.sqlite, keys: from)
        defer { under.removeFile() }
        try await MarkedTownship.fill(under.store)
        let before = try await MarkedTownship.found(in: under.store)
        try under.reopen(keys: to)
        var steps = 0
        while true {
            #expect(try await MarkedTownship.found(in: under.store) == before, "after step \(steps)")
            // One row at a time, and a restart behind each: where the walk stands is in the store.
            if try await under.store.reseal(limit: 1, now: .start).isDone { break }
            steps += 1
            try under.reopen()
        }
        #expect(steps > 20)
        let wanted = to.current.map { Sealer($0).id } ?? "plain"
        #expect(try await under.store.keyIDs() == [wanted])
        // The old key is needed no more.
        try under.reopen(keys: StoreKeys(current: to.current))
        #expect(try await MarkedTownship.found(in: under.store) == before)
        #expect(try await under.store.reseal(limit: 9, now: .start).looked == 0)
    }

    @Test func `what was plain is gone from the bytes once encryption is on`() async throws {
        let under = try StoreUnderTest(.sqlite)
        defer { under.removeFile() }
        try await MarkedTownship.fill(under.store)
        try under.reopen(keys: .sample(1))
        try await under.reseal()
        try await under.store.compact()
        #expect(try under.marksInBytes() == [])
    }

    @Test func `what is written meanwhile lies under the new key and takes the old row's place`() async throws
    {
        let under = try StoreUnderTest(.sqlite, keys: .sample(1))
        defer { under.removeFile() }
        try await MarkedTownship.fill(under.store)
        try under.reopen(keys: .sample(2, old: 1))
        try await under.keep(
            .saveReport(.sample(7)), .file(report: 7, under: "about:标记键"),
            .remember(said: "asked:标记说过", at: .start + 60))
        func newest() async throws -> [String] {
            try await under.store.read { facts in
                [
                    "\(try facts.report(filedUnder: "about:标记键")?.number ?? 0)",
                    "\(try facts.lastSaid("asked:标记说过") == .start + 60)",
                ]
            }
        }
        #expect(try await newest() == ["7", "true"])
        try await under.reseal()
        #expect(try await newest() == ["7", "true"])
        #expect(try await under.store.inspect("SELECT count(*) FROM report_keys") == [["1"]])
        #expect(try await under.store.inspect("SELECT count(*) FROM said") == [["1"]])
    }

    @Test func `an old key that is still needed cannot be left out`() async throws {
        let under = try StoreUnderTest(.sqlite, keys: .sample(1))
        defer { under.removeFile() }
        try await MarkedTownship.fill(under.store)
        try under.reopen(keys: .sample(2, old: 1))
        _ = try await under.store.reseal(limit: 3, now: .start)
        let error = #expect(throws: StoreError.self) { try under.reopen(keys: .sample(2)) }
        #expect(error?.reason == .sealed)
        #expect(error?.detail.contains(Sealer(.sample(1)).id) == true)
    }

    @Test func `a key that changes again half-way is followed`() async throws {
        let under = try StoreUnderTest(.sqlite)
        defer { under.removeFile() }
        try await MarkedTownship.fill(under.store)
        let before = try await MarkedTownship.found(in: under.store)
        for number in UInt8(1)...3 {
            try under.reopen(keys: .sample(number, old: 1, 2, 3))
            _ = try await under.store.reseal(limit: 7, now: .start)
            #expect(try await MarkedTownship.found(in: under.store) == before)
        }
        try await under.reseal()
        try under.reopen(keys: .sample(3))
        #expect(try await MarkedTownship.found(in: under.store) == before)
    }

    @Test func `what has expired is still counted as expired`() async throws {
        let under = try StoreUnderTest(.sqlite)
        defer { under.removeFile() }
        _ = try await under.store.commit(now: .start) { _ in
            .make(posts: [.sample("late", expiresAt: .start + 1)])
        }
        _ = try await under.store.claimPosts(
            limit: 9, owner: "me", now: .start + 2, busy: [], limits: [:])
        try under.reopen(keys: .sample(1))
        try await under.reseal()
        let outbox = try await under.store.status(now: .start + 2).outbox
        #expect(outbox.expired == 1 && outbox.dead == 0)
    }
}

extension StoreUnderTest {
    /// Walks until all rows lie under the current key.
    func reseal() async throws {
        while try await !store.reseal(limit: 5, now: .start).isDone {}
    }
}
