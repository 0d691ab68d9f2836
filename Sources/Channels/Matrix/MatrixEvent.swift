import Foundation
import Model

/// One event of a room in our words.
struct MatrixEvent {
    let event: IncomingEvent
    /// Whether it is of a kind that we know and holds what that kind must hold.
    let isUnderstood: Bool
    /// Whether its content is encrypted end to end.
    let isEncrypted: Bool

    init(
        _ json: JSON, raw: String, chat: ChatKey, me: String, names: [String: String], isDirect: Bool,
        now: Date
    ) {
        let type = json["type"]?.string
        isEncrypted = type == "m.room.encrypted"
        let id = json["event_id"]?.string
        let user = json["sender"]?.string ?? ""
        let at = json["origin_server_ts"]?.number.flatMap { WireTime.unix(seconds: $0 / 1000) } ?? now
        let content = json["content"]
        guard type == "m.room.message", let id, !user.isEmpty, let written = Self.text(of: content) else {
            event = .other(chat.channel, chat: chat.id, id: id, user: user, at: at, raw: raw)
            // Pictures, joins and deleted messages are known, and there is nothing to read in them.
            isUnderstood = id != nil && !user.isEmpty && type != nil && !isEncrypted && content?.object != nil
            return
        }
        isUnderstood = true
        let mentioned = content?["m.mentions"]?["user_ids"]?.array?.compactMap(\.string) ?? []
        event = IncomingEvent(
            key: chat.text + ":" + id, kind: written.edits == nil ? .message : .edited, chat: chat,
            user: user,
            userName: names[user] ?? "", text: written.text, at: at, mentionsBot: mentioned.contains(me),
            replyTo: written.answers, messageID: written.edits ?? id, isDirect: isDirect,
            isFromBot: content?["msgtype"]?.string == "m.notice", raw: raw)
    }

    /// A text, the message that it is a new wording of, and the message that it answers.
    private typealias Written = (text: String, edits: String?, answers: String?)

    private static func text(of content: JSON?) -> Written? {
        guard let content else { return nil }
        let relation = content["m.relates_to"]
        let isEdit = relation?["rel_type"]?.string == "m.replace"
        let words = isEdit ? content["m.new_content"] : content
        // A notice is a bot's, an emote is a person's; everything else is a picture, a file, a place.
        guard let words, ["m.text", "m.notice", "m.emote"].contains(words["msgtype"]?.string),
            let body = words["body"]?.string
        else { return nil }
        if isEdit { return relation?["event_id"]?.string.map { (body, $0, nil) } }
        let answers = relation?["m.in_reply_to"]?["event_id"]?.string
        // In a thread, the answered message is only there for clients that know no threads.
        let isThread = relation?["is_falling_back"]?.bool == true
        return (answers == nil ? body : withoutQuote(body), nil, isThread ? nil : answers)
    }

    /// Takes the quoted message off a reply's text, as clients wrote it until version 1.13 of the protocol.
    private static func withoutQuote(_ body: String) -> String {
        guard body.hasPrefix("> ") else { return body }
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        var rest = lines.drop { $0.hasPrefix("> ") || $0 == ">" }
        if rest.first?.isEmpty == true { rest = rest.dropFirst() }
        // A text that is nothing but quotation was typed as such.
        return rest.isEmpty ? body : rest.joined(separator: "\n")
    }
}
