import Foundation

/// The WeCom group webhook: post only, HTTP 200 whatever happens, the verdict is `errcode`.
///
/// Text and both Markdowns; other message types get 40008.
struct WeComWebhookDialect: Sendable {
    let hub: SimHub
    /// The channel whose key was used, nil where no channel has it.
    let channel: SimChannel?

    /// What a robot may send in a minute.
    private static let perMinute = 20
    /// The most UTF-8 bytes of a content by message type.
    private static let most = ["text": 2_048, "markdown": 4_096, "markdown_v2": 4_096]

    private struct Refusal: Error {
        let code: Int
        let message: String
    }

    /// Answers a request.
    func answer(_ request: SimRequest) -> SimReply {
        switch judged(request) {
        case .success: return .json(["errcode": 0, "errmsg": "ok"])
        case .failure(let refusal):
            // Being over the limit befalls a well-behaved robot too.
            if refusal.code != 45_009 { hub.note("wecom.send", "\(refusal.code) \(refusal.message)") }
            return .json(["errcode": .whole(refusal.code), "errmsg": .string(refusal.message)])
        }
    }

    private func judged(_ request: SimRequest) -> Result<Void, Refusal> {
        guard let channel else { return Self.refused(93_000, "invalid webhook url") }
        guard request.method == "POST" else { return Self.refused(43_002, "require POST method") }
        guard let body = try? SimJSONReader.read(request.body), body.members != nil else {
            // The platform says no more than this.
            return Self.refused(47_001, "data format error")
        }
        guard let type = body["msgtype"]?.text, let most = Self.most[type] else {
            return Self.refused(40_008, "invalid message type")
        }
        guard let content = body[type]?["content"]?.text, !content.isEmpty else {
            return Self.refused(44_004, "content is empty")
        }
        guard content.utf8.count <= most else { return Self.refused(45_002, "content size out of limit") }
        var accounts: [String] = []
        for name in ["mentioned_list", "mentioned_mobile_list"] {
            guard let list = body[type]?[name] else { continue }
            guard type == "text", let elements = list.elements, elements.allSatisfy({ $0.text != nil }) else {
                return Self.refused(40_058, "\(name) is an array of strings in text")
            }
            if name == "mentioned_list" { accounts = elements.compactMap(\.text) }
        }
        if type != "markdown_v2" { accounts += Self.inlineMentions(content) }
        return kept(content, channel, accounts, isMarkdown: type != "text")
    }

    private func kept(
        _ content: String, _ channel: SimChannel, _ accounts: [String], isMarkdown: Bool
    ) -> Result<Void, Refusal> {
        hub.change { state, now in
            guard let chat = state.world.chats.first(where: { $0.channel == channel.name }) else {
                return Self.refused(93_000, "invalid webhook url")
            }
            if state.limits {
                let recent = (state.sendTimes[channel.name] ?? []).filter { now.timeIntervalSince($0) < 60 }
                state.sendTimes[channel.name] = recent
                guard recent.count < Self.perMinute else {
                    return Self.refused(45_009, "api freq out of limit")
                }
                state.sendTimes[channel.name, default: []].append(now)
            }
            let people = accounts.compactMap { account in
                account == "@all" ? nil : state.world.holder(of: account, on: channel)
            }
            if people.count < accounts.filter({ $0 != "@all" }).count {
                state.note(SimViolation("wecom.send", "mentions an account nobody has"))
            }
            // The platform shows the name where the text says `<@account>`.
            let shown = people.reduce(content) { text, person in
                text.replacing("<@\(state.world.account(of: person, on: channel))>", with: "@" + person.name)
            }
            _ = state.post(shown, in: chat, mentions: people.map(\.id), isMarkdown: isMarkdown, at: now)
            return .success(())
        }
    }

    private static func refused(_ code: Int, _ message: String) -> Result<Void, Refusal> {
        .failure(Refusal(code: code, message: message))
    }

    private static func inlineMentions(_ content: String) -> [String] {
        content.matches(of: #/<@([^<>\s]{1,64})>/#).map { String($0.output.1) }
    }
}
