import ChatSim
import Foundation
import Model
import ReportLanguage
import Store
import Testing

/// Two gateways of one bot on one PostgreSQL store, which are ill-treated together, and the book of what was said.
///
/// Two groups on a relay, which knows a repeated post by its id.
final class SharedTown {
    private static let leaders = ["P011", "P012"]
    private static let chats = ["g1", "g2"]
    private static let environment = ["RELAY_SECRET": SimChannel.demoSecret]

    let sim: RunningSim
    private let bot: TestBot
    /// Where the tests themselves reach the store.
    private let url: String
    /// The two gateways; one of them may be dead.
    private(set) var daemons: [DaemonProcess]
    /// What was said and counts, in order.
    private(set) var said: [SimMessage] = []
    /// The simulator's position behind which everything counts.
    private(set) var start = 0

    /// Runs a body in a fresh township whose two gateways are heard.
    ///
    /// - Parameters:
    ///   - url: the server.
    ///   - way: the server as the gateways reach it; nil for the same.
    static func with(
        _ url: String, by way: String? = nil, _ body: @Sendable (SharedTown) async throws -> Void
    ) async throws {
        let world = SimWorld(
            channels: [.relay("town")],
            people: leaders.map {
                SimPerson(id: $0, name: $0, role: "unitLeader", accounts: ["town": $0.lowercased()])
            },
            chats: chats.map {
                SimChat(channel: "town", id: $0, title: $0, place: "V01", members: leaders)
            })
        try await SimServer.withRunning(world, adjust: { $0.limits = false }) { sim in
            let bot = try TestBot(
                channels: "  town: {platform: relay, url: \"\(sim.relayURL)\", secret: {env: RELAY_SECRET}}",
                chats: chats.map { "      - {channel: town, id: \($0), purpose: village, place: V01}" }
                    .joined(separator: "\n"),
                extra: "limits: {town: none}\nstore: \"\(way ?? url)\"",
                name: "shared-\(UUID().uuidString.lowercased())",
                accounts: { leaders.contains($0) ? "town:\($0.lowercased())" : "" })
            let town = try SharedTown(sim, bot, url)
            try await town.listen()
            try await body(town)
            for daemon in town.daemons { await daemon.kill() }
            try bot.remove()
        }
    }

    private init(_ sim: RunningSim, _ bot: TestBot, _ url: String) throws {
        (self.sim, self.bot, self.url) = (sim, bot, url)
        daemons = try Self.chats.map { _ in try DaemonProcess(bot, environment: Self.environment) }
    }

    /// Starts a gateway anew in the place of one that has ended.
    func restart(_ index: Int) throws {
        daemons[index] = try DaemonProcess(bot, environment: Self.environment)
    }

    /// Says so many reports, in turn in each group.
    func say(_ count: Int) throws {
        for _ in 0..<count {
            said.append(
                try sim.say(
                    Self.text(1000 + said.count), as: Self.leaders[said.count / 2 % 2],
                    in: Self.chats[said.count % 2]))
        }
    }

    /// Waits until so many replies are there since the counting began; how many are.
    func replies(_ count: Int, timeout seconds: Double) async -> Int {
        await sim.botMessages(count, after: start, timeout: seconds).count
    }

    /// Waits until every message that counts has its reply; whether all have.
    func settled(timeout seconds: Double) async -> Bool {
        await replies(said.count, timeout: seconds) >= said.count
    }

    /// Whether neither gateway has ended.
    var areRunning: Bool { daemons.allSatisfy { $0.isRunning } }

    /// What the gateways wrote last, for a test that failed.
    var lastWords: String { String(daemons[0].output.suffix(3000)) }

    /// Stops what still runs, holds everything that was said against the store and the groups, and expects it to be whole.
    func expectClean(_ fault: String, rounds: Int, note: String = "") async throws {
        for daemon in daemons where daemon.isRunning {
            #expect(await daemon.stop() == 0, "\(lastWords)")
        }
        let row = try await verdict(fault, rounds: rounds, note: note)
        try row.publish()
        #expect(row.isClean, "\(row)\n\(lastWords)")
        let audit = try await CommandRun("audit", bot.folder.path)
        #expect(audit.status == 0, "\(audit.output)\n\(audit.errors)")
    }

    private func verdict(_ fault: String, rounds: Int, note: String) async throws -> TortureRow {
        var row = TortureRow(fault: fault)
        row.rounds = rounds
        row.messages = said.count
        row.note = note
        let phones = try await phones()
        let known = Set(phones)
        row.doubledEffects = phones.count - known.count
        let replies = sim.messages(after: start).filter(\.isBot).compactMap(\.replyTo)
        row.missingReplies = Set(said.map(\.id)).subtracting(replies).count
        row.doubledIdempotent = replies.count - Set(replies).count
        for chat in Set(said.map(\.chat)) {
            let asked = said.filter { $0.chat == chat }
            // A report is as old as its number, a reply as old as its place in the group.
            let kept = asked.compactMap { message in phones.firstIndex { message.text.contains($0) } }
            row.lost += asked.count - kept.count
            row.outOfOrder += zip(kept, kept.dropFirst()).count { $0 > $1 }
            let places = asked.compactMap { replies.firstIndex(of: $0.id) }
            row.outOfOrder += zip(places, places.dropFirst()).count { $0 > $1 }
        }
        return row
    }

    /// The telephone numbers of all reports, in the order of the reports.
    private func phones() async throws -> [String] {
        let store = try GatewayStore(.postgres(url: url, password: nil), bot: bot.name)
        let phones = try await store.read { facts in
            try (1..<facts.nextNumber(.report)).compactMap {
                try facts.report($0)?.report.fields["phone"]?.string
            }
        }
        try store.close()
        return phones
    }

    /// Says something until a gateway answers: its first poll takes "from now on".
    private func listen() async throws {
        var isHeard = false
        for attempt in 0..<20 where !isHeard {
            try sim.say(Self.text(attempt), as: "P011", in: "g1")
            isHeard = !(await sim.botMessages(attempt + 1, timeout: 3)).isEmpty
        }
        try #require(isHeard, "\(lastWords)")
        start = sim.messages().last?.seq ?? 0
    }

    private static func text(_ number: Int) -> String {
        let names = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许")
        let name = "\(names[number % 20])\(names[number / 20 % 20])\(names[number / 400 % 20])"
        return "报备 \(name) 139\(10_000_000 + number) 从哈尔滨道里回来 后天到家"
    }
}
