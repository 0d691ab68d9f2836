import Curl
import Foundation
import Model

extension MatrixChannel {
    /// The content of a message event; field names are Matrix's.
    private struct Content: Encodable {
        struct Mentions: Encodable { var user_ids: [String]? }
        struct Relation: Encodable {
            struct Reply: Encodable { var event_id: String }
            var reply: Reply
            enum CodingKeys: String, CodingKey { case reply = "m.in_reply_to" }
        }
        /// A notice is what bots write: other bots do not answer it.
        var msgtype = "m.notice"
        var body: String
        var format: String?
        var formatted_body: String?
        /// Always there: without it, servers would look for names in the text.
        var mentions: Mentions
        var relation: Relation?
        enum CodingKeys: String, CodingKey {
            case msgtype, body, format, formatted_body
            case mentions = "m.mentions"
            case relation = "m.relates_to"
        }
    }

    func post(_ message: OutboundMessage) async throws(ChannelError) -> PostReceipt {
        guard message.attachments.isEmpty else {
            throw ChannelError(.unsupported, delivery: .neverReached, detail: "matrix: attachments")
        }
        let text = CallGuard.disarmed(message.text, keeping: message.mentions)
        let spans = MentionSpan.find(message.mentions, in: text)
        let users = message.mentions.map(\.user)
        let body = try Endpoint.json(
            Content(
                body: text, format: spans.isEmpty ? nil : "org.matrix.custom.html",
                formatted_body: spans.isEmpty ? nil : Self.html(text, spans),
                mentions: .init(user_ids: users.isEmpty ? nil : users),
                relation: message.replyTo.map { .init(reply: .init(event_id: $0)) }),
            operation: "matrix send")
        // The same txnId from the same device is the same event, whatever the body.
        let reply = try await call(
            .put,
            "/rooms/\(message.chat.id.percentEncoded)/send/m.room.message/\(message.idempotencyKey.percentEncoded)",
            operation: "send", body: body)
        guard let id = reply.json?["event_id"]?.string else { throw reply.unreadable }
        return PostReceipt(messageID: id)
    }

    /// The text with its calls as links that clients show as pills; all else is escaped.
    private static func html(_ text: String, _ spans: [MentionSpan]) -> String {
        var result = ""
        var position = text.startIndex
        for span in spans {
            let user = span.mention.user.percentEncoded(keeping: "-._~@:")
            result += escaped(text[position..<span.range.lowerBound])
            result += "<a href=\"https://matrix.to/#/\(user)\">\(escaped(text[span.range]))</a>"
            position = span.range.upperBound
        }
        return result + escaped(text[position...])
    }

    private static func escaped(_ text: Substring) -> String {
        var result = ""
        // By scalars: a mark that stands behind a sign must not hide it.
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\r": break
            case "\n": result += "<br/>"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
