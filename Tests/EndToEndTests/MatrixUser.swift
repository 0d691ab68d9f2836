import Curl
import Foundation

/// A person at a Matrix client.
struct MatrixUser: Sendable {
    /// The full id, `@leader:localhost`.
    let id: String
    let server: MatrixServer
    let token: String

    private static let client = "/_matrix/client/v3"

    /// Makes a private room and returns its id.
    func createRoom(_ name: String, inviting others: [MatrixUser]) async throws -> String {
        struct Room: Decodable { var room_id: String }
        let room: Room = try await server.call(
            .post, Self.client + "/createRoom", token: token,
            body: ["preset": "private_chat", "name": name, "invite": others.map(\.id)])
        return room.room_id
    }

    /// Accepts an invitation.
    func join(_ room: String) async throws {
        struct Joined: Decodable {}
        let _: Joined = try await server.call(
            .post, "\(Self.client)/rooms/\(Self.escaped(room))/join", token: token, body: [:])
    }

    /// Says something, and returns the event's id.
    @discardableResult
    func send(_ text: String, to room: String) async throws -> String {
        struct Sent: Decodable { var event_id: String }
        let sent: Sent = try await server.call(
            .put, "\(Self.client)/rooms/\(Self.escaped(room))/send/m.room.message/\(UUID().uuidString)",
            token: token, body: ["msgtype": "m.text", "body": text, "m.mentions": [String: Any]()])
        return sent.event_id
    }

    /// Everything that happened in a room, oldest first, once it is enough; what there is when the time is over.
    func events(
        in room: String, within seconds: Int = 40, until isEnough: ([MatrixEvent]) -> Bool
    ) async throws -> [MatrixEvent] {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var history = History()
        var position = try await sync(room, since: nil, wait: .zero)
        while true {
            try await read(room, into: &history)
            let rest = deadline - .now
            guard !isEnough(history.events), rest > .zero else { return history.events }
            position = try await sync(room, since: position, wait: min(rest, .seconds(10)))
        }
    }

    private struct History {
        var events: [MatrixEvent] = []
        var seen: Set<String> = []
        var position: String?
    }

    /// Reads on to the room's end; the server names no further page when there is none.
    private func read(_ room: String, into history: inout History) async throws {
        struct Page: Decodable {
            var chunk: [MatrixEvent]
            var end: String?
        }
        while true {
            let from = history.position.map { "&from=" + Self.escaped($0) } ?? ""
            let page: Page = try await server.call(
                .get, "\(Self.client)/rooms/\(Self.escaped(room))/messages?dir=f&limit=100\(from)",
                token: token)
            history.events += page.chunk.filter { history.seen.insert($0.id).inserted }
            guard let end = page.end else { return }
            history.position = end
        }
    }

    /// Waits until something happens in a room, and returns from where to wait on.
    private func sync(_ room: String, since: String?, wait: Duration) async throws -> String {
        struct Sync: Decodable { var next_batch: String }
        let filter = """
            {"room":{"rooms":["\(room)"],"timeline":{"limit":1},"ephemeral":{"not_types":["*"]},\
            "account_data":{"not_types":["*"]}},"presence":{"not_types":["*"]},"account_data":{"not_types":["*"]}}
            """
        let after = since.map { "&since=" + Self.escaped($0) } ?? ""
        let milliseconds = Int(wait / .milliseconds(1))
        let sync: Sync = try await server.call(
            .get, "\(Self.client)/sync?timeout=\(milliseconds)&filter=\(Self.escaped(filter))\(after)",
            token: token)
        return sync.next_batch
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}
