import Channels
import Foundation
import Model
import Testing

struct MatrixSyncTests {
    private static let limited = #""limited":true,"prev_batch":"p9""#

    @Test func `a sync asks since the cursor, offline, and only for what the bot reads`() async throws {
        let matrix = try MatrixServer()
        _ = try await matrix.channel().poll(after: "s1_2", wait: .seconds(30))
        let request = try #require(matrix.requests("/sync").first)
        #expect(request.path == "/_matrix/client/v3/sync")
        #expect(request.headers["authorization"] == "Bearer syt_secret")
        #expect(request.query["since"] == "s1_2" && request.query["timeout"] == "30000")
        #expect(request.query["set_presence"] == "offline")
        let filter = try #require(request.query["filter"])
        #expect(try JSONSerialization.jsonObject(with: Data(filter.utf8)) is [String: Any])
    }

    @Test func `what a limited sync left out is fetched page by page and comes first, once`() async throws {
        let sync = MatrixServer.sync(
            [5, 6].map { MatrixServer.text("$\($0)", "t\($0)") }.joined(separator: ","),
            timeline: Self.limited)
        let matrix = try MatrixServer(sync: sync) { request in
            guard request.path.hasSuffix("/messages") else { return nil }
            let page = { (ids: [Int], end: String?) in
                let chunk = ids.map { MatrixServer.text("$\($0)", "t\($0)") }.joined(separator: ",")
                return ScriptedServer.Reaction.json(
                    #"{"chunk":[\#(chunk)]\#(end.map { #","end":"\#($0)""# } ?? "")}"#)
            }
            return switch request.query["from"] {
            case "s1": page([1, 2], "e1")
            // An empty page is no end.
            case "e1": page([], "e2")
            case "e2": page([3, 4, 5], "e3")
            default: page([], nil)
            }
        }
        let poll = try await matrix.channel().poll(after: "s1", wait: .zero)
        #expect(poll.events.map(\.text) == ["t1", "t2", "t3", "t4", "t5", "t6"])
        #expect(!poll.hadGap)
        let pages = matrix.requests("/messages")
        #expect(pages.map { $0.query["from"] } == ["s1", "e1", "e2", "e3"])
        #expect(pages.allSatisfy { $0.query["dir"] == "f" && $0.query["to"] == "p9" })
        #expect(pages.allSatisfy { $0.path == "/_matrix/client/v3/rooms/%21village%3Alocalhost/messages" })
    }

    @Test func `a backfill that fails holds the cursor back`() async throws {
        let matrix = try MatrixServer(sync: MatrixServer.sync("", timeline: Self.limited)) { request in
            request.path.hasSuffix("/messages") ? .answer(status: 502, headers: [], body: "") : nil
        }
        let channel = try matrix.channel()
        for _ in 0..<4 {
            let error = await #expect(throws: ChannelError.self) {
                try await channel.poll(after: "s1", wait: .zero)
            }
            #expect(error?.reason == .platformDown)
        }
        // A server that fails at one room for ever must not silence all others.
        #expect(try await channel.poll(after: "s1", wait: .zero).hadGap)
    }

    @Test(arguments: [
        (#"{"errcode":"M_FORBIDDEN"}"#, 403, Self.limited), (#"{"chunk":[],"end":"s1"}"#, 200, Self.limited),
        ("", 200, #""limited":true"#),
    ])
    func `what cannot be fetched is told as a gap`(answer: String, status: Int, timeline: String) async throws
    {
        let matrix = try MatrixServer(
            sync: MatrixServer.sync(MatrixServer.text("$1", "好"), timeline: timeline)
        ) {
            $0.path.hasSuffix("/messages") ? .json(answer, status: status) : nil
        }
        let poll = try await matrix.channel().poll(after: "s1", wait: .zero)
        #expect(poll.hadGap && poll.events.map(\.text) == ["好"])
    }

    @Test func `a cursor that the server does not know starts from now and tells of the gap`() async throws {
        let matrix = try MatrixServer { request in
            request.query["since"] == "12" ? .json(#"{"errcode":"M_UNKNOWN"}"#, status: 400) : nil
        }
        let poll = try await matrix.channel().poll(after: "12", wait: .seconds(30))
        #expect(poll.hadGap && poll.cursor == "next")
    }

    @Test func `what was said before the bot came is history`() async throws {
        let events = [
            MatrixServer.text("$1", "旧"), MatrixServer.member("$2", MatrixServer.me, before: "invite"),
            MatrixServer.text("$3", "新"), MatrixServer.member("$4", MatrixServer.me, before: "join"),
        ]
        let matrix = try MatrixServer(sync: MatrixServer.sync(events.joined(separator: ",")))
        let poll = try await matrix.channel().poll(after: "s1", wait: .zero)
        #expect(poll.events.map(\.text) == ["新"])
    }

    @Test func `a room that sent the bot away still tells what came before`() async throws {
        let matrix = try MatrixServer(
            sync: MatrixServer.sync(MatrixServer.text("$1", "好")).replacing(
                #""join":{"!v"#, with: #""leave":{"!v"#))
        #expect(try await matrix.channel().poll(after: "s1", wait: .zero).events.map(\.text) == ["好"])
    }

    @Test(arguments: [(2, true), (3, false)])
    func `an unlisted room of two is a direct chat`(members: Int, isDirect: Bool) async throws {
        let joined = (1...members).map { #""@u\#($0):localhost":{}"# }.joined(separator: ",")
        let matrix = try MatrixServer(
            sync: MatrixServer.sync(MatrixServer.text("$1", "绑定"), room: "!d:localhost")
        ) {
            $0.path.hasSuffix("/joined_members") ? .json(#"{"joined":{\#(joined)}}"#) : nil
        }
        let channel = try matrix.channel()
        for _ in 0..<2 {
            let poll = try await channel.poll(after: "s1", wait: .zero)
            #expect(poll.events.map(\.isDirect) == [isDirect])
        }
        #expect(matrix.requests("/joined_members").count == 1)
    }
}
