import ChatSim
import Foundation
import Model
import ReportLanguage
import Store
import Testing

/// A chain that grows while its daemon is killed: everybody is kept once, and nobody is said to be missing.
@Suite(.timeLimit(.minutes(5)))
struct ChainKillTests {
    private static let names = [
        "王立秋", "孙玉芝", "高大山", "李明海", "周海燕", "赵小燕", "郑大江", "冯玉春", "陈秀英", "吴国庆", "杨树林", "马长江",
    ]

    private func chain(_ count: Int) -> String {
        let entries = Self.names.prefix(count).enumerated().map { index, name in
            "\(index + 1). \(name) 1390000\(7000 + index) 从哈尔滨道里回来 后天到家"
        }
        return (["#接龙", "返乡报备"] + entries).joined(separator: "\n")
    }

    @Test func `kills between its messages lose no entry, double none, and alarm nobody`() async throws {
        let leaders = ["P011", "P012", "P013", "P014"]
        let world = SimWorld(
            channels: [.relay("town")],
            people: leaders.map {
                SimPerson(id: $0, name: $0, role: "unitLeader", accounts: ["town": $0.lowercased()])
            }, chats: [SimChat(channel: "town", id: "g1", title: "一", place: "V01", members: leaders)])
        try await SimServer.withRunning(world, adjust: { $0.limits = false }) { sim in
            let bot = try TestBot(
                channels: "  town: {platform: relay, url: \"\(sim.relayURL)\", secret: {env: RELAY_SECRET}}",
                chats: "  - {channel: town, id: g1, purpose: village, place: V01}",
                extra: "limits: {town: none}",
                accounts: { leaders.contains($0) ? "town:\($0.lowercased())" : "" })
            let environment = ["RELAY_SECRET": SimChannel.demoSecret]
            var daemon = try DaemonProcess(bot, environment: environment)
            // The first poll takes "from now on": the talk begins once the daemon answers.
            for _ in 0..<20 where sim.messages().filter(\.isBot).isEmpty {
                try sim.say("帮助", as: "P011", in: "g1")
                _ = await sim.botMessages(1, timeout: 3)
            }
            let start = sim.messages().last?.seq ?? 0
            for count in 1...Self.names.count {
                try sim.say(chain(count), as: leaders[count % leaders.count], in: "g1")
                // Sent once more by somebody else, it says nothing new.
                if count % 3 == 0 {
                    try sim.say(chain(count), as: leaders[(count + 1) % leaders.count], in: "g1")
                }
                if count % 2 == 0 {
                    await daemon.kill()
                    daemon = try DaemonProcess(bot, environment: environment)
                }
            }
            let said = await sim.botMessages(Self.names.count, after: start, timeout: 60)
            #expect(await daemon.stop() == 0, "\(daemon.output.suffix(2000))")
            #expect(said.count == Self.names.count, "one answer an entry: \(said.map(\.text))")
            #expect(!said.contains { $0.text.contains("少了") || $0.text.contains("没有") })
            try await checkStore(bot)
            try bot.remove()
        }
    }

    private func checkStore(_ bot: TestBot) async throws {
        let store = try GatewayStore(path: bot.storePath, bot: "testbot")
        let chat = ChatKey(channel: ChannelName("town"), id: "g1")
        let (newest, kept) = try await store.read { facts in
            let newest = try facts.chain("返乡报备", of: "returnee", in: chat, newest: 1).first
            let records = try (1..<facts.nextNumber(.report)).compactMap { try facts.report($0) }
            return (newest, records.compactMap { $0.report.fields["name"]?.string })
        }
        try store.close()
        #expect(kept == Self.names)
        #expect(newest?.version == Self.names.count && newest?.members.count == Self.names.count)
    }
}
