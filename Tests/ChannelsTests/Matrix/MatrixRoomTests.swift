import Channels
import Foundation
import Model
import Testing

/// Logging in and getting into rooms.
struct MatrixRoomTests {
    @Test func `a login names the fixed device and happens once`() async throws {
        let matrix = try MatrixServer()
        let channel = try matrix.channel()
        async let first: Void = channel.open()
        async let second: Void = channel.open()
        _ = try await (first, second)
        _ = try await channel.poll(after: "s1", wait: .zero)
        let logins = matrix.requests("/login")
        #expect(
            logins.map(\.text) == [
                """
                {"device_id":"LIANFANG-ch","identifier":{"type":"m.id.user","user":"lianfang"},\
                "initial_device_display_name":"Lianfang","password":"correct horse battery","type":"m.login.password"}
                """
            ])
    }

    @Test func `a token that the server forgot is renewed, once`() async throws {
        let matrix = try MatrixServer { request in
            if request.path.hasSuffix("/login") {
                return .json(#"{"user_id":"@lianfang:localhost","access_token":"new"}"#)
            }
            return nil
        }
        let forgetful = try MatrixServer { request in
            request.headers["authorization"] == "Bearer syt_secret" && request.method == "PUT"
                ? .json(#"{"errcode":"M_UNKNOWN_TOKEN","soft_logout":true}"#, status: 401) : nil
        }
        let message = OutboundMessage(idempotencyKey: "k", chat: Platform.matrix.chat, text: "x")
        #expect(try await matrix.channel().post(message).messageID == "$m9")
        let error = await #expect(throws: ChannelError.self) { try await forgetful.channel().post(message) }
        #expect(error?.reason == .badCredentials)
        #expect(forgetful.requests("/login").count == 2)
        #expect(forgetful.server.requests.filter { $0.method == "PUT" }.count == 2)
    }

    @Test func `a wrong password is told as such`() async throws {
        let matrix = try MatrixServer { request in
            request.path.hasSuffix("/login")
                ? .json(#"{"errcode":"M_FORBIDDEN","error":"Invalid"}"#, status: 403) : nil
        }
        let error = await #expect(throws: ChannelError.self) { try await matrix.channel().open() }
        #expect(error?.reason == .badCredentials && error?.detail == "matrix login: 403 M_FORBIDDEN")
    }

    @Test func `a listed room that the bot is not in is joined at the start`() async throws {
        let matrix = try MatrixServer { request in
            request.path.hasSuffix("/joined_rooms") ? .json(#"{"joined_rooms":[]}"#) : nil
        }
        let channel = try matrix.channel()
        let poll = try await channel.poll(after: nil, wait: .zero)
        #expect(poll.notes == [.joined(Platform.matrix.chat)])
        _ = try await channel.poll(after: "next", wait: .zero)
        #expect(
            matrix.requests("/join").map(\.path) == ["/_matrix/client/v3/rooms/%21village%3Alocalhost/join"])
    }

    private static func invitation(_ room: String, direct: Bool = false) -> String {
        let member =
            #"{"type":"m.room.member","state_key":"@lianfang:localhost","content":{"membership":"invite","#
            + #""is_direct":\#(direct)}}"#
        return #""\#(room)":{"invite_state":{"events":[\#(member)]}}"#
    }

    @Test(arguments: [nil, "s1"])
    func `invitations to listed rooms and direct chats are accepted, others refused`(cursor: String?)
        async throws
    {
        let rooms = [
            Self.invitation("!village:localhost"), Self.invitation("!d:localhost", direct: true),
            Self.invitation("!spam:localhost"),
        ]
        let matrix = try MatrixServer(
            sync: #"{"next_batch":"next","rooms":{"invite":{\#(rooms.joined(separator: ","))}}}"#)
        let poll = try await matrix.channel().poll(after: cursor, wait: .zero)
        let key = { (room: String) in ChatKey(channel: ChannelName("ch"), id: room) }
        #expect(
            poll.notes == [
                .joined(key("!d:localhost")), .refusedInvitation(key("!spam:localhost")),
                .joined(Platform.matrix.chat),
            ])
        #expect(
            matrix.requests("/leave").map(\.path) == ["/_matrix/client/v3/rooms/%21spam%3Alocalhost/leave"])
        #expect(poll.cursor == "next")
    }

    @Test func `an invitation that cannot be taken up now is taken up with the next poll`() async throws {
        let trouble = Trouble()
        let matrix = try MatrixServer { request in
            if request.path.hasSuffix("/join"), trouble.isOn {
                return .json(#"{"errcode":"M_LIMIT_EXCEEDED"}"#, status: 429)
            }
            guard request.path.hasSuffix("/sync"), request.query["since"] == "s1" else { return nil }
            return .json(
                #"{"next_batch":"s2","rooms":{"invite":{\#(Self.invitation("!village:localhost"))}}}"#)
        }
        let channel = try matrix.channel()
        #expect(try await channel.poll(after: "s1", wait: .zero).notes.isEmpty)
        trouble.end()
        #expect(try await channel.poll(after: "s2", wait: .zero).notes == [.joined(Platform.matrix.chat)])
        #expect(try await channel.poll(after: "s3", wait: .zero).notes.isEmpty)
    }
}
