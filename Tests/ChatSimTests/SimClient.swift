import ChatSim
import Curl
import Foundation
import Testing

/// A township in small, and the requests that a bot would send to it.
struct SimClient: Sendable {
    let sim: RunningSim
    private let http = CurlClient()

    /// Two people in a village group on the relay, one of them in a Telegram group too, and a webhook group.
    static let world = SimWorld(
        channels: [.relay(), .telegram(), .weComWebhook()],
        people: [
            SimPerson(id: "P010", name: "王桂兰", role: "unitLeader", place: "V03-02"),
            SimPerson(
                id: "P009", name: "李国栋", role: "villageSecretary", place: "V03", accounts: ["tg": "5512"]),
            SimPerson(id: "P099", name: "过路人"),
        ],
        chats: [
            SimChat(id: "village-3", title: "永胜村", place: "V03", members: ["P010", "P009"]),
            SimChat(
                channel: "tg", id: "-1001", title: "督导群", place: "T01", purpose: "supervisors",
                members: ["P009", "P010"]),
            SimChat(channel: "wecom", id: "default", title: "和平村", place: "V04", members: ["P009"]),
        ])

    /// The moment at which tests on a standing clock start: 2022-01-28T18:00:00+08:00.
    static let evening = Date(timeIntervalSince1970: 1_643_364_000)

    /// Runs a test against a simulator whose clock stands still at ``evening``.
    static func with(
        _ adjust: (inout SimConfiguration) -> Void = { _ in },
        _ body: @Sendable (SimClient) async throws -> Void
    ) async throws {
        try await SimServer.withRunning(
            world,
            adjust: { configuration in
                configuration.start = evening
                configuration.rate = 0
                adjust(&configuration)
            }
        ) { sim in
            let client = SimClient(sim: sim)
            try await body(client)
            client.http.shutdown()
        }
    }

    /// An answer with its body read as JSON (`.null` where it is none).
    struct Answer: Sendable {
        let status: Int
        let response: CurlResponse
        let json: SimJSON
        var text: String { String(decoding: response.body, as: UTF8.self) }
    }

    /// Sends a request to a path of the simulator's.
    func send(
        _ method: CurlRequest.Method, _ path: String, headers: [(name: String, value: String)] = [],
        body: [UInt8]? = nil, timeout: Duration = .seconds(30)
    ) async throws -> Answer {
        var request = CurlRequest(method, sim.url + path)
        request.headers = headers
        request.body = body
        request.timeout = timeout
        let response = try await http.send(request)
        // An answer that is no JSON is what some tests want to see.
        let json = (try? SimJSONReader.read(response.body)) ?? .null
        return Answer(status: response.status, response: response, json: json)
    }

    /// Posts JSON to a path.
    func post(_ path: String, _ body: SimJSON) async throws -> Answer {
        try await send(.post, path, headers: [("Content-Type", "application/json")], body: body.bytes)
    }

    /// Polls the relay as the bot does.
    func poll(after: String? = nil, limit: Int = 100, wait: Int = 0) async throws -> Answer {
        let id = "poll-\(UUID().uuidString)"
        let query = "limit=\(limit)&wait=\(wait)" + (after.map { "&after=" + escaped($0) } ?? "")
        return try await send(.get, "/relay/messages?" + query, headers: signature(id: id, body: []))
    }

    /// Posts to the relay as the bot does.
    func relay(_ body: SimJSON, id: String? = nil, at: Date = Date()) async throws -> Answer {
        let id = id ?? body["id"]?.text ?? "none"
        let headers = [("Content-Type", "application/json")] + signature(id: id, body: body.bytes, at: at)
        return try await send(.post, "/relay/messages", headers: headers, body: body.bytes)
    }

    /// The three headers of a signed request.
    func signature(id: String, body: [UInt8], at: Date = Date()) -> [(name: String, value: String)] {
        let seconds = Int(at.timeIntervalSince1970)
        let signed = StandardWebhook(secret: SimChannel.demoSecret)?.sign(
            id: id, timestamp: seconds, body: body)
        return [
            ("webhook-id", id), ("webhook-timestamp", String(seconds)),
            ("webhook-signature", signed ?? "none"),
        ]
    }

    private func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}
