import Foundation

/// The relay: the generic poll-and-post protocol, signed as Standard Webhooks.
struct RelayDialect: Sendable {
    let hub: SimHub
    let channel: SimChannel

    /// The longest poll in seconds.
    static let longestWait = 50.0
    /// The most messages that one poll hands out.
    static let mostMessages = 500

    /// Answers a request to `…/messages`.
    func answer(_ request: SimRequest, fault: FaultRule.Kind?) async -> SimReply {
        guard case .relay(let secret) = channel.dialect, let webhook = StandardWebhook(secret: secret) else {
            return .wrong("the channel has no valid secret", status: 500)
        }
        let operation = request.method == "GET" ? "relay.poll" : "relay.post"
        if let fault = webhook.fault(in: request.headers, body: request.body, now: hub.wallNow) {
            return refuse(operation, fault, status: 401)
        }
        switch request.method {
        case "GET": return await poll(request, fault: fault)
        case "POST": return post(request)
        default: return refuse(operation, "only GET and POST", status: 405)
        }
    }

    private func refuse(_ operation: String, _ what: String, status: Int = 400) -> SimReply {
        hub.note(operation, what)
        return .wrong(what, status: status)
    }

    private func poll(_ request: SimRequest, fault: FaultRule.Kind?) async -> SimReply {
        for item in request.query where !["after", "limit", "wait"].contains(item.name) {
            return refuse("relay.poll", "unknown parameter '\(item.name)'")
        }
        guard request.body.isEmpty else { return refuse("relay.poll", "a GET has no body") }
        guard let limit = Int(request.item("limit") ?? "100"), (1...Self.mostMessages).contains(limit) else {
            return refuse("relay.poll", "limit is a whole number, 1 to \(Self.mostMessages)")
        }
        guard let wait = Double(request.item("wait") ?? "0"), (0...Self.longestWait).contains(wait) else {
            return refuse("relay.poll", "wait is a number of seconds, 0 to \(Int(Self.longestWait))")
        }
        guard let cursor = request.item("after") else {
            let newest = hub.read { self.cursor($0.log.next - 1, in: $0) }
            return .json(["messages": [], "cursor": .string(newest)])
        }
        let start = hub.read { state -> Int? in
            guard let seq = position(cursor, in: state), seq >= state.log.oldest - 1 else { return nil }
            return seq
        }
        guard let start else { return .wrong("the cursor is too old: start from now", status: 410) }
        let found = await hub.wait(seconds: wait) { state, _ -> Page? in
            let page = messages(after: start, limit: limit, in: state)
            return page.messages.isEmpty ? nil : page
        }
        let page = found ?? hub.read { messages(after: start, limit: limit, in: $0) }
        return .json(["messages": .array(twisted(page.messages, by: fault)), "cursor": .string(page.cursor)])
    }

    private struct Page: Sendable {
        let messages: [SimJSON]
        let cursor: String
    }

    private func messages(after start: Int, limit: Int, in state: SimState) -> Page {
        let messages = state.log.after(start, limit: limit) { $0.channel == channel.name && !$0.isBot }
        return Page(
            messages: messages.map { json($0, in: state.world) },
            cursor: cursor(messages.last?.seq ?? state.log.next - 1, in: state))
    }

    private func twisted(_ messages: [SimJSON], by fault: FaultRule.Kind?) -> [SimJSON] {
        switch fault {
        case .duplicate: messages.flatMap { [$0, $0] }
        case .reorder: messages.reversed()
        case .unknown:
            [["event": "typing", "chat": "?"], 7, "noise"] + messages
                + [["id": "x", "chat": 1, "kind": "sticker", "at": "soon"]]
        default: messages
        }
    }

    private func json(_ message: SimMessage, in world: SimWorld) -> SimJSON {
        let person = world.people.first { $0.id == message.sender }
        let account = person.map { world.account(of: $0, on: channel) } ?? message.sender
        return .sparse([
            ("id", .string(message.id)),
            ("chat", .string(String(message.chat.dropFirst(channel.name.count + 1)))),
            ("sender", ["id": .string(account), "name": .string(message.senderName)]),
            ("text", .string(message.text)),
            ("at", .string(Moments.rfc3339(message.at, in: world.timeZone))),
            ("mentionsBot", .bool(message.mentionsBot)),
            ("replyTo", message.replyTo.map { .string($0) }),
        ])
    }

    private func cursor(_ seq: Int, in state: SimState) -> String {
        Data("\(state.run).\(seq)".utf8).base64EncodedString()
    }

    private func position(_ cursor: String, in state: SimState) -> Int? {
        guard let bytes = Data(base64Encoded: cursor) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: ".")
        guard parts.count == 2, parts[0] == state.run, let seq = Int(parts[1]), seq < state.log.next else {
            return nil
        }
        return seq
    }
}
