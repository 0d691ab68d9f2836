import Model

/// The news of one room between two syncs: in order, each event once.
struct MatrixHistory {
    private let me: String
    private var seen: Set<String> = []
    private var events: [(event: JSON, raw: String)] = []
    /// Where the events begin that came after the bot's own joining.
    private var firstSinceJoining = 0
    /// Display names by user.
    private(set) var names: [String: String] = [:]
    /// Whether somebody came or went.
    private(set) var hasMemberChange = false

    init(me: String) { self.me = me }

    /// The events since the bot came into the room; those from before are history, which it does not answer.
    var sinceJoining: ArraySlice<(event: JSON, raw: String)> { events[firstSinceJoining...] }

    /// Takes names from membership events that are no news.
    mutating func add(members: JSON?) {
        for event in members?.array ?? [] { learnName(event) }
    }

    /// Adds events, oldest first.
    mutating func add(_ chunk: JSON?, of reply: Reply) {
        for event in chunk?.array ?? [] {
            if let id = event["event_id"]?.string, !seen.insert(id).inserted { continue }
            events.append((event, reply.text(of: event)))
            guard event["type"]?.string == "m.room.member" else { continue }
            learnName(event)
            hasMemberChange = true
            let before = (event["unsigned"]?["prev_content"] ?? event["prev_content"])?["membership"]?.string
            if event["state_key"]?.string == me, event["content"]?["membership"]?.string == "join",
                before != "join"
            {
                firstSinceJoining = events.count
            }
        }
    }

    private mutating func learnName(_ event: JSON) {
        guard let user = event["state_key"]?.string, let name = event["content"]?["displayname"]?.string
        else { return }
        names[user] = name
    }
}
