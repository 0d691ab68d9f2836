import Channels
import ChatSim
import Curl
import Foundation
import Model
import Testing

/// Foreign programs speak with our simulator and our channel, so that the two cannot agree on a mistake.
@Suite(
    .enabled(if: Peers.python != nil, "script/test installs the peers and sets LIANFANG_PEERS"),
    .timeLimit(.minutes(2)))
struct PeerTests {
    private static let people = [
        SimPerson(id: "P011", name: "赵刚", role: "unitLeader", accounts: ["tg": "5001"])
    ]

    @Test func `python-telegram-bot finds the real Bot API in the simulator`() async throws {
        let world = SimWorld(
            channels: [.telegram("tg", token: "10001:sim-token")], people: Self.people,
            chats: [SimChat(channel: "tg", id: "-1001", title: "兴隆村", members: ["P011"])])
        try await SimServer.withRunning(world) { sim in
            try sim.say("报备 张三", as: "P011", in: "-1001")
            try sim.say("还有一个", as: "P011", in: "-1001")
            let peer = try PeerProcess("telegram_peer.py", sim.url, "10001:sim-token", "-1001", "5001")
            let (lines, status) = try await peer.end()
            #expect(status == 0)
            #expect(lines.last == "ok: done", "\(lines)")
            // These the peer does on purpose.
            let deliberate = ["too long", "chat not found", "Unauthorized"]
            let others = sim.violations.filter { violation in
                !deliberate.contains { violation.what.localizedCaseInsensitiveContains($0) }
            }
            #expect(others.isEmpty, "\(others)")
        }
    }

    @Test func `the standardwebhooks package finds its signatures in what the relay channel sends`()
        async throws
    {
        let peer = try PeerProcess("relay_peer.py", SimChannel.demoSecret)
        let port = try #require(await peer.nextLine()?.split(separator: " ").last)
        let client = CurlClient()
        defer { client.shutdown() }
        func channel(_ secret: String) throws -> any Channel {
            try ChannelFactory.make(
                ChannelDefinition(
                    name: ChannelName("relay"), platform: .relay, url: "http://127.0.0.1:\(port)"),
                secret: Secret(secret), client: client, chats: [], now: { Date() })
        }
        let relay = try channel(SimChannel.demoSecret)
        let start = try await relay.poll(after: nil, wait: .zero)
        #expect(start.events.isEmpty)
        #expect(await peer.nextLine() == "ok GET 0")
        let poll = try await relay.poll(after: start.cursor, wait: .zero)
        #expect(poll.events.map(\.text) == ["报备"])
        #expect(poll.events.map(\.userName) == ["赵刚"])
        #expect(await peer.nextLine() == "ok GET 1")

        let message = OutboundMessage(
            idempotencyKey: "town-17.1", chat: ChatKey(channel: ChannelName("relay"), id: "V01"),
            text: "已记 R1")
        let receipt = try await relay.post(message)
        #expect(await peer.nextLine() == "ok POST 1 已记 R1")
        #expect(try await relay.post(message) == receipt)
        #expect(await peer.nextLine() == "ok POST 1 已记 R1")

        let stranger = try channel("whsec_" + Data("another key of 24 bytes!".utf8).base64EncodedString())
        let refusal = await #expect(throws: ChannelError.self) { try await stranger.post(message) }
        #expect(refusal?.reason == .badCredentials)
        #expect(await peer.nextLine()?.hasPrefix("bad POST") == true)
        #expect(try await peer.end().status == 0)
    }

    @Test func `the simulator's relay takes what the standardwebhooks package signed and nothing else`()
        async throws
    {
        let world = SimWorld(
            channels: [.relay("town")], people: Self.people,
            chats: [SimChat(channel: "town", id: "g1", title: "兴隆村", members: ["P011"])])
        try await SimServer.withRunning(world) { sim in
            let peer = try PeerProcess("relay_caller.py", sim.relayURL, SimChannel.demoSecret, "g1")
            var lines: [String] = []
            while let line = await peer.nextLine(), line != "ready" { lines.append(line) }
            try sim.say("报备 张三", as: "P011", in: "g1")
            try peer.say("said")
            let (rest, status) = try await peer.end()
            lines += rest
            #expect(status == 0)
            #expect(lines.last == "ok: done", "\(lines)")
            #expect(sim.messages().filter(\.isBot).map(\.text) == ["收到"])
        }
    }
}
