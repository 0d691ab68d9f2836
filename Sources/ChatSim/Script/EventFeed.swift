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
        let (seq, clockVersion, worldVersion) = (seq, clockVersion, worldVersion)
        let news = await hub.wait(seconds: Self.heartbeat) { state, _ -> SimState? in
            let isNew = state.log.next > seq + 1 || state.clock.version != clockVersion
            return isNew || state.worldVersion != worldVersion ? state : nil
        }
        guard !hub.isStopping, !Task.isCancelled else { return nil }
        guard let news else { return ": alive\n\n" }
        var text = ""
        for message in news.log.after(seq, limit: 500) {
            let json = WorldJSON.message(message, in: news.world).compact
            text += "id: \(message.seq)\nevent: message\ndata: \(json)\n\n"
            self.seq = message.seq
        }
        if text.isEmpty { self.seq = max(seq, news.log.next - 1) }
        if news.clock.version != clockVersion {
            self.clockVersion = news.clock.version
            text += "event: clock\ndata: \(WorldJSON.clock(news, wall: hub.wallNow).compact)\n\n"
        }
        if news.worldVersion != worldVersion {
            self.worldVersion = news.worldVersion
            text += "event: world\ndata: {}\n\n"
        }
        return text
    }
}
