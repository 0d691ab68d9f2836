import Foundation
import Model
import ReportLanguage
import Testing

@testable import Store

/// What the store keeps for every form: under what reports are found, chains, rectifications, silences.
@Suite struct FormTests {
    @Test(arguments: Engine.available)
    func `a report is found under its newest key after a restart`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await under.keep(
                .saveReport(.sample(1)), .saveReport(.sample(2)), .file(report: 1, under: "about:a"),
                .file(report: 1, under: "about:b"), .file(report: 2, under: "about:b"))
            try under.reopen()
            let (a, b, none) = try await under.store.read { facts in
                (
                    try facts.report(filedUnder: "about:a")?.number,
                    try facts.report(filedUnder: "about:b")?.number,
                    try facts.report(filedUnder: "about:c")?.number
                )
            }
            #expect(a == 1 && b == 2 && none == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `the newest versions of a chain come back, and the oldest go`(engine: Engine) async throws {
        try await engine.withStore { under in
            func version(_ number: Int, _ title: String = "返乡", chat: ChatKey = .village) -> ChainVersion {
                ChainVersion(
                    chat: chat, title: title, form: "returnee", version: number,
                    members: (1...number).map {
                        .init(report: $0, hash: "h\($0)", readAt: .start + Double($0))
                    }, at: .start + Double(number))
            }
            for number in 1...12 { try await under.keep(.saveChain(version(number))) }
            try await under.keep(.saveChain(version(1, "别的")), .saveChain(version(2, chat: .other)))
            try under.reopen()
            let (found, few, other) = try await under.store.read { facts in
                (
                    try facts.chain("返乡", of: "returnee", in: .village, newest: 50),
                    try facts.chain("返乡", of: "returnee", in: .village, newest: 2),
                    try facts.chain("返乡", of: "outsider", in: .village, newest: 50)
                )
            }
            #expect(found == (5...12).reversed().map { version($0) })
            #expect(few.map(\.version) == [12, 11])
            #expect(other.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `a chain's version is kept with the reports of its message or not at all`(engine: Engine)
        async throws
    {
        try await engine.withStore { under in
            _ = try await under.store.receive([.sample("1")], from: .town, cursor: nil, now: .start)
            let chain = ChainVersion(
                chat: .village, title: "返乡", form: "returnee", version: 1,
                members: [.init(report: 1, hash: "h", readAt: .start)], at: .start)
            // The process dies between the decision and its end: nothing of it may be there.
            let first = try await under.store.processInbox(limit: 1, now: .start) { _, _ in
                throw RuleBroken()
            }
            #expect(first.failures.count == 1)
            #expect(
                try await under.store.read { try $0.chain("返乡", of: "returnee", in: .village, newest: 1) }
                    .isEmpty)
            try under.reopen()
            _ = try await under.store.processInbox(limit: 1, now: .start + 60) { _, _ in
                .make(changes: [.saveReport(.sample(1)), .file(report: 1, under: "k"), .saveChain(chain)])
            }
            try under.reopen()
            let (kept, report) = try await under.store.read { facts in
                (
                    try facts.chain("返乡", of: "returnee", in: .village, newest: 1),
                    try facts.report(filedUnder: "k")
                )
            }
            #expect(kept == [chain] && report?.number == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `rectifications are numbered, found by their inspection, and open until they are done`(
        engine: Engine
    ) async throws {
        try await engine.withStore { under in
            func row(_ number: Int, of report: Int, _ state: Rectification.State = .open) -> Rectification {
                Rectification(
                    number: number, report: report, checkpoint: PlaceCode("K07"), state: state,
                    openedAt: .start)
            }
            try await under.keep(
                .saveReport(.sample(1)), .saveReport(.sample(2)), .saveRectification(row(1, of: 1)),
                .saveRectification(row(2, of: 2)))
            var done = row(1, of: 1, .done)
            done.closedAt = .start + 9
            done.toldBy = 2
            try await under.keep(.saveRectification(done))
            let (one, ofTwo, open, next) = try await under.store.read { facts in
                (
                    try facts.rectification(1), try facts.rectification(of: 2),
                    try facts.openRectifications(),
                    try facts.nextNumber(.rectification)
                )
            }
            #expect(one == done && ofTwo == row(2, of: 2) && open == [row(2, of: 2)] && next == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `the newest silence of a chat is the one that holds`(engine: Engine) async throws {
        try await engine.withStore { under in
            func silence(_ hours: Double) -> Silence {
                Silence(chat: .village, from: .start, until: .start + hours * 3600, by: PersonID("P010"))
            }
            try await under.keep(.saveSilence(silence(8)), .saveSilence(silence(2)))
            #expect(try await under.store.read { try $0.silence(of: .village) } == silence(2))
            #expect(try await under.store.read { try $0.silence(of: .other) } == nil)
        }
    }

    @Test func `a store of the first schema is brought up with all that it holds`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)").path
        var store = try GatewayStore(path: path, bot: "fuqiang")
        // Back to what the first schema made, whatever came later.
        let tables = try await store.inspect("SELECT name FROM sqlite_master WHERE type = 'table'")
        _ = try await store.inspect("PRAGMA foreign_keys = OFF")
        for table in tables.compactMap({ $0[0] }) where table != "store_info" {
            _ = try await store.inspect("DROP TABLE \(table)")
        }
        for statement in Migration.all[0].statements(.sqlite) { _ = try await store.inspect(statement) }
        // A column of later, for as long as this program writes the report.
        _ = try await store.inspect("ALTER TABLE reports ADD COLUMN purged_at BIGINT")
        _ = try await store.commit(now: .start) { _ in .make(changes: [.saveReport(.sample(1))]) }
        _ = try await store.inspect("ALTER TABLE reports DROP COLUMN purged_at")
        _ = try await store.inspect("UPDATE store_info SET value = '1' WHERE name = 'schema'")
        try store.close()
        store = try GatewayStore(path: path, bot: "fuqiang")
        #expect(try await store.read { try $0.report(1) } == .sample(1))
        #expect(try await store.read { try $0.openRectifications() } == [])
        #expect(
            try await store.inspect("SELECT value FROM store_info WHERE name = 'schema'")
                == [["\(Migration.latest)"]])
        try store.close()
        try FileManager.default.removeItem(atPath: path)
    }
}
