import Curl
import Foundation
import Model
import Synchronization

extension TelegramChannel {
    /// The body of sendMessage; field names are Telegram's.
    private struct SendMessage: Encodable {
        struct Entity: Encodable {
            struct User: Encodable {
                var id: Int64
                var is_bot = false
                var first_name: String
            }
            var type = "text_mention"
            var offset: Int
            var length: Int
            var user: User
        }
        struct Reply: Encodable {
            var message_id: Int64
            /// The message may be deleted by now; the answer is still of use.
            var allow_sending_without_reply = true
        }
        var chat_id: ChatID
        var text: String
        var entities: [Entity]?
        var reply_parameters: Reply?
    }

    /// A chat as Telegram wants it: numbers as numbers, `@channel` as text.
    private struct ChatID: Encodable {
        var text: String
        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            if let number = Int64(text) { try container.encode(number) } else { try container.encode(text) }
        }
    }

    func post(_ message: OutboundMessage) async throws(ChannelError) -> PostReceipt {
        guard message.attachments.isEmpty else {
            throw ChannelError(.unsupported, delivery: .neverReached, detail: "telegram: attachments")
        }
        let old = message.chat.id
        if let new = learnt.withLock({ $0.moved[old] }) { return try await post(message, movedTo: new) }
        let reply = try await send(message, to: old)
        if let id = reply.json?["ok"]?.bool == true ? reply.json?["result"]?["message_id"]?.identifier : nil {
            return PostReceipt(messageID: id)
        }
        let verdict = TelegramVerdict(reply)
        guard let new = verdict.movedTo else { throw verdict.error }
        learnt.withLock { $0.moved[old] = new }
        return try await post(message, movedTo: new)
    }

    /// Posts to the supergroup that a group has become.
    ///
    /// Messages are numbered anew there, so it answers none.
    private func post(_ message: OutboundMessage, movedTo new: String) async throws(ChannelError)
        -> PostReceipt
    {
        var message = message
        message.replyTo = nil
        let reply = try await send(message, to: new)
        guard reply.json?["ok"]?.bool == true, let id = reply.json?["result"]?["message_id"]?.identifier
        else {
            throw TelegramVerdict(reply).error
        }
        return PostReceipt(messageID: id, movedTo: ChatKey(channel: name, id: new))
    }

    private func send(_ message: OutboundMessage, to chat: String) async throws(ChannelError) -> Reply {
        let operation = "telegram sendMessage"
        let text = CallGuard.disarmed(message.text, keeping: message.mentions)
        let entities = MentionSpan.find(message.mentions, in: text).compactMap { span in
            Int64(span.mention.user).map { id in
                SendMessage.Entity(
                    offset: text[..<span.range.lowerBound].utf16.count,
                    length: text[span.range].utf16.count,
                    user: .init(id: id, first_name: span.mention.name))
            }
        }
        let body = try Endpoint.json(
            SendMessage(
                chat_id: ChatID(text: chat), text: text, entities: entities.isEmpty ? nil : entities,
                reply_parameters: message.replyTo.flatMap(Int64.init).map { .init(message_id: $0) }),
            operation: operation)
        return try await endpoint.send(.post, "/sendMessage", operation: operation, body: body)
    }
}
