import Channels
import Foundation
import Model
import Testing

struct MatrixReadingTests {
    private func poll(_ events: String, state: String = "") async throws -> Poll {
        let matrix = try MatrixServer(sync: MatrixServer.sync(events, state: state))
        return try await matrix.channel().poll(after: "s1", wait: .zero)
    }

    private func event(_ json: String) async throws -> IncomingEvent {
        try #require(await poll(json).events.first)
    }

    @Test func `a text is read whole, with the name that the room knows`() async throws {
        let poll = try await poll(
            MatrixServer.text("$1", "报备", content: #","m.mentions":{"user_ids":["@lianfang:localhost"]}"#),
            state: MatrixServer.member("$0", "@a:localhost", name: "张三"))
        let event = try #require(poll.events.first)
        #expect(event.key == "ch:!village:localhost:$1" && event.messageID == "$1" && event.kind == .message)
        #expect(event.user == "@a:localhost" && event.userName == "张三" && event.text == "报备")
        #expect(event.at == testMoment && event.mentionsBot && !event.isDirect && !event.isFromBot)
        #expect(poll.cursor == "next" && poll.skipped == 0 && poll.notes.isEmpty)
    }

    @Test func `the bot's own messages are not news, and a notice is a bot's`() async throws {
        let notice = MatrixServer.text("$2", "x", sender: "@other:localhost").replacing(
            "m.text", with: "m.notice")
        let poll = try await poll(MatrixServer.text("$1", "我说的", sender: MatrixServer.me) + "," + notice)
        #expect(poll.events.map(\.messageID) == ["$2"])
        #expect(poll.events[0].isFromBot)
    }

    @Test func `an edit is a later wording of its message`() async throws {
        let event = try await event(
            MatrixServer.text(
                "$2", "* 改",
                content:
                    #","m.relates_to":{"rel_type":"m.replace","event_id":"$1"},"m.new_content":{"msgtype":"m.text","body":"改"}"#
            ))
        #expect(event.kind == .edited && event.text == "改" && event.messageID == "$1")
        #expect(event.key == "ch:!village:localhost:$2")
    }

    @Test(arguments: [
        (#"> <@b:x> 问\n> 什么\n\n13800001234"#, "13800001234"), ("直接答", "直接答"), (#"> 只有引文"#, "> 只有引文"),
        (#"> <@b:x> 问\n\n一\n\n> 二"#, "一\n\n> 二"),
    ])
    func `a reply loses its quotation and keeps whom it answers`(body: String, text: String) async throws {
        let relation = #","m.relates_to":{"m.in_reply_to":{"event_id":"$1"}}"#
        let event = try await event(MatrixServer.text("$2", body, content: relation))
        #expect(event.text == text && event.replyTo == "$1")
    }

    @Test func `a quotation that somebody typed stays`() async throws {
        #expect(try await event(MatrixServer.text("$2", #"> 引文\n正文"#)).text == "> 引文\n正文")
    }

    @Test func `a message in a thread answers nobody unless it says so`() async throws {
        let relation = { (more: String) in
            #","m.relates_to":{"rel_type":"m.thread","event_id":"$0","m.in_reply_to":{"event_id":"$1"}\#(more)}"#
        }
        let fallback = relation(#","is_falling_back":true"#)
        #expect(try await event(MatrixServer.text("$2", "x", content: fallback)).replyTo == nil)
        #expect(try await event(MatrixServer.text("$2", "x", content: relation(""))).replyTo == "$1")
    }

    @Test func `an encrypted message is kept and told of, not dropped`() async throws {
        let poll = try await poll(
            #"{"event_id":"$1","type":"m.room.encrypted","sender":"@a:localhost","content":{"ciphertext":"x"}}"#
        )
        #expect(poll.events.map(\.kind) == [.other])
        #expect(poll.skipped == 1)
        #expect(poll.notes == [.encrypted(Platform.matrix.chat)])
    }

    @Test func `what cannot be read is kept and holds up nothing`() async throws {
        let list = [
            "7", #"{"event_id":"$1","type":"m.room.message","sender":"@a:localhost","content":"x"}"#,
            #"{"event_id":"$2","type":"org.example.new","sender":"@a:localhost","content":{}}"#,
            #"{"type":"m.room.message","sender":"@a:localhost","content":{"msgtype":"m.text","body":"x"}}"#,
            #"{"event_id":"$4","type":"m.room.message","sender":"@a:localhost","content":{"msgtype":"m.image","body":"p.jpg"}}"#,
            #"{"event_id":"$5","type":"m.room.message","sender":"@a:localhost","content":{}}"#,
            MatrixServer.text("$6", "好"),
        ]
        let poll = try await poll(list.joined(separator: ","))
        #expect(poll.events.map(\.kind) == [.other, .other, .other, .other, .other, .other, .message])
        #expect(poll.skipped == 3)
        #expect(Set(poll.events.map(\.key)).count == 7)
        #expect(poll.cursor == "next")
    }

    @Test func `doubles of one sync are one event`() async throws {
        let poll = try await poll(
            [1, 1, 2].map { MatrixServer.text("$\($0)", "t\($0)") }.joined(separator: ","))
        #expect(poll.events.map(\.text) == ["t1", "t2"])
    }
}
