import Channels
import ChatSim
import Foundation
import Model
import Testing

/// The channels against the simulator, which was written from the platforms' pages and not from this room.
struct SimulatedPlatformTests {
    private static let world = SimWorld(
        channels: [.relay(), .telegram(), .weComWebhook()],
        people: [
            SimPerson(id: "P010", name: "张三", place: "V03"), SimPerson(id: "P011", name: "李四", place: "V03"),
            SimPerson(id: "B1", name: "别的机器人", isBot: true),
        ],
        chats: [
            SimChat(channel: "relay", id: "V03", title: "三村", place: "V03", members: ["P010", "P011"]),
            SimChat(channel: "tg", id: "-1001", title: "五村", place: "V05", members: ["P010", "P011", "B1"]),
            SimChat(channel: "wecom", id: "default", title: "四村", place: "V04", members: ["P010"]),
        ]
    ).withDirectChats(on: "tg").withDirectChats(on: "relay")

    /// The signatures are judged by the real clock.
    private func channel(_ platform: Platform, _ sim: RunningSim) throws -> any Channel {
        let (name, url, secret) =
            switch platform {
            case .relay: ("relay", sim.relayURL, SimChannel.demoSecret)
            case .telegram: ("tg", sim.url, "10001:sim-token")
            case .wecomWebhook, .matrix: ("wecom", sim.url, "sim-key")
            }
        return try ChannelFactory.make(
            ChannelDefinition(name: ChannelName(name), platform: platform, url: url), secret: Secret(secret),
            client: testClient, chats: [], now: { Date() })
    }

    private func chat(_ platform: Platform) -> ChatKey {
        switch platform {
        case .relay: ChatKey(channel: ChannelName("relay"), id: "V03")
        case .telegram: ChatKey(channel: ChannelName("tg"), id: "-1001")
        case .wecomWebhook, .matrix: ChatKey(channel: ChannelName("wecom"), id: "default")
        }
    }

    @Test(arguments: [Platform.relay, .telegram])
    func `what people say comes in, and what the bot says reaches them`(platform: Platform) async throws {
        try await SimServer.withRunning(Self.world) { sim in
            let channel = try channel(platform, sim)
            let chat = chat(platform)
            try sim.say("从前", as: "P010", in: chat.id)
            let start = try await channel.poll(after: nil, wait: .zero)
            #expect(start.events.isEmpty)
            try sim.say("@联防助手 报备 😀", as: "P010", in: chat.id)
            try sim.say("收到", as: "P011", in: chat.id)
            let poll = try await channel.poll(after: start.cursor, wait: .seconds(20))
            #expect(poll.events.map(\.text) == ["@联防助手 报备 😀", "收到"])
            #expect(poll.events.map(\.userName) == ["张三", "李四"])
            #expect(poll.events.map(\.mentionsBot) == [true, false])
            #expect(poll.events.allSatisfy { $0.chat == chat && !$0.isDirect && !$0.isFromBot })
            #expect(try await channel.poll(after: start.cursor, wait: .zero).events == poll.events)
            let asked = try #require(poll.events.first)
            let mentions = [Mention(user: asked.user, name: "张三")]
            _ = try await channel.post(
                OutboundMessage(
                    idempotencyKey: "reply:1", chat: chat, text: "@张三 R1", mentions: mentions,
                    replyTo: asked.messageID))
            let said = try #require(await sim.nextBotMessage(in: chat.id))
            #expect(said.text == "@张三 R1" && said.mentions == ["P010"])
            #expect(said.replyTo != nil)
            #expect(try await channel.poll(after: poll.cursor, wait: .zero).events.isEmpty)
            #expect(sim.violations.isEmpty)
        }
    }

    @Test(arguments: [Platform.relay, .telegram])
    func `a chat with one person is direct`(platform: Platform) async throws {
        try await SimServer.withRunning(Self.world) { sim in
            let channel = try channel(platform, sim)
            let start = try await channel.poll(after: nil, wait: .zero)
            let id = platform == .relay ? "direct:P010" : "700000001"
            try sim.say("绑定 ABC", as: "P010", in: id)
            let event = try #require(await channel.poll(after: start.cursor, wait: .seconds(20)).events.first)
            #expect(event.isDirect && event.chat.id == id)
        }
    }

    @Test(arguments: [Platform.relay, .telegram])
    func `doubled, shuffled and unknown events lose nothing`(platform: Platform) async throws {
        try await SimServer.withRunning(Self.world) { sim in
            let channel = try channel(platform, sim)
            let poll = platform == .relay ? "relay.poll" : "telegram.getUpdates"
            var cursor = try await channel.poll(after: nil, wait: .zero).cursor
            var keys: Set<String> = []
            for fault in ["duplicate", "reorder", "unknown", "malformed", "truncated", "html"] {
                for number in 0..<3 { try sim.say("\(fault) \(number)", as: "P010", in: chat(platform).id) }
                try sim.fault("\(poll):\(fault)")
                let poll = try await channel.poll(after: cursor, wait: .seconds(20))
                cursor = poll.cursor
                keys.formUnion(poll.events.filter { $0.kind == .message }.map(\.key))
                while case let more = try await channel.poll(after: cursor, wait: .zero), !more.events.isEmpty
                {
                    cursor = more.cursor
                    keys.formUnion(more.events.filter { $0.kind == .message }.map(\.key))
                }
            }
            #expect(keys.count == 18)
        }
    }

    @Test func `a post whose answer is lost is one message after the retry`() async throws {
        try await SimServer.withRunning(Self.world) { sim in
            let channel = try channel(.relay, sim)
            let message = OutboundMessage(idempotencyKey: "reply:1", chat: chat(.relay), text: "R1")
            try sim.fault("relay.post:lost,relay.post:truncated")
            for _ in 0..<2 {
                let error = await #expect(throws: ChannelError.self) { try await channel.post(message) }
                #expect(error?.delivery == .mayHaveReached)
            }
            let receipt = try await channel.post(message)
            #expect(sim.messages().filter(\.isBot).map(\.id) == [receipt.messageID])
        }
    }

    @Test func `a webhook's text calls people and splits by bytes`() async throws {
        try await SimServer.withRunning(Self.world) { sim in
            let channel = try channel(.wecomWebhook, sim)
            let parts = channel.split("@张三 通知：<@P011>\n" + String(repeating: "请相互转告。", count: 200))
            for (number, part) in parts.enumerated() {
                let mentions = number == 0 ? [Mention(user: "P010", name: "张三")] : []
                _ = try await channel.post(
                    OutboundMessage(
                        idempotencyKey: "b\(number)", chat: chat(.wecomWebhook), text: part,
                        mentions: mentions))
            }
            let said = await sim.botMessages(parts.count)
            #expect(parts.count == 2 && said.map(\.mentions) == [["P010"], []])
            #expect(sim.violations.isEmpty)
        }
    }
}
