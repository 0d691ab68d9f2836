import Channels
import Foundation
import Model
import Testing

struct TelegramPollingTests {
    private func poll(_ updates: String, after cursor: String? = "10") async throws -> (Poll, ScriptedServer)
    {
        let server = try ScriptedServer { request, _ in
            ExchangeScript.kind(request, on: .telegram) == .poll
                ? .json(#"{"ok":true,"result":[\#(updates)]}"#)
                : ExchangeScript.answer(request, on: .telegram)
        }
        return (
            try await Platform.telegram.channel(at: server.url).poll(after: cursor, wait: .seconds(50)),
            server
        )
    }

    private func message(_ fields: String, update: Int = 10, kind: String = "message") -> String {
        #"{"update_id":\#(update),"\#(kind)":{"message_id":1,"date":1700000000,"chat":{"id":-1001,"type":"supergroup"},"#
            + #""from":{"id":5,"is_bot":false,"first_name":"张","last_name":"三"},\#(fields)}}"#
    }

    private func event(_ fields: String, kind: String = "message") async throws -> IncomingEvent {
        try #require(await poll(message(fields, kind: kind)).0.events.first)
    }

    @Test func `a poll asks for what it wants from the cursor on`() async throws {
        let (_, server) = try await poll("")
        let request = try #require(server.requests.last)
        #expect(request.path == "/bot\(Platform.telegram.secret)/getUpdates")
        #expect(
            request.text == """
                {"allowed_updates":["message","edited_message","my_chat_member"],"limit":100,"offset":10,"timeout":50}
                """)
    }

    @Test func `the cursor is the last update and one, and never goes back`() async throws {
        #expect(try await poll("").0.cursor == "10")
        #expect(try await poll(message(#""text":"a""#, update: 7)).0.cursor == "10")
        #expect(try await poll(message(#""text":"a""#, update: 99)).0.cursor == "100")
    }

    @Test func `the first start forgets what waits and begins after the latest`() async throws {
        let (first, server) = try await poll(message(#""text":"old""#, update: 41), after: nil)
        #expect(first.events.isEmpty && first.cursor == "42" && !first.hadGap)
        #expect(server.requests.last?.text.contains(#""offset":-1"#) == true)
        #expect(try await poll("", after: nil).0.cursor == "0")
    }

    @Test func `another platform's cursor starts from now and tells of the gap`() async throws {
        let (poll, _) = try await poll(message(#""text":"old""#, update: 41), after: "s72594_4483")
        #expect(poll.events.isEmpty && poll.cursor == "42" && poll.hadGap)
    }

    @Test func `updates are put in order and doubles have one key`() async throws {
        let list = [12, 11, 12].map { message(#""text":"\#($0)""#, update: $0) }.joined(separator: ",")
        let (poll, _) = try await poll(list)
        #expect(poll.events.map(\.text) == ["11", "12", "12"])
        #expect(poll.cursor == "13")
        #expect(poll.events[1] == poll.events[2])
    }

    @Test func `unknown and broken updates are kept and the cursor passes them`() async throws {
        let list = [
            #"{"update_id":10,"poll_answer":{"x":1}}"#, "7", #"{"update_id":11,"message":"text"}"#,
            #"{"update_id":12,"message":{"message_id":"one","chat":{"id":-1001},"from":{"id":5},"text":"x"}}"#,
            message(#""text":"好""#, update: 13),
        ]
        let (poll, _) = try await poll(list.joined(separator: ","))
        #expect(poll.events.filter { $0.kind == .other }.count == 4)
        #expect(poll.events.last?.text == "好")
        #expect(poll.skipped == 4)
        #expect(poll.cursor == "14")
        #expect(Set(poll.events.map(\.key)).count == 5)
        #expect(poll.events.contains { $0.key == "ch::update10" && $0.raw.contains("poll_answer") })
    }

    @Test func `numbers that no calendar and no counter holds are taken for absent`() async throws {
        let absurd =
            #"{"update_id":9223372036854775807,"message":{"message_id":1,"date":1e300,"chat":{"id":-1001},"#
            + #""from":{"id":5},"text":"好"}}"#
        let (poll, _) = try await poll(absurd)
        #expect(poll.events.first?.text == "好")
        #expect(poll.events.first.map { abs($0.at.timeIntervalSince1970) < 1e10 } == true)
        #expect(poll.cursor == "11")
    }

    @Test func `a text is read whole`() async throws {
        let event = try await event(#""text":"报备 😀","reply_to_message":{"message_id":77}"#)
        #expect(event.key == "ch:-1001:1" && event.kind == .message && event.text == "报备 😀")
        #expect(
            event.user == "5" && event.userName == "张 三" && event.replyTo == "77" && event.at == testMoment)
        #expect(!event.isDirect && !event.isFromBot && !event.mentionsBot)
    }

    @Test func `an edit is a later wording with a key of its own`() async throws {
        let event = try await event(#""text":"改","edit_date":1700000060"#, kind: "edited_message")
        #expect(event.kind == .edited && event.messageID == "1" && event.key == "ch:-1001:1:update10")
        #expect(event.at == testMoment.addingTimeInterval(60))
    }

    @Test(arguments: [
        (#""text":"@Lianfang_Bot 帮助","entities":[{"type":"mention","offset":0,"length":13}]"#, true),
        (#""text":"😀 @lianfang_bot","entities":[{"type":"mention","offset":3,"length":13}]"#, true),
        (#""text":"/help@lianfang_bot","entities":[{"type":"bot_command","offset":0,"length":18}]"#, true),
        (
            #""text":"联防 在吗","entities":[{"type":"text_mention","offset":0,"length":2,"user":{"id":42}}]"#,
            true
        ),
        (#""caption":"@lianfang_bot","caption_entities":[{"type":"mention","offset":0,"length":13}]"#, true),
        (#""text":"@lianfang_bot2","entities":[{"type":"mention","offset":0,"length":14}]"#, false),
        (#""text":"@lianfang_bot""#, false),
        (#""text":"x","entities":[{"type":"mention","offset":0,"length":9000000000000000000}]"#, false),
        (#""text":"x","entities":[{"type":"mention","offset":-1,"length":1},7,{"type":"mention"}]"#, false),
    ])
    func `a mention of the bot is seen by its entity`(fields: String, isMention: Bool) async throws {
        #expect(try await event(fields).mentionsBot == isMention)
    }

    @Test func `a chat with one person is direct, and bots are told as such`() async throws {
        let direct =
            #"{"update_id":10,"message":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"},"#
            + #""from":{"id":5,"is_bot":true,"first_name":"B"},"text":"绑定"}}"#
        let event = try #require(await poll(direct).0.events.first)
        #expect(event.isDirect && event.isFromBot && event.chat.id == "5")
    }

    @Test func `who writes in a group's name is a person, what a channel forwards is nobody's`() async throws
    {
        let anonymous = try await event(
            #""text":"x","sender_chat":{"id":-1001,"title":"村委会"},"from":{"id":1087968824,"is_bot":true}"#)
        #expect(anonymous.user == "-1001" && anonymous.userName == "村委会" && !anonymous.isFromBot)
        #expect(try await event(#""text":"x","is_automatic_forward":true"#).kind == .other)
    }

    @Test func `a picture with words is a message and one without is not`() async throws {
        #expect(try await event(#""photo":[],"caption":"三组的单子""#).text == "三组的单子")
        let (poll, _) = try await poll(message(#""photo":[]"#))
        #expect(poll.events.map(\.kind) == [.other] && poll.skipped == 0)
        #expect(poll.events[0].chat.id == "-1001" && poll.events[0].user == "5")
    }

    @Test func `a group that becomes a supergroup is told`() async throws {
        let (poll, _) = try await poll(message(#""migrate_to_chat_id":-100200"#))
        let new = ChatKey(channel: ChannelName("ch"), id: "-100200")
        #expect(poll.notes == [.moved(Platform.telegram.chat, to: new)])
    }

    @Test func `a second poller is a conflict`() async throws {
        let server = try ScriptedServer { request, _ in
            ExchangeScript.kind(request, on: .telegram) == .poll
                ? .json(#"{"ok":false,"error_code":409,"description":"Conflict: terminated"}"#, status: 409)
                : ExchangeScript.answer(request, on: .telegram)
        }
        let channel = try Platform.telegram.channel(at: server.url)
        let error = await #expect(throws: ChannelError.self) {
            try await channel.poll(after: "1", wait: .zero)
        }
        #expect(error?.reason == .conflict)
    }

    @Test func `open proves the token`() async throws {
        let server = try ScriptedServer { _, _ in
            .json(#"{"ok":false,"error_code":404,"description":"Not Found"}"#, status: 404)
        }
        let error = await #expect(throws: ChannelError.self) {
            try await Platform.telegram.channel(at: server.url).open()
        }
        #expect(error?.reason == .badCredentials && error?.reason.pausesChannel == true)
    }
}
