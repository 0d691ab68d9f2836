import Channels
import Foundation
import Model
import Testing

/// What all channels promise, on each platform with each fault.
struct ChannelContractTests {
    private func message(_ platform: Platform) -> OutboundMessage {
        OutboundMessage(
            idempotencyKey: "reply:17", chat: platform.chat, text: "@张三丰 机密",
            mentions: [Mention(user: "7", name: "张三丰")])
    }

    private func timeouts(_ fault: Fault) -> ChannelTimeouts {
        fault == .silence
            ? ChannelTimeouts(request: .milliseconds(300), pollMargin: .milliseconds(300)) : ChannelTimeouts()
    }

    private func server(_ platform: Platform, _ fault: Fault, at kind: ExchangeScript.Kind) throws
        -> ScriptedServer
    {
        try ScriptedServer { request, _ in
            ExchangeScript.kind(request, on: platform) == kind
                ? fault.reaction(platform) : ExchangeScript.answer(request, on: platform)
        }
    }

    private func expect(_ error: ChannelError?, _ fault: Fault, _ platform: Platform) {
        let (reason, wait, delivery) = fault.expected(platform)
        #expect(error?.reason == reason)
        #expect(error?.delivery == delivery)
        if platform == .wecomWebhook, reason == .throttled, wait == nil {
            #expect(error?.retryAfter == .seconds(60))
        } else {
            #expect(error?.retryAfter == wait)
        }
        guard let error else { return }
        let told = String(reflecting: error)
        for secret in [platform.secret, "syt_secret", "机密", "张三丰", "127.0.0.1"] {
            #expect(!told.contains(secret))
        }
    }

    @Test(arguments: Platform.allCases, Fault.allCases)
    func `a fault at a post comes out as its reason, and tells no secret`(platform: Platform, fault: Fault)
        async throws
    {
        let server = try server(platform, fault, at: .post)
        let channel = try platform.channel(at: server.url, timeouts: timeouts(fault))
        let error = await #expect(throws: ChannelError.self) { try await channel.post(message(platform)) }
        expect(error, fault, platform)
    }

    @Test(arguments: polled, Fault.ofPolls)
    func `a fault at a poll comes out as its reason, and tells no secret`(platform: Platform, fault: Fault)
        async throws
    {
        let server = try server(platform, fault, at: .poll)
        let channel = try platform.channel(at: server.url, timeouts: timeouts(fault))
        let error = await #expect(throws: ChannelError.self) {
            try await channel.poll(after: ExchangeScript.cursor(platform), wait: .zero)
        }
        expect(error, fault, platform)
    }

    @Test(arguments: polled, Fault.passing)
    func `after a fault the same cursor brings every message`(platform: Platform, fault: Fault) async throws {
        let trouble = Trouble()
        let server = try ScriptedServer { request, _ in
            trouble.isOn && ExchangeScript.kind(request, on: platform) == .poll
                ? fault.reaction(platform) : ExchangeScript.answer(request, on: platform)
        }
        let channel = try platform.channel(at: server.url, timeouts: timeouts(fault))
        await #expect(throws: ChannelError.self) {
            try await channel.poll(after: ExchangeScript.cursor(platform), wait: .zero)
        }
        trouble.end()
        let calm = fault == .silence ? try platform.channel(at: server.url) : channel
        let poll = try await calm.poll(after: ExchangeScript.cursor(platform), wait: .zero)
        #expect(poll.events.map(\.text) == ["第一条", "第二条"])
        #expect(poll.cursor == ExchangeScript.nextCursor(platform))
        #expect(!poll.hadGap)
    }

    @Test(arguments: polled)
    func `a poll asks after the cursor and the same cursor brings the same keys`(platform: Platform)
        async throws
    {
        let server = try ScriptedServer { request, _ in ExchangeScript.answer(request, on: platform) }
        let channel = try platform.channel(at: server.url)
        let first = try await channel.poll(after: ExchangeScript.cursor(platform), wait: .seconds(5))
        let second = try await channel.poll(after: ExchangeScript.cursor(platform), wait: .seconds(5))
        #expect(first.events == second.events)
        #expect(Set(first.events.map(\.key)).count == 2)
        #expect(first.events.allSatisfy { $0.chat == platform.chat && $0.kind == .message && !$0.isFromBot })
        #expect(first.events.map(\.at) == [-20, -10].map { testMoment.addingTimeInterval($0) })
        #expect(first.events.allSatisfy { $0.raw.contains($0.text) && $0.raw.hasPrefix("{") })
        #expect(!first.events[0].raw.contains("第二条"))
        #expect(first.skipped == 0)
    }

    @Test(arguments: polled)
    func `the first start brings no history but a cursor to go on from`(platform: Platform) async throws {
        let server = try ScriptedServer { request, _ in
            // A relay answers "from now on" itself; the others hand out what they still have.
            platform == .relay && ExchangeScript.kind(request, on: platform) == .poll
                ? .json(#"{"messages":[],"cursor":"next"}"#) : ExchangeScript.answer(request, on: platform)
        }
        let poll = try await platform.channel(at: server.url).poll(after: nil, wait: .seconds(30))
        #expect(poll.events.isEmpty)
        #expect(poll.cursor == ExchangeScript.nextCursor(platform))
        #expect(!poll.hadGap)
        let request = try #require(server.requests.first { ExchangeScript.kind($0, on: platform) == .poll })
        #expect(request.query["after"] == nil && request.query["since"] == nil)
    }

    @Test(arguments: Platform.allCases)
    func `a post that arrives has a receipt`(platform: Platform) async throws {
        let server = try ScriptedServer { request, _ in ExchangeScript.answer(request, on: platform) }
        let receipt = try await platform.channel(at: server.url).post(message(platform))
        let ids: [Platform: String] = [
            .relay: "m9", .telegram: "9", .matrix: "$m9", .wecomWebhook: "reply:17",
        ]
        #expect(receipt == PostReceipt(messageID: try #require(ids[platform])))
    }

    @Test(arguments: Platform.allCases)
    func `a port where nobody listens is unreachable, and nothing has left`(platform: Platform) async throws {
        let channel = try platform.channel(at: "http://127.0.0.1:1")
        let error = await #expect(throws: ChannelError.self) { try await channel.post(message(platform)) }
        #expect(error?.reason == .unreachable)
        #expect(error?.delivery == .neverReached)
    }

    @Test(arguments: Platform.allCases)
    func `a credential that lacks is told at once`(platform: Platform) throws {
        let definition = ChannelDefinition(
            name: ChannelName("ch"), platform: platform, url: "http://127.0.0.1:1", user: "u")
        for secret in [nil, Secret(" \n")] {
            let error = #expect(throws: ChannelError.self) {
                try ChannelFactory.make(
                    definition, secret: secret, client: testClient, chats: [], now: { testMoment })
            }
            #expect(error?.reason == .misconfigured)
        }
    }

    @Test(arguments: Platform.allCases)
    func `a channel that is printed or dumped shows no secret`(platform: Platform) async throws {
        let server = try ScriptedServer { request, _ in ExchangeScript.answer(request, on: platform) }
        let channel = try platform.channel(at: server.url)
        try await channel.open()
        var told = String(reflecting: channel)
        dump(channel, to: &told)
        for secret in [platform.secret, "syt_secret"] { #expect(!told.contains(secret)) }
    }

    @Test(arguments: Platform.allCases)
    func `limits in bot.yaml take the place of the platform's own`(platform: Platform) throws {
        var definition = ChannelDefinition(
            name: ChannelName("ch"), platform: platform, url: "http://127.0.0.1:1", user: "u")
        func limits() throws -> ChannelLimits {
            try ChannelFactory.make(
                definition, secret: Secret(platform.secret), client: testClient, chats: [],
                now: { testMoment }
            ).traits.limits
        }
        #expect(try (limits() == .none) == (platform == .relay))
        definition.limits = ChannelLimits(perChat: RateLimit("1/h"))
        #expect(try limits() == definition.limits)
        definition.limits = ChannelLimits.none
        #expect(try limits() == ChannelLimits.none)
    }

    @Test(arguments: Platform.allCases)
    func `a cancelled request says so`(platform: Platform) async throws {
        let server = try server(platform, .silence, at: .post)
        let channel = try platform.channel(at: server.url)
        let message = message(platform)
        let task = Task { try await channel.post(message) }
        task.cancel()
        let error = await #expect(throws: ChannelError.self) { try await task.value }
        #expect(error?.reason == .cancelled)
    }
}
