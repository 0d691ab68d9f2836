import Curl
import Foundation
import Model

/// A WeCom group robot's webhook: it posts to one group and reads nothing.
struct WeComWebhookChannel: Channel {
    let name: ChannelName
    let traits: ChannelTraits
    /// The whole address, key included.
    let endpoint: Endpoint

    init(_ definition: ChannelDefinition, endpoint: Endpoint) {
        name = definition.name
        // WeCom allows 20 a minute a robot and holds a robot above it for a minute: keep clear of the edge.
        let limits = ChannelLimits(total: RateLimit(18, perSeconds: 60))
        traits = ChannelTraits(
            canPoll: false, isIdempotent: false, limits: definition.limits?.over(limits) ?? limits)
        self.endpoint = endpoint
    }

    /// Does nothing: the key can only be proved by posting, and a probe must not talk to a village.
    func open() async throws(ChannelError) {}

    /// There is nothing to poll: incoming messages need a robot with a callback.
    func poll(after cursor: String?, wait: Duration) async throws(ChannelError) -> Poll {
        throw ChannelError(.unsupported, delivery: .neverReached, detail: "wecom: a webhook cannot be read")
    }

    /// 2048 bytes of plain text or 4096 of markdown, of which some are left for `<@userid>` in place of `@name`.
    func split(_ text: String, as format: TextFormat) -> [String] {
        TextSplitter(limit: format == .plain ? 2048 : 4096 - 256, unit: .utf8).split(text)
    }

    func post(_ message: OutboundMessage) async throws(ChannelError) -> PostReceipt {
        let operation = "wecom webhook/send"
        guard message.attachments.isEmpty else {
            throw ChannelError(.unsupported, delivery: .neverReached, detail: "wecom: attachments")
        }
        let body = try Endpoint.json(WeComBody(message), operation: operation)
        let reply = try await endpoint.send(.post, "", operation: operation, body: body)
        // WeCom answers 200 to a failure: only its own code is a verdict, and its absence is none.
        guard let code = reply.json?["errcode"]?.integer else { throw reply.statusFailure }
        guard code == 0 else { throw Self.failure(code, reply) }
        // WeCom gives no id.
        return PostReceipt(messageID: message.idempotencyKey)
    }

    private static func failure(_ code: Int64, _ reply: Reply) -> ChannelError {
        let label = "errcode \(code)"
        return switch code {
        case -1: reply.failure(.platformDown, delivery: .mayHaveReached, code: label)
        // The count runs by the minute, and asking again within it only prolongs it.
        case 45009: reply.failure(.throttled, retryAfter: reply.retryAfter ?? .seconds(60), code: label)
        // The key is wrong, or the robot was removed from its group: one and the same here.
        case 93000: reply.failure(.badCredentials, code: label)
        case 45002: reply.failure(.tooLong, code: label)
        default: reply.failure(.refused, code: label)
        }
    }
}
