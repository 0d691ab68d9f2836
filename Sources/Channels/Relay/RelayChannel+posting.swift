import Curl
import Foundation
import Model

extension RelayChannel {
    /// What goes over the wire for one message.
    private struct Body: Encodable {
        struct File: Encodable {
            var name: String
            var mimeType: String
            var base64: String
        }
        var id: String
        var chat: String
        var text: String
        var mentions: [String]
        var replyTo: String?
        var attachments: [File]
    }

    func post(_ message: OutboundMessage) async throws(ChannelError) -> PostReceipt {
        let operation = "relay POST message"
        // The id is signed with dots around it and sent in a header, so it must be free of both dots and line breaks.
        let id = message.idempotencyKey.percentEncoded(keeping: "-_~:@!#/+=")
        let body = try Endpoint.json(
            Body(
                id: id, chat: message.chat.id,
                text: CallGuard.disarmed(message.text, keeping: message.mentions),
                mentions: message.mentions.map(\.user),
                replyTo: message.replyTo,
                attachments: message.attachments.map {
                    Body.File(
                        name: $0.name, mimeType: $0.mimeType, base64: Data($0.bytes).base64EncodedString())
                }), operation: operation)
        let reply = try await endpoint.send(
            .post, "/messages", operation: operation,
            headers: signature.headers(id: id, at: endpoint.now(), body: body), body: body)
        guard reply.isSuccess else {
            // The endpoint is there, as a poll shows: what is not found is the chat.
            throw reply.status == 404 ? reply.failure(.recipientGone) : verdict(reply)
        }
        guard let posted = reply.json?["id"]?.identifier else { throw reply.unreadable }
        return PostReceipt(messageID: posted)
    }
}
