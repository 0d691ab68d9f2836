import ChatSim
import Foundation
import Model
import ReportLanguage
import Store
import Testing

/// Two daemons on one PostgreSQL store, one of which is killed again and again.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["LIANFANG_POSTGRES"] != nil,
        "LIANFANG_POSTGRES names no server"),
    .timeLimit(.minutes(10)))
struct TakeoverTests {
    private static let kills = 4
    private static let perRound = 10
    private static let environment = ["RELAY_SECRET": SimChannel.demoSecret]

    @Test func `a daemon that is killed is taken over: nothing is lost, doubled or out of order`()
        async throws
    {
        let leaders = ["P011", "P012"]
        let world = SimWorld(
            channels: [.relay("town")],
            people: leaders.map {
                SimPerson(id: $0, name: $0, role: "unitLeader", accounts: ["town": $0.lowercased()])
            },
            chats: [
                SimChat(channel: "town", id: "g1", title: "一", place: "V01", members: leaders),
                SimChat(channel: "town", id: "g2", title: "二", place: "V01", members: leaders),
            ])
        let url = try #require(ProcessInfo.processInfo.environment["LIANFANG_POSTGRES"])
        try await SimServer.withRunning(world, adjust: { $0.limits = false }) { sim in
            let bot = try TestBot(
                channels: "  town: {platform: relay, url: \"\(sim.relayURL)\", secret: {env: RELAY_SECRET}}",
                chats: """
                      - {channel: town, id: g1, purpose: village, place: V01}
                      - {channel: town, id: g2, purpose: village, place: V01}
                    """,
                extra: "limits: {town: none}\nstore: \"\(url)\"",
                name: "takeover-\(UUID().uuidString.lowercased())",
                accounts: { leaders.contains($0) ? "town:\($0.lowercased())" : "" })
            try await play(on: sim, bot: bot, url: url)
            try bot.remove()
        }
    }

    private func play(on sim: RunningSim, bot: TestBot, url: String) async throws {
        var daemons = [
            try DaemonProcess(bot, environment: Self.environment),
            try DaemonProcess(bot, environment: Self.environment),
        ]
        // The first poll takes "from now on": a message counts once somebody is known to listen.
        var isHeard = false
        for attempt in 0..<20 where !isHeard {
            try sim.say(text(attempt), as: "P011", in: "g1")
            isHeard = !(await sim.botMessages(attempt + 1, timeout: 3)).isEmpty
        }
        try #require(isHeard, "\(daemons[0].output.suffix(2000))")
        let start = sim.messages().last?.seq ?? 0
        var said: [SimMessage] = []
        for kill in 0..<Self.kills {
            for _ in 0..<Self.perRound {
                said.append(
                    try sim.say(
                        text(1000 + said.count), as: "P01\(1 + said.count % 2)",
                        in: ["g1", "g2"][said.count % 2]))
            }
            _ = await sim.botMessages(
                kill * Self.perRound + Self.perRound / 2, after: start, timeout: 30)
            await daemons[kill % 2].kill()
            // The other one alone must take over, whichever of the two held the leases.
            let answered = await sim.botMessages(said.count, after: start, timeout: 40)
            #expect(answered.count >= said.count, "\(daemons[1 - kill % 2].output.suffix(2000))")
            // The last one killed stays away: who has only just been started knows of no signal yet.
            if kill < Self.kills - 1 {
                daemons[kill % 2] = try DaemonProcess(bot, environment: Self.environment)
            }
        }
        let survivor = daemons[Self.kills % 2]
        let status = await survivor.stop()
        #expect(status == 0, "\(survivor.output.suffix(2000))")
        let replies = sim.messages(after: start).filter(\.isBot).compactMap(\.replyTo)
        #expect(Set(replies).isSuperset(of: said.map(\.id)), "replies are missing")
        #expect(Set(replies).count == replies.count, "a reply was doubled on a channel with idempotent send")
        for chat in ["town/g1", "town/g2"] {
            let asked = said.filter { $0.chat == chat }.map(\.id)
            #expect(replies.filter { asked.contains($0) } == asked, "the order of \(chat) is broken")
        }
        try await checkStore(bot, url: url, said: said)
    }

    /// Every message is one report, exactly once, numbered in the order of its chat.
    private func checkStore(_ bot: TestBot, url: String, said: [SimMessage]) async throws {
        let store = try GatewayStore(.postgres(url: url, password: nil), bot: bot.name)
        let phones: [String] = try await store.read { facts in
            try (1..<facts.nextNumber(.report)).compactMap {
                try facts.report($0)?.report.fields["phone"]?.string
            }
        }
        try store.close()
        #expect(Set(phones).count == phones.count, "a report was kept twice")
        for chat in ["town/g1", "town/g2"] {
            let wanted = said.filter { $0.chat == chat }.compactMap { message in
                phones.first { message.text.contains($0) }
            }
            #expect(wanted.count == said.filter { $0.chat == chat }.count, "reports were lost")
            #expect(phones.filter { wanted.contains($0) } == wanted, "reports of \(chat) are out of order")
        }
    }

    private func text(_ number: Int) -> String {
        let names = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许")
        let name = "\(names[number % 20])\(names[number / 20 % 20])\(names[number / 400 % 20])"
        return "报备 \(name) 139\(10_000_000 + number) 从哈尔滨道里回来 后天到家"
    }
}
