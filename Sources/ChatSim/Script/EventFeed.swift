/// The server-sent events of one page: messages as they are said, the clock when it jumps, the world when it changes.
package struct EventFeed: Sendable {
    private let hub: SimHub
    private var seq: Int
    private var clockVersion = 0
    private var worldVersion: Int
    /// How long the stream may be silent before a comment shows that it lives, in real seconds.
    private static let heartbeat = 15.0

    /// A feed of what comes after a position.
    package init(hub: SimHub, after: Int) {
        self.hub = hub
        seq = after
        worldVersion = hub.read { $0.worldVersion }
    }

    /// The next events as text; nil when the simulator stops.
    package mutating func next() async -> String? {
        let (hub, now) = (hub, self)
        let news = await hub.wait(seconds: Self.heartbeat) { state, _ -> (feed: EventFeed, text: String)? in
            var feed = now
            let text = feed.news(in: state)
            return text.isEmpty ? nil : (feed, text)
        }
        guard !hub.isStopping, !Task.isCancelled else { return nil }
        guard let news else { return ": alive\n\n" }
        self = news.feed
        return news.text
    }

    /// What a state has that was not told yet.
    private mutating func news(in state: SimState) -> String {
        var text = ""
        for message in state.log.after(seq, limit: 500) {
            let json = WorldJSON.message(message, in: state.world).compact
            text += "id: \(message.seq)\nevent: message\ndata: \(json)\n\n"
            seq = message.seq
        }
        if state.clock.version != clockVersion {
            clockVersion = state.clock.version
            text += "event: clock\ndata: \(WorldJSON.clock(state, wall: hub.wallNow).compact)\n\n"
        }
        if state.worldVersion != worldVersion {
            worldVersion = state.worldVersion
            text += "event: world\ndata: {}\n\n"
        }
        return text
    }
}
