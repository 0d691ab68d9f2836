import Channels
import Foundation
import Model

/// A Matrix homeserver as far as these tests need one, on a ``ScriptedServer``.
struct MatrixServer {
    static let room = "!village:localhost"
    static let me = "@lianfang:localhost"

    let server: ScriptedServer

    /// Answers a login and the listed room by itself; `special` comes first.
    init(
        sync: String = #"{"next_batch":"next"}"#,
        special: @escaping @Sendable (ScriptedServer.Request) -> ScriptedServer.Reaction? = { _ in nil }
    ) throws {
        server = try ScriptedServer { request, _ in
            if let reaction = special(request) { return reaction }
            if request.path.hasSuffix("/sync") { return .json(sync) }
            if request.path.hasSuffix("/join") || request.path.hasSuffix("/leave") { return .json("{}") }
            return ExchangeScript.answer(request, on: .matrix)
        }
    }

    /// A channel whose only listed room is ``room``.
    func channel() throws -> any Channel { try Platform.matrix.channel(at: server.url) }

    /// The requests whose path ends so.
    func requests(_ suffix: String) -> [ScriptedServer.Request] {
        server.requests.filter { $0.path.hasSuffix(suffix) }
    }

    /// A sync with the news of the listed room.
    static func sync(
        _ events: String, room: String = room, timeline: String = #""limited":false"#, state: String = ""
    ) -> String {
        #"{"next_batch":"next","rooms":{"join":{"\#(room)":{"state":{"events":[\#(state)]},"#
            + #""timeline":{"events":[\#(events)],\#(timeline)}}}}}"#
    }

    /// A text message of `@a:localhost`.
    static func text(_ id: String, _ body: String, sender: String = "@a:localhost", content: String = "")
        -> String
    {
        #"{"event_id":"\#(id)","type":"m.room.message","sender":"\#(sender)","origin_server_ts":1700000000000,"#
            + #""content":{"msgtype":"m.text","body":"\#(body)"\#(content)}}"#
    }

    /// A membership event.
    static func member(_ id: String, _ user: String, before: String? = nil, name: String? = nil) -> String {
        let unsigned = before.map { #","unsigned":{"prev_content":{"membership":"\#($0)"}}"# } ?? ""
        let displayname = name.map { #","displayname":"\#($0)""# } ?? ""
        return #"{"event_id":"\#(id)","type":"m.room.member","sender":"\#(user)","state_key":"\#(user)","#
            + #""origin_server_ts":1700000000000,"content":{"membership":"join"\#(displayname)}\#(unsigned)}"#
    }
}
