import Foundation

/// A relay full of people who talk: hands out made messages, takes the replies, and knows when each came.
///
/// Closed loop: each conversation says its next message when the reply to the last one has arrived. Open loop: messages are
/// said on a schedule, whatever the replies do. Message `i` belongs to conversation `i % conversations`.
package struct LoadRelay: Sendable {
    /// When each message was said, handed out and answered, on the monotonic clock in nanoseconds; 0 for not yet.
    package struct Times: Sendable {
        package var said: UInt64 = 0
        package var handedOut: UInt64 = 0
        package var answered: UInt64 = 0
    }

    /// A poll that waits until there is something to say.
    struct HeldPoll {
        var position: Int
        var limit: Int
        /// On the monotonic clock.
        var until: UInt64
    }

    /// The longest poll in seconds, and the most messages of one: the protocol's bounds.
    private static let longestWait = 50.0
    private static let mostMessages = 500
    /// The members that a post may have.
    private static let members: Set = ["id", "chat", "text", "mentions", "replyTo", "attachments"]

    private let webhook: StandardWebhook
    private let conversations: Int
    /// Nanoseconds between two messages; nil in the closed loop.
    private let interval: UInt64?
    /// Each message as JSON up to its time.
    private var heads: [[UInt8]]
    /// How many messages the people say by themselves.
    private let planned: Int
    /// Names this run in cursors, so that another run's are too old.
    private let run: String

    package private(set) var times: [Times]
    /// The messages said so far, in the order in which they were said.
    private var log: [Int] = []
    /// When the schedule began; nil before.
    private var startedAt: UInt64?
    /// The last answered message of each conversation.
    private var lastAnswered: [Int]
    private var posted: [String: Int] = [:]
    private var clock = RelayClock()

    /// The texts that answered what was said beyond the planned messages, by the message's number.
    package private(set) var replies: [Int: String] = [:]
    /// How many messages were answered.
    package private(set) var answered = 0
    /// Posts that answered no message.
    package private(set) var unasked = 0
    /// Posts whose id had come before.
    package private(set) var repeated = 0
    /// Polls that were answered.
    package private(set) var polls = 0
    /// When the first request came, on the monotonic clock.
    package private(set) var firstRequestAt: UInt64?
    /// Whether a poll with a cursor has come, so that whatever is said from now on will be handed out.
    package private(set) var isListenedTo = false
    /// What was wrong with requests.
    package private(set) var faults = LoadFaults()

    /// A relay that will hand out these texts.
    ///
    /// - Parameters:
    ///   - rate: Messages a second of the open loop; nil for the closed one.
    ///   - run: Names the run in cursors.
    /// - Returns: nil where the secret is none.
    package init?(secret: String, texts: [String], conversations: Int, rate: Double?, run: String) {
        guard let webhook = StandardWebhook(secret: secret), conversations > 0 else { return nil }
        self.webhook = webhook
        self.conversations = conversations
        interval = rate.map { UInt64(1e9 / $0) }
        self.run = run
        heads = texts.enumerated().map { Self.head($0, $1, conversations) }
        planned = texts.count
        times = [Times](repeating: Times(), count: texts.count)
        lastAnswered = [Int](repeating: -1, count: conversations)
    }

    /// Lets the people begin to talk.
    package mutating func begin(at now: UInt64) {
        startedAt = now
        if interval == nil { for message in 0..<min(conversations, planned) { say(message, at: now) } }
    }

    /// Says something more, in the conversation whose turn it is; the text of its reply is kept.
    ///
    /// - Parameter account: who says it, `u` with this number; nil for the conversation's own account.
    /// - Returns: the message's number, by which ``times`` and ``replies`` know it.
    package mutating func say(_ text: String, by account: Int? = nil, at now: UInt64) -> Int {
        let message = heads.count
        heads.append(Self.head(message, text, conversations, by: account))
        times.append(Times())
        say(message, at: now)
        return message
    }

    /// Whether messages are said on a schedule.
    var isScheduled: Bool { interval != nil }

    /// When the schedule's next message is due.
    var nextDue: UInt64? {
        guard let startedAt, let interval, log.count < planned else { return nil }
        return startedAt + UInt64(log.count) * interval
    }

    /// Says what the schedule demands up to now, each at its own time.
    mutating func sayWhatIsDue(_ now: UInt64) {
        while let due = nextDue, due <= now { say(log.count, at: due) }
    }

    /// The answer to a held poll; nil while it still waits.
    mutating func resume(_ poll: HeldPoll, now: UInt64) -> LoadReply? {
        poll.position < log.count || poll.until <= now ? page(poll, now: now) : nil
    }

    mutating func answer(_ request: LoadRequest, now: UInt64) -> LoadSite.Answer {
        if firstRequestAt == nil { firstRequestAt = now }
        let fault = webhook.fault(
            id: request.webhookID, timestamp: request.webhookTimestamp, signature: request.webhookSignature,
            body: request.body, now: clock.seconds())
        guard fault == nil else { return .reply(refuse(401, "the signature is wrong")) }
        switch request.method {
        case "GET": return poll(request, now: now)
        case "POST": return .reply(take(request, now: now))
        default: return .reply(refuse(405, "only GET and POST"))
        }
    }

    // MARK: - Handing out

    private mutating func poll(_ request: LoadRequest, now: UInt64) -> LoadSite.Answer {
        var (cursor, limit, wait): (Substring?, Int?, Double?) = (nil, 100, 0)
        for (name, value) in request.parameters() {
            switch name {
            case "after": cursor = value
            case "limit": limit = Int(value)
            case "wait": wait = Double(value)
            default: return .reply(refuse(400, "an unknown parameter"))
            }
        }
        guard request.body.isEmpty else { return .reply(refuse(400, "a GET with a body")) }
        guard let limit, (1...Self.mostMessages).contains(limit) else {
            return .reply(refuse(400, "limit is no number from 1 to 500"))
        }
        guard let wait, (0...Self.longestWait).contains(wait) else {
            return .reply(refuse(400, "wait is no number from 0 to 50"))
        }
        guard let cursor else {
            // From now on: the position behind all that was said.
            return .reply(page(HeldPoll(position: log.count, limit: limit, until: now), now: now))
        }
        guard let position = position(cursor) else { return .reply(refuse(410, "a cursor of another run")) }
        isListenedTo = true
        sayWhatIsDue(now)
        let poll = HeldPoll(position: position, limit: limit, until: now + UInt64(wait * 1e9))
        return .hold(poll)
    }

    private mutating func page(_ poll: HeldPoll, now: UInt64) -> LoadReply {
        polls += 1
        let end = min(poll.position + poll.limit, log.count)
        var json = Array(#"{"messages":["#.utf8)
        let tail = clock.tail()
        for place in poll.position..<end {
            let message = log[place]
            if place > poll.position { json.append(UInt8(ascii: ",")) }
            json += heads[message]
            json += tail
            // A cursor that comes again gets the same messages; what counts is when they went out first.
            if times[message].handedOut == 0 { times[message].handedOut = now }
        }
        json += #"],"cursor":"\#(run)-\#(end)"}"#.utf8
        return LoadReply(json: json)
    }

    private func position(_ cursor: Substring) -> Int? {
        let parts = cursor.split(separator: "-")
        guard parts.count == 2, parts[0] == run, let position = Int(parts[1]),
            (0...log.count).contains(position)
        else { return nil }
        return position
    }

    private mutating func say(_ message: Int, at now: UInt64) {
        times[message].said = now
        log.append(message)
    }

    // MARK: - Taking replies

    private mutating func take(_ request: LoadRequest, now: UInt64) -> LoadReply {
        guard request.mediaType.hasPrefix("application/json") else { return refuse(415, "not JSON") }
        guard let body = LoadBody.members(of: request.body) else { return refuse(400, "no JSON object") }
        guard body.keys.allSatisfy(Self.members.contains) else { return refuse(400, "an unknown member") }
        guard let id = body["id"]?.string, !id.isEmpty, id == request.webhookID else {
            return refuse(400, "id is not the webhook-id")
        }
        guard case .strings = body["mentions"] else { return refuse(400, "mentions is no array of user ids") }
        guard let text = body["text"]?.string, !text.isEmpty else { return refuse(400, "no text") }
        guard let chat = body["chat"]?.string, let place = number(chat, after: "c"),
            (1...conversations).contains(place)
        else { return refuse(404, "no such chat") }
        if let before = posted[id] {
            repeated += 1
            return LoadReply(json: #"{"id":"p\#(before)"}"#)
        }
        posted[id] = posted.count + 1
        note(text, answering: body["replyTo"], in: place - 1, now: now)
        return LoadReply(json: #"{"id":"p\#(posted.count)"}"#)
    }

    /// Notes what a post answers, and lets the conversation go on.
    private mutating func note(
        _ text: String, answering reply: LoadBody.Value?, in conversation: Int, now: UInt64
    ) {
        guard let message = reply?.string.flatMap({ number($0, after: "m") }), heads.indices.contains(message)
        else {
            unasked += 1
            return
        }
        if message % conversations != conversation { faults.note("an answer in another chat") }
        guard times[message].handedOut != 0 else { return faults.note("an answer to what was not said yet") }
        guard times[message].answered == 0 else { return faults.note("a second answer to a message") }
        if message < lastAnswered[conversation] { faults.note("answers out of order in a conversation") }
        lastAnswered[conversation] = message
        times[message].answered = now
        answered += 1
        if message >= planned { replies[message] = text }
        let following = message + conversations
        if interval == nil, following < planned { say(following, at: now) }
    }

    private func number(_ text: String, after letter: Character) -> Int? {
        text.first == letter ? Int(text.dropFirst()) : nil
    }

    private mutating func refuse(_ status: Int, _ what: StaticString) -> LoadReply {
        faults.note(what)
        return .refusal(status, what)
    }

    /// A message as JSON up to its time.
    private static func head(
        _ number: Int, _ text: String, _ conversations: Int, by account: Int? = nil
    ) -> [UInt8] {
        let place = number % conversations + 1
        let user = account ?? place
        return Array(
            #"{"id":"m\#(number)","chat":"c\#(place)","sender":{"id":"u\#(user)","name":"组长\#(user)"},"mentionsBot":false,"text":\#(quoted(text)),"at":""#
                .utf8)
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// The wall clock of a load server, written out once a second.
private struct RelayClock: Sendable {
    private var second = -1
    private var bytes: [UInt8] = []

    func seconds() -> Double { Double(time(nil)) }

    /// What stands behind a message's head: its time, and the end of the message.
    mutating func tail() -> [UInt8] {
        let now = time(nil)
        guard now != second else { return bytes }
        second = now
        let zone = TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt
        bytes = Array((Moments.rfc3339(Date(timeIntervalSince1970: Double(now)), in: zone) + "\"}").utf8)
        return bytes
    }
}
