import Curl
import Foundation
import Model
import Synchronization

/// A bot of the Telegram Bot API, read by long polls.
final class TelegramChannel: Channel {
    /// Who the bot is on Telegram.
    struct Identity: Sendable {
        var id: Int64
        /// Without the `@`.
        var username: String
    }

    /// What the channel has learnt; all of it can be learnt again.
    struct Learnt: Sendable {
        var identity: Identity?
        /// New ids of groups that became supergroups.
        var moved: [String: String] = [:]
    }

    let name: ChannelName
    let traits: ChannelTraits
    /// Its base path holds the token.
    let endpoint: Endpoint
    let learnt = Mutex(Learnt())

    init(_ definition: ChannelDefinition, endpoint: Endpoint) {
        name = definition.name
        // Telegram's own guidance: 20 a minute in a group, about 30 a second in all.
        let limits = ChannelLimits(
            perChat: RateLimit(20, perSeconds: 60), total: RateLimit(30, perSeconds: 1))
        traits = ChannelTraits(
            canPoll: true, isIdempotent: false, limits: definition.limits?.over(limits) ?? limits)
        self.endpoint = endpoint
    }

    func open() async throws(ChannelError) { _ = try await identity() }

    /// 4096 characters, counted in UTF-16 units as its entity offsets are.
    func split(_ text: String, as format: TextFormat) -> [String] {
        TextSplitter(limit: 4096, unit: .utf16).split(text)
    }

    /// Who the bot is: asked once.
    func identity() async throws(ChannelError) -> Identity {
        if let known = learnt.withLock({ $0.identity }) { return known }
        let (result, reply) = try await call("getMe")
        guard let id = result["id"]?.integer else { throw reply.unreadable }
        let identity = Identity(id: id, username: result["username"]?.string ?? "")
        learnt.withLock { $0.identity = identity }
        return identity
    }

    /// Calls a method and returns its result, with the reply that it stands in.
    func call(
        _ method: String, _ body: [UInt8]? = nil, wait: Duration? = nil
    ) async throws(ChannelError) -> (result: JSON, reply: Reply) {
        let reply = try await endpoint.send(
            body == nil ? .get : .post, "/" + method, operation: "telegram " + method, body: body, wait: wait)
        if reply.json?["ok"]?.bool == true, let result = reply.json?["result"] { return (result, reply) }
        throw TelegramVerdict(reply).error
    }
}
