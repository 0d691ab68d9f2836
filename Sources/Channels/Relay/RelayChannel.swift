import Curl
import Foundation
import Model

/// The generic poll-and-post protocol, for any chat system that a few lines of glue can bridge.
struct RelayChannel: Channel {
    let name: ChannelName
    let traits: ChannelTraits
    let endpoint: Endpoint
    let signature: WebhookSignature

    init(_ definition: ChannelDefinition, endpoint: Endpoint, signature: WebhookSignature) {
        name = definition.name
        // The protocol has no limits of its own: the glue knows its chat system's and answers 429.
        traits = ChannelTraits(
            canPoll: true, isIdempotent: true, takesAttachments: true, limits: definition.limits ?? .none)
        self.endpoint = endpoint
        self.signature = signature
    }

    /// Proves the secret with a poll that waits for nothing.
    func open() async throws(ChannelError) {
        let reply = try await get(after: nil, limit: 1, wait: .zero)
        guard reply.isSuccess else { throw verdict(reply) }
    }

    /// 16,000 bytes, because Standard Webhooks advises bodies under 20 KB; what its chat system takes, only the glue knows.
    func split(_ text: String, as format: TextFormat) -> [String] {
        TextSplitter(limit: 16_000, unit: .utf8).split(text)
    }

    /// Asks for messages; the signature covers a fresh id and no body.
    func get(after cursor: String?, limit: Int, wait: Duration) async throws(ChannelError) -> Reply {
        let seconds = min(wait.components.seconds, 50)
        let after = cursor.map { "after=\($0.percentEncoded)&" } ?? ""
        return try await endpoint.send(
            .get, "/messages?\(after)limit=\(limit)&wait=\(seconds)", operation: "relay GET messages",
            headers: signature.headers(id: "poll-" + UUID().uuidString, at: endpoint.now(), body: []),
            wait: wait)
    }

    /// What an answer other than success means.
    func verdict(_ reply: Reply) -> ChannelError { reply.statusFailure }
}
