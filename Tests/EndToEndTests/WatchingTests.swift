import ChatSim
import Curl
import Foundation
import Model
import Store
import Testing

/// What a running daemon tells of itself.
@Suite(.timeLimit(.minutes(2)))
struct WatchingTests {
    private static let people = [
        SimPerson(id: "P011", name: "赵刚", role: "unitLeader", accounts: ["town": "p011"])
    ]
    private static let world = SimWorld(
        channels: [.relay("town")], people: people,
        chats: [SimChat(channel: "town", id: "g1", title: "兴隆村", place: "V01", members: ["P011"])])

    @Test
    func `a daemon shows health and figures, calls the dead man's address, and leaves rows that audit clean`()
        async throws
    {
        try await SimServer.withRunning(Self.world) { sim in
            let pings = try PingServer()
            let console = "127.0.0.1:\(try PingServer.freePort())"
            let bot = try TestBot(
                channels: "  town: {platform: relay, url: \"\(sim.relayURL)\", secret: {env: RELAY_SECRET}}",
                chats: "  - {channel: town, id: g1, purpose: village, place: V01}",
                extra: """
                    console: {listen: "\(console)"}
                    deadMan: {url: "\(pings.url)/beat", every: 1s}
                    """, accounts: { $0 == "P011" ? "town:p011" : "" })
            let daemon = try DaemonProcess(bot, environment: ["RELAY_SECRET": SimChannel.demoSecret])
            let client = CurlClient()
            defer { client.shutdown() }
            var beats = pings.requests.makeAsyncIterator()
            #expect(await beats.next() == "GET /beat HTTP/1.1", "\(daemon.output)")
            var health: CurlResponse?
            for _ in 0..<20 where health == nil {
                health = try? await client.send(CurlRequest(.get, "http://\(console)/healthz"))
                // A beat is a second in which the listener may come up.
                if health == nil { _ = await beats.next() }
            }
            #expect(health?.status == 200, "\(daemon.output)")
            // The first poll takes "from now on", so what is said before it is not heard.
            var reply: SimMessage?
            for number in 0..<10 where reply == nil {
                try sim.say("报备 赵燕 138000012\(10 + number) 明天从哈尔滨道里区回来 没打疫苗", as: "P011", in: "g1")
                reply = await sim.nextBotMessage(in: "g1", timeout: 3)
            }
            #expect(reply != nil, "\(daemon.output)")
            let metrics = try await client.send(CurlRequest(.get, "http://\(console)/metrics"))
            let text = String(decoding: metrics.body, as: UTF8.self)
            #expect(text.contains("lianfang_decisions_total{bot=\"testbot\",outcome=\"reported\"} "))
            #expect(text.contains("lianfang_up{bot=\"testbot\"} 1\n"))
            #expect(!text.contains("赵") && !text.contains("1380000"), "nobody's data")
            #expect(await daemon.stop() == 0)
            let audit = try await CommandRun("audit", bot.folder.path)
            #expect(audit.status == 0, "\(audit.output)\(audit.errors)")
            #expect(audit.lines.count == 1 && audit.output.hasPrefix("testbot: every promise held: "))
            try bot.remove()
        }
    }

    @Test(.enabled(if: Peers.python != nil, "script/test installs the peers and sets LIANFANG_PEERS"))
    func `Prometheus' own reader takes the metrics of a running daemon`() async throws {
        try await SimServer.withRunning(Self.world) { sim in
            let console = "127.0.0.1:\(try PingServer.freePort())"
            let pings = try PingServer()
            let bot = try TestBot(
                channels: "  town: {platform: relay, url: \"\(sim.relayURL)\", secret: {env: RELAY_SECRET}}",
                chats: "  - {channel: town, id: g1, purpose: village, place: V01}",
                extra: """
                    console: {listen: "\(console)"}
                    deadMan: {url: "\(pings.url)/beat", every: 1s}
                    """, accounts: { $0 == "P011" ? "town:p011" : "" })
            let daemon = try DaemonProcess(bot, environment: ["RELAY_SECRET": SimChannel.demoSecret])
            var beats = pings.requests.makeAsyncIterator()
            _ = await beats.next()
            let peer = try PeerProcess("metrics_reader.py", "http://\(console)/metrics")
            let (lines, status) = try await peer.end()
            #expect(status == 0 && lines.last == "ok: done", "\(lines)")
            #expect(await daemon.stop() == 0)
            try bot.remove()
        }
    }

    @Test func `an audit names the row that breaks a promise, as text and as JSON`() async throws {
        let bot = try TestBot(
            channels: "  town: {platform: relay, url: \"http://127.0.0.1:9\", secret: {env: RELAY_SECRET}}",
            chats: "  - {channel: town, id: g1, purpose: village, place: V01}", accounts: { _ in "" })
        let before = try await CommandRun("audit", bot.folder.path)
        #expect(before.status == 1 && before.errors.contains("no store"))
        let missing = URL(filePath: bot.storePath)
        #expect(!FileManager.default.fileExists(atPath: missing.path), "looking makes no store")
        let store = try GatewayStore(path: bot.storePath, bot: "testbot")
        _ = try await store.commit(now: Date()) { _ in
            var decision = Decision(.fired)
            decision.changes = [
                .saveCase(
                    CaseRecord(
                        number: 1, policy: "missed-shift", subject: "K01@x", place: PlaceCode("K01"),
                        openedAt: Date()))
            ]
            return decision
        }
        try store.close()
        let text = try await CommandRun("audit", bot.folder.path)
        #expect(text.status == 1)
        #expect(text.lines.first?.hasPrefix("E1: case.step: open after step 0") == true, "\(text.output)")
        let json = try await CommandRun("audit", bot.folder.path, "--json")
        #expect(json.status == 1)
        let sheet = try #require(
            JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(sheet["clean"] as? Bool == false)
        let finding = try #require((sheet["findings"] as? [[String: String]])?.first)
        #expect(
            finding["row"] == "E1" && finding["rule"] == "case.step" && finding["remedy"]?.isEmpty == false)
        try bot.remove()
    }
}
