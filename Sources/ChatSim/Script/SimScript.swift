import Foundation

/// A play: who says what in which chat, and when.
package struct SimScript: Sendable {
    /// One thing said.
    package struct Line: Sendable, Equatable {
        /// Simulated seconds after the script's start.
        package var after: TimeInterval
        /// The roster id or account of who says it.
        package var person: String
        /// The chat's key, id, place code or title.
        package var chat: String
        /// What is said.
        package var text: String
        /// The id of the message that it answers.
        package var replyTo: String?

        /// A line.
        package init(
            after: TimeInterval = 0, person: String, chat: String, text: String, replyTo: String? = nil
        ) {
            self.after = after
            self.person = person
            self.chat = chat
            self.text = text
            self.replyTo = replyTo
        }
    }

    /// The lines, in the order of their times.
    package let lines: [Line]

    /// A script of lines in any order.
    package init(_ lines: [Line]) { self.lines = lines.sorted { $0.after < $1.after } }
}

extension SimHub {
    /// Says a line now.
    package func say(_ line: SimScript.Line) throws(ScriptRefusal) -> SimMessage {
        try say([line])[0]
    }

    /// Says lines at once, in their order, in one change: all of them or, where one is wrong, none.
    func say(_ lines: [SimScript.Line]) throws(ScriptRefusal) -> [SimMessage] {
        let outcome = change { state, now -> Result<[SimMessage], ScriptRefusal> in
            var known: [(SimPerson, SimChat)] = []
            for line in lines {
                switch Self.place(line, in: state.world) {
                case .success(let pair): known.append(pair)
                case .failure(let fault): return .failure(fault)
                }
            }
            return .success(
                zip(lines, known).map { line, pair in
                    state.say(line.text, as: pair.0, in: pair.1, replyTo: line.replyTo, at: now)
                })
        }
        return try outcome.get()
    }

    /// Moves the clock; what is nil stays.
    package func moveClock(set: Date? = nil, advance: TimeInterval? = nil, rate: Double? = nil) {
        let wall = wallNow
        change { state, _ in
            if let set { state.clock.set(to: set, wall: wall) }
            if let advance { state.clock.advance(by: advance, wall: wall) }
            if let rate { state.clock.run(at: rate, wall: wall) }
        }
    }

    static func place(
        _ line: SimScript.Line, in world: SimWorld
    ) -> Result<(SimPerson, SimChat), ScriptRefusal> {
        guard let person = world.person(line.person) else {
            return .failure(ScriptRefusal(what: "no such person: '\(line.person)'", status: 404))
        }
        guard let chat = world.chat(line.chat, for: person) else {
            return .failure(ScriptRefusal(what: "no such chat: '\(line.chat)'", status: 404))
        }
        guard chat.members.contains(person.id) else {
            return .failure(ScriptRefusal(what: "\(person.id) is not in \(chat.title)", status: 403))
        }
        return .success((person, chat))
    }
}
