import Foundation

/// Says the lines of scripts when the simulated clock reaches them.
struct ScriptPlayer: Sendable {
    let hub: SimHub

    /// Plays until the simulator stops.
    func run() async {
        while !hub.isStopping, !Task.isCancelled {
            let (version, count, pause) = hub.read { state in
                (state.clock.version, state.pending.count, secondsToNext(in: state))
            }
            let due = await hub.wait(seconds: pause) { state, now -> [SimScript.Line]? in
                let due = state.pending.prefix { $0.due <= now }.map(\.line)
                state.pending.removeFirst(due.count)
                // A moved clock or a new script changes how long there is to wait.
                let isStale = state.clock.version != version || state.pending.count != count
                return due.isEmpty && !isStale ? nil : due
            }
            // The lines were checked when the script was taken; a person removed since then just stays silent.
            for line in due ?? [] { _ = try? hub.say(line) }
        }
    }

    private func secondsToNext(in state: SimState) -> Double {
        guard let next = state.pending.first, state.clock.rate > 0 else { return 3_600 }
        let ahead = next.due.timeIntervalSince(state.clock.now(wall: hub.wallNow))
        return min(3_600, max(0.001, ahead / state.clock.rate))
    }
}

extension ScriptEndpoints {
    /// `POST /sim/script`: `{"lines": [{"after": "10m", "as", "chat", "text"}]}`; `after` counts from now.
    func script(_ request: SimRequest) throws(ScriptRefusal) -> SimReply {
        let body = try object(request, "lines")
        guard let elements = body["lines"]?.elements else { throw ScriptRefusal(what: "'lines' is an array") }
        var lines: [SimScript.Line] = []
        for element in elements {
            var after = 0.0
            if let value = element["after"] {
                guard let text = value.text, let seconds = Self.seconds(text) else {
                    throw ScriptRefusal(what: "'after' is a length of time, such as 10m")
                }
                after = seconds
            }
            lines.append(
                SimScript.Line(
                    after: after, person: try text("as", of: element), chat: try text("chat", of: element),
                    text: try text("text", of: element), replyTo: element["replyTo"]?.text))
        }
        try hub.play(SimScript(lines))
        return .json(["lines": .whole(lines.count)])
    }
}

extension SimHub {
    /// Says a script's lines that are due now, and the others when the simulated clock reaches them.
    ///
    /// Nothing is said when any line names somebody or a chat that does not exist.
    package func play(_ script: SimScript) throws(ScriptRefusal) {
        let world = read { $0.world }
        for line in script.lines { _ = try Self.place(line, in: world).get() }
        _ = try say(script.lines.filter { $0.after <= 0 })
        let later = script.lines.filter { $0.after > 0 }
        guard !later.isEmpty else { return }
        change { state, now in
            state.pending += later.map { (due: now.addingTimeInterval($0.after), line: $0) }
            state.pending.sort { $0.due < $1.due }
        }
    }
}
