import ChatSim
import Curl
import Foundation
import Testing

@Suite struct PageTests {
    @Test func `the page needs nothing from elsewhere`() async throws {
        try await SimClient.with { client in
            let page = try await client.send(.get, "/")
            #expect(page.status == 200)
            #expect(page.response.header("content-type") == "text/html; charset=utf-8")
            let policy = try #require(page.response.header("content-security-policy"))
            #expect(policy.hasPrefix("default-src 'self'"))
            // The SVG name space is a name, not an address that anything is fetched from.
            let text = page.text.replacing("http://www.w3.org/2000/svg", with: "")
            for word in ["http://", "https://", " src=", "@import", "url("] { #expect(!text.contains(word)) }
        }
    }

    @Test func `the page brings what was said, and a text cannot become markup`() async throws {
        try await SimClient.with { client in
            try client.sim.say("</script><b>x", as: "P010", in: "V03")
            let page = try await client.send(.get, "/").text
            let start = try #require(page.range(of: "type=\"application/json\">"))
            let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
            let first = try SimJSONReader.read(String(page[start.upperBound..<end.lowerBound]))
            #expect(first["messages"]?[0]?["text"] == "</script><b>x")
            #expect(first["world"]?["people"]?.elements?.count == 3)
            #expect(first["world"]?["chats"]?[0]?["mark"] == "永胜")
            #expect(first["clock"]?["rate"]?.decimal == 0)
        }
    }

    @Test func `the page hears of messages and of the clock`() async throws {
        try await SimClient.with { client in
            try client.sim.say("一", as: "P010", in: "V03")
            try client.sim.say("二", as: "P010", in: "V03")
            var feed = EventFeed(hub: client.sim.hub, after: 1)
            let first = try #require(await feed.next())
            #expect(first.contains("id: 2\nevent: message\ndata: {"))
            #expect(!first.contains("id: 1\n"))
            #expect(first.contains("event: clock\n"))
            client.sim.advance(60)
            let second = try #require(await feed.next())
            #expect(second.contains("2022-01-28T18:01:00+08:00"))
            #expect(!second.contains("event: message"))
        }
    }

    @Test func `a listener that is not on loopback is refused`() async {
        var configuration = SimConfiguration(world: SimClient.world)
        configuration.host = "0.0.0.0"
        let server = SimServer(configuration)
        await #expect(throws: SimServer.Refusal.notLoopback("0.0.0.0")) { try await server.run() }
    }
}
