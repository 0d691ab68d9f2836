import Foundation

/// `/sim/…`: what scripts, the page and a daemon that follows the clock ask of the simulator itself.
struct ScriptEndpoints: Sendable {
    let hub: SimHub

    /// The most real seconds that a long poll here waits.
    static let longestWait = 60.0

    /// Answers a request; `path` is what follows `/sim/`.
    func answer(_ request: SimRequest, _ path: [String]) async -> SimReply {
        do throws(ScriptRefusal) {
            switch (request.method, path.joined(separator: "/")) {
            case ("POST", "say"): return try say(request)
            case ("GET", "messages"): return try await messages(request)
            case ("GET", "clock"): return try await clock(request)
            case ("POST", "clock"): return try moveClock(request)
            case ("GET", "world"): return world()
            case ("POST", "members"): return try changeMembers(request)
            case ("GET", "events"): return try events(request)
            case ("GET", "faults"): return faults()
            case ("POST", "faults"): return try changeFaults(request)
            case ("GET", "violations"): return violations()
            case ("POST", "script"): return try script(request)
            default: return .wrong("no such endpoint: \(request.method) \(request.path)", status: 404)
            }
        } catch {
            return .wrong(error.what, status: error.status)
        }
    }

    /// The body as a JSON object with none but the named members.
    func object(_ request: SimRequest, _ names: String...) throws(ScriptRefusal) -> SimJSON {
        let value: SimJSON
        do { value = try SimJSONReader.read(request.body) } catch {
            throw ScriptRefusal(what: error.description)
        }
        guard let members = value.members else { throw ScriptRefusal(what: "the body is a JSON object") }
        for member in members where !names.contains(member.name) {
            throw ScriptRefusal(
                what: "unknown member '\(member.name)': one of \(names.joined(separator: ", "))")
        }
        return value
    }

    /// A member that must be a string.
    func text(_ name: String, of value: SimJSON) throws(ScriptRefusal) -> String {
        guard let text = value[name]?.text, !text.isEmpty else {
            throw ScriptRefusal(what: "'\(name)' is missing or not a string")
        }
        return text
    }

    /// A query item that is a whole number.
    func whole(_ name: String, of request: SimRequest, default fallback: Int) throws(ScriptRefusal) -> Int {
        guard let text = request.item(name) else { return fallback }
        guard let number = Int(text), number >= 0 else {
            throw ScriptRefusal(what: "'\(name)' is a whole number from 0, not '\(text)'")
        }
        return number
    }

    private func say(_ request: SimRequest) throws(ScriptRefusal) -> SimReply {
        let body = try object(request, "as", "chat", "text", "replyTo")
        let line = SimScript.Line(
            after: 0, person: try text("as", of: body), chat: try text("chat", of: body),
            text: try text("text", of: body), replyTo: body["replyTo"]?.text)
        let message = try hub.say(line)
        return .json(["id": .string(message.id), "seq": .whole(message.seq)])
    }

    private func messages(_ request: SimRequest) async throws(ScriptRefusal) -> SimReply {
        let given = try whole("after", of: request, default: 0)
        let newest = hub.read { $0.log.next - 1 }
        let after = try max(given, newest - whole("last", of: request, default: newest))
        let limit = try whole("limit", of: request, default: 100_000)
        let wait = min(Double(try whole("wait", of: request, default: 0)), Self.longestWait)
        var key: String?
        if let word = request.item("chat") {
            guard let chat = hub.read({ $0.world.chat(word) }) else {
                throw ScriptRefusal(what: "no such chat: '\(word)'", status: 404)
            }
            key = chat.key
        }
        let found = await hub.wait(seconds: wait) { [key] state, _ -> [SimJSON]? in
            let messages = state.log.after(after, limit: limit) { key == nil || $0.chat == key }
            return messages.isEmpty ? nil : messages.map { WorldJSON.message($0, in: state.world) }
        }
        return .json(["messages": .array(found ?? [])])
    }

    private func world() -> SimReply {
        .json(hub.read { WorldJSON.world($0) })
    }

    private func changeMembers(_ request: SimRequest) throws(ScriptRefusal) -> SimReply {
        let body = try object(request, "chat", "add", "remove")
        let word = try text("chat", of: body)
        let add = (body["add"]?.elements ?? []).compactMap(\.text)
        let remove = (body["remove"]?.elements ?? []).compactMap(\.text)
        guard !add.isEmpty || !remove.isEmpty else {
            throw ScriptRefusal(what: "'add' or 'remove' names people")
        }
        let outcome = hub.change { state, _ -> Result<SimJSON, ScriptRefusal> in
            guard let chat = state.world.chat(word), let index = state.world.chats.firstIndex(of: chat) else {
                return .failure(ScriptRefusal(what: "no such chat: '\(word)'", status: 404))
            }
            for id in add where state.world.person(id) == nil {
                return .failure(ScriptRefusal(what: "no such person: '\(id)'", status: 404))
            }
            var members = chat.members.filter { !remove.contains($0) }
            members += add.filter { !members.contains($0) }
            state.world.chats[index].members = members
            state.worldVersion += 1
            return .success(["chat": .string(chat.key), "members": .strings(members)])
        }
        switch outcome {
        case .success(let reply): return .json(reply)
        case .failure(let fault): throw fault
        }
    }

    private func events(_ request: SimRequest) throws(ScriptRefusal) -> SimReply {
        // A browser that reconnects says by itself which event it saw last.
        let seen = request.headers["last-event-id"].flatMap { Int($0) }
        let after = try whole("after", of: request, default: 0)
        var reply = SimReply(
            status: 200, headers: [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")])
        reply.conduct = .events(after: seen ?? after)
        return reply
    }

    private func violations() -> SimReply {
        .json(
            hub.read { state in
                [
                    "count": .whole(state.violationCount),
                    "violations": .array(
                        state.violations.map {
                            ["operation": .string($0.operation), "what": .string($0.what)]
                        }),
                ]
            })
    }
}
