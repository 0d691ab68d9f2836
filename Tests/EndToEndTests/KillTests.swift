import ChatSim
import Foundation
import Model
import ReportLanguage
import Store
import Testing

/// kill -9 at any point loses nothing, and doubles nothing that can be avoided.
@Suite(.timeLimit(.minutes(10)))
struct KillTests {
    private static let kills = 20
    private static let perRound = 12

    @Test func `twenty kills under load lose no report and no reply and double only what was in flight`()
        async throws
    {
        let leaders = ["P011", "P012", "P013", "P014"]
        let people = leaders.enumerated().map { index, id in
            SimPerson(
                id: id, name: "组长\(index)", role: "unitLeader",
                accounts: ["town": id.lowercased(), "tg": String(5000 + index)])
        }
        let world = SimWorld(
            channels: [.relay("town"), .telegram("tg")], people: people,
            chats: [
                SimChat(channel: "town", id: "g1", title: "一", place: "V01", members: leaders),
                SimChat(channel: "town", id: "g2", title: "二", place: "V01", members: leaders),
                SimChat(channel: "tg", id: "-1001", title: "三", place: "V01", members: leaders),
            ])
        try await SimServer.withRunning(world, adjust: { $0.limits = false }) { sim in
            let bot = try TestBot(
                channels: """
                      town: {platform: relay, url: "\(sim.relayURL)", secret: {env: RELAY_SECRET}}
                      tg: {platform: telegram, url: "\(sim.url)", token: {env: TELEGRAM_TOKEN}}
                    """,
                chats: """
                      - {channel: town, id: g1, purpose: village, place: V01}
                      - {channel: town, id: g2, purpose: village, place: V01}
                      - {channel: tg, id: "-1001", purpose: village, place: V01}
                    """,
                extra: "limits: {town: none, tg: none}",
                accounts: { id in
                    leaders.firstIndex(of: id).map { "town:\(id.lowercased()) tg:\(5000 + $0)" } ?? ""
                })
            try await play(on: sim, bot: bot)
            try bot.remove()
        }
    }

    private func play(on sim: RunningSim, bot: TestBot) async throws {
        let environment = ["RELAY_SECRET": SimChannel.demoSecret, "TELEGRAM_TOKEN": "10001:sim-token"]
        var dice = SystemRandomNumberGenerator()
        var daemon = try DaemonProcess(bot, environment: environment)
        // The first poll takes "from now on": a message counts once the daemon is known to listen on both channels.
        var listening: Set<String> = []
        for attempt in 0..<20 where listening.count < 2 {
            try sim.say(text(2 * attempt), as: "P011", in: "g1")
            try sim.say(text(2 * attempt + 1), as: "P011", in: "-1001")
            listening = Set(await sim.botMessages(2 * attempt + 2, timeout: 3).map(\.channel))
        }
        try #require(listening.count == 2, "\(daemon.output.suffix(2000))")
        let start = sim.messages().last?.seq ?? 0
        var said: [SimMessage] = []
        var kills = 0
        while kills < Self.kills {
            try Task.checkCancellation()
            let before = sim.messages(after: start).filter(\.isBot).count
            for _ in 0..<Self.perRound {
                let chat = ["g1", "g2", "-1001"][said.count % 3]
                said.append(try sim.say(text(1000 + said.count), as: "P01\(1 + said.count % 4)", in: chat))
            }
            _ = await sim.botMessages(
                before + Int.random(in: 0...Self.perRound, using: &dice), after: start, timeout: 30)
            await daemon.kill()
            kills += 1
            daemon = try DaemonProcess(bot, environment: environment)
        }
        _ = await sim.botMessages(said.count, after: start, timeout: 60)
        let wanted = Set(said.map(\.id))
        var answered = Set(replies(of: sim, after: start).keys)
        if !wanted.isSubset(of: answered) {
            _ = await sim.botMessages(said.count + kills, after: start, timeout: 20)
            answered = Set(replies(of: sim, after: start).keys)
        }
        #expect(await daemon.stop() == 0, "\(daemon.output.suffix(2000))")
        #expect(wanted.subtracting(answered).isEmpty, "replies are missing")
        let counts = replies(of: sim, after: start)
        for message in said where message.channel == "town" {
            #expect(counts[message.id] == 1, "a reply was doubled on a channel with idempotent send")
        }
        let surplus = said.filter { $0.channel == "tg" }.reduce(0) { $0 + (counts[$1.id] ?? 1) - 1 }
        #expect(surplus <= kills, "more was doubled than the one post in flight at each kill")
        try await checkStore(bot, said: said)
    }

    /// Every message is one report, exactly once.
    private func checkStore(_ bot: TestBot, said: [SimMessage]) async throws {
        let store = try GatewayStore(path: bot.storePath, bot: "testbot")
        let phones: [String] = try await store.read { facts in
            var phones: [String] = []
            for number in 1..<(try facts.nextNumber(.report)) {
                let record = try facts.report(number)
                if let phone = record?.report.fields["phone"]?.string { phones.append(phone) }
            }
            return phones
        }
        try store.close()
        #expect(Set(phones).count == phones.count, "a report was kept twice")
        let lost = said.filter { message in !phones.contains { message.text.contains($0) } }
        #expect(lost.isEmpty, "\(lost.count) reports were lost")
    }

    /// How many replies each message got.
    private func replies(of sim: RunningSim, after seq: Int) -> [String: Int] {
        Dictionary(
            sim.messages(after: seq).filter(\.isBot).compactMap { message in message.replyTo.map { ($0, 1) }
            },
            uniquingKeysWith: +)
    }

    private func text(_ number: Int) -> String {
        let names = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许")
        let name = "\(names[number % 20])\(names[number / 20 % 20])\(names[number / 400 % 20])"
        return "报备 \(name) 139\(10_000_000 + number) 从哈尔滨道里回来 后天到家"
    }
}
