/// What a ``LoadServer`` plays: a relay, group robots, or both.
package struct LoadSite: Sendable {
    /// The relay under `/relay`.
    package var relay: LoadRelay?
    /// The robots under `/cgi-bin/webhook/send`.
    package var robots: LoadRobots?

    /// What becomes of a request.
    enum Answer {
        case reply(LoadReply)
        /// It waits until there is something to say.
        case hold(LoadRelay.HeldPoll)
    }

    /// A site of these parts.
    package init(relay: LoadRelay? = nil, robots: LoadRobots? = nil) {
        self.relay = relay
        self.robots = robots
    }

    mutating func answer(_ request: LoadRequest, now: UInt64) -> Answer {
        switch request.path {
        case "/relay/messages":
            relay?.answer(request, now: now) ?? .reply(.refusal(404, "no relay here"))
        case "/cgi-bin/webhook/send":
            .reply(robots?.answer(request, now: now) ?? .refusal(404, "no robots here"))
        default: .reply(.refusal(404, "no such path"))
        }
    }
}
