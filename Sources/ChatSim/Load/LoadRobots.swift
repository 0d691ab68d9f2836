/// WeCom group robots that only take posts, each with a key of its own, and note when.
package struct LoadRobots: Sendable {
    /// What one robot was given.
    package struct Post: Sendable {
        /// When it came, on the monotonic clock in nanoseconds.
        package var at: UInt64
        /// The body as it came.
        package var body: [UInt8]
    }

    private var posts: [String: [Post]]
    /// How many posts came in all.
    package private(set) var count = 0
    /// What was wrong with requests.
    package private(set) var faults = LoadFaults()

    /// Robots of these keys.
    package init(keys: [String]) {
        posts = Dictionary(uniqueKeysWithValues: keys.map { ($0, []) })
    }

    /// What came since the last time, by key; what follows is counted from none.
    package mutating func takePosts() -> [String: [Post]] {
        defer {
            posts = posts.mapValues { _ in [] }
            count = 0
        }
        return posts
    }

    mutating func answer(_ request: LoadRequest, now: UInt64) -> LoadReply {
        guard request.method == "POST" else { return refuse(405, "only POST") }
        guard let key = request.parameters().first(where: { $0.name == "key" }).map({ String($0.value) }),
            posts[key] != nil
        else { return wrong(93000, "no such key") }
        guard request.mediaType.hasPrefix("application/json") else { return refuse(415, "not JSON") }
        guard let body = LoadBody.members(of: request.body), let kind = body["msgtype"]?.string,
            body[kind]?.isObject == true
        else { return wrong(40008, "msgtype and its object are missing") }
        posts[key]?.append(Post(at: now, body: request.body))
        count += 1
        return LoadReply(json: #"{"errcode":0,"errmsg":"ok"}"#)
    }

    /// A refusal as WeCom says it: HTTP succeeds, the body fails.
    private mutating func wrong(_ code: Int, _ what: StaticString) -> LoadReply {
        faults.note(what)
        return LoadReply(json: #"{"errcode":\#(code),"errmsg":"\#(what)"}"#)
    }

    private mutating func refuse(_ status: Int, _ what: StaticString) -> LoadReply {
        faults.note(what)
        return .refusal(status, what)
    }
}

/// What a load server found wrong, counted by kind.
package struct LoadFaults: Sendable {
    /// How often each was found.
    package private(set) var counts: [String: Int] = [:]

    mutating func note(_ what: StaticString) { counts["\(what)", default: 0] += 1 }
}
