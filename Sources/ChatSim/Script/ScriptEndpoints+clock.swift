import Foundation

extension ScriptEndpoints {
    /// `GET /sim/clock`; with `after` and `wait` it answers as soon as the clock's version is another.
    func clock(_ request: SimRequest) async throws(ScriptRefusal) -> SimReply {
        let wait = min(Double(try whole("wait", of: request, default: 0)), Self.longestWait)
        if request.item("after") != nil, wait > 0 {
            let known = try whole("after", of: request, default: 0)
            _ = await hub.wait(seconds: wait) { state, _ in state.clock.version != known ? true : nil }
        }
        return reading()
    }

    /// `POST /sim/clock`: `{"advance": "10m"}`, `{"set": RFC 3339}`, `{"rate": 60}`, or several at once.
    func moveClock(_ request: SimRequest) throws(ScriptRefusal) -> SimReply {
        let body = try object(request, "advance", "set", "rate")
        guard let members = body.members, !members.isEmpty else {
            throw ScriptRefusal(what: "one of 'advance', 'set', 'rate'")
        }
        var moment: Date?
        if let set = body["set"] {
            guard let text = set.text, let read = Moments.read(text) else {
                throw ScriptRefusal(
                    what: "'set' is an RFC 3339 time with offset, such as 2022-01-28T18:00:00+08:00")
            }
            moment = read
        }
        var step: TimeInterval?
        if let advance = body["advance"] {
            guard let text = advance.text, let read = Self.seconds(text) else {
                throw ScriptRefusal(what: "'advance' is a length of time, such as 90s, 10m, 1h30m, 2d or -5m")
            }
            step = read
        }
        var rate: Double?
        if let value = body["rate"] {
            guard let read = value.decimal, (0...3_600).contains(read) else {
                throw ScriptRefusal(what: "'rate' is a number from 0 (stands still) to 3600")
            }
            rate = read
        }
        hub.moveClock(set: moment, advance: step, rate: rate)
        return reading()
    }

    private func reading() -> SimReply {
        let wall = hub.wallNow
        return .json(hub.read { WorldJSON.clock($0, wall: wall) })
    }

    /// The seconds of `90s`, `10m`, `1h30m`, `2d`, `-5m`; nil for anything else.
    static func seconds(_ text: String) -> TimeInterval? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let isBack = text.hasPrefix("-")
        var total = 0.0
        var digits = ""
        var parts = 0
        for character in isBack ? text.dropFirst() : text[...] {
            if character.isASCII, character.isNumber || character == "." {
                digits.append(character)
            } else {
                guard let unit = units[character], let number = Double(digits) else { return nil }
                total += number * unit
                digits = ""
                parts += 1
            }
        }
        guard parts > 0, digits.isEmpty, total <= 366 * 86_400 else { return nil }
        return isBack ? -total : total
    }
}
