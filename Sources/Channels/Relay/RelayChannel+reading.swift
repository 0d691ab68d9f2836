import Foundation
import Model

extension RelayChannel {
    func poll(after cursor: String?, wait: Duration) async throws(ChannelError) -> Poll {
        do {
            return try await poll(after: cursor, limit: 500, wait: wait)
        } catch {
            guard error.reason == .unreadableReply else { throw error }
            // Perhaps there is too much at a time, or one broken message among good ones.
            return try await poll(after: cursor, limit: 1, wait: .zero)
        }
    }

    private func poll(after cursor: String?, limit: Int, wait: Duration) async throws(ChannelError) -> Poll {
        let reply = try await get(after: cursor, limit: limit, wait: wait)
        if reply.status == 410, cursor != nil {
            var poll = try await poll(after: nil, limit: limit, wait: .zero)
            poll.hadGap = true
            return poll
        }
        guard reply.isSuccess else { throw verdict(reply) }
        guard let messages = reply.json?["messages"]?.array, let next = reply.json?["cursor"]?.identifier
        else {
            throw reply.unreadable
        }
        var poll = Poll(cursor: next)
        for message in messages {
            let raw = reply.text(of: message)
            if let event = event(message, raw: raw) {
                poll.events.append(event)
            } else {
                let id = message["id"]?.identifier
                let chat = message["chat"]?.identifier ?? ""
                poll.events.append(.other(name, chat: chat, id: id, at: endpoint.now(), raw: raw))
                poll.skipped += 1
            }
        }
        return poll
    }

    /// Reads a message; nil when it lacks its id, chat, sender or text.
    private func event(_ message: JSON, raw: String) -> IncomingEvent? {
        guard let id = message["id"]?.identifier, let chat = message["chat"]?.identifier,
            let sender = message["sender"]?["id"]?.identifier, let text = message["text"]?.string
        else { return nil }
        let key = ChatKey(channel: name, id: chat)
        return IncomingEvent(
            key: key.text + ":" + id, kind: .message, chat: key, user: sender,
            userName: message["sender"]?["name"]?.string ?? "", text: text,
            at: message["at"]?.string.flatMap(WireTime.rfc3339) ?? endpoint.now(),
            mentionsBot: message["mentionsBot"]?.bool ?? false, replyTo: message["replyTo"]?.identifier,
            messageID: id,
            // The protocol has no word for it; glue that has direct chats names them by who they are with.
            isDirect: chat == "direct:" + sender, raw: raw)
    }
}
