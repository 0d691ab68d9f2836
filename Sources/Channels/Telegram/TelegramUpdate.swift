import Foundation
import Model

/// One update of getUpdates in our words.
struct TelegramUpdate {
    let event: IncomingEvent
    /// Whether it is of a kind that we know and holds what that kind must hold.
    let isUnderstood: Bool
    /// The old and the new id of a group that became a supergroup.
    let moved: (old: String, new: String)?

    init(
        _ update: JSON, id: Int64?, raw: String, channel: ChannelName, me: TelegramChannel.Identity, now: Date
    ) {
        let kind: IncomingKind = update["message"] == nil ? .edited : .message
        let message = update["message"] ?? update["edited_message"]
        let chat = message?["chat"]?["id"]?.identifier
        if let message, let chat, let new = message["migrate_to_chat_id"]?.identifier {
            moved = (chat, new)
        } else {
            moved = nil
        }
        if let message,
            let event = Self.message(
                message, kind: kind, update: id, raw: raw, channel: channel, me: me, now: now)
        {
            self.event = event
            isUnderstood = true
            return
        }
        let at = message?["date"]?.number.flatMap(WireTime.unix) ?? now
        let user = message?["from"]?["id"]?.identifier ?? ""
        event = .other(
            channel, chat: chat ?? update["my_chat_member"]?["chat"]?["id"]?.identifier ?? "",
            id: id.map { "update\($0)" }, user: user, at: at, raw: raw)
        // A message without text is a picture or a join: known, and nothing to read in it.
        isUnderstood =
            update["my_chat_member"] != nil || (chat != nil && message?["message_id"]?.integer != nil)
    }

    /// Reads a text or a caption that somebody wrote; nil for anything else.
    private static func message(
        _ message: JSON, kind: IncomingKind, update: Int64?, raw: String, channel: ChannelName,
        me: TelegramChannel.Identity, now: Date
    ) -> IncomingEvent? {
        guard let id = message["message_id"]?.integer.map(String.init),
            let chat = message["chat"]?["id"]?.identifier,
            let text = message["text"]?.string ?? message["caption"]?.string,
            // What a linked channel posts into its group was written for nobody here.
            message["is_automatic_forward"]?.bool != true
        else { return nil }
        let key = ChatKey(channel: channel, id: chat)
        let entities = (message["entities"] ?? message["caption_entities"])?.array ?? []
        guard let author = Author(message, me: me) else { return nil }
        let edit = kind == .edited ? ":update\(update ?? 0)" : ""
        let seconds = (kind == .edited ? message["edit_date"]?.number : nil) ?? message["date"]?.number
        return IncomingEvent(
            key: key.text + ":" + id + edit, kind: kind, chat: key, user: author.id, userName: author.name,
            text: text, at: seconds.flatMap(WireTime.unix) ?? now,
            mentionsBot: entities.contains { mentions($0, me, in: text) },
            replyTo: message["reply_to_message"]?["message_id"]?.identifier, messageID: id,
            isDirect: message["chat"]?["type"]?.string == "private", isFromBot: author.isBot, raw: raw)
    }

    /// Who wrote a message.
    private struct Author {
        var id: String
        var name: String
        var isBot: Bool

        init?(_ message: JSON, me: TelegramChannel.Identity) {
            // Who writes in the name of a group or channel is shown as a bot of Telegram's, but is a person.
            if let chat = message["sender_chat"], let id = chat["id"]?.identifier {
                self.id = id
                name = chat["title"]?.string ?? ""
                isBot = false
                return
            }
            guard let from = message["from"], let id = from["id"]?.identifier else { return nil }
            self.id = id
            name = [from["first_name"]?.string, from["last_name"]?.string].compactMap { $0 }.joined(
                separator: " ")
            isBot = from["is_bot"]?.bool == true || id == String(me.id)
        }
    }

    /// Whether an entity calls the bot: `@name`, `/command@name`, or its name without an `@`.
    private static func mentions(_ entity: JSON, _ me: TelegramChannel.Identity, in text: String) -> Bool {
        switch entity["type"]?.string {
        case "text_mention": return entity["user"]?["id"]?.integer == me.id
        case "mention", "bot_command":
            guard let offset = entity["offset"]?.integer, let length = entity["length"]?.integer, offset >= 0,
                length > 0, offset <= text.utf16.count, length <= Int64(text.utf16.count) - offset
            else { return false }
            let start = text.utf16.index(text.startIndex, offsetBy: Int(offset))
            let words = text[start..<text.utf16.index(start, offsetBy: Int(length))]
            return !me.username.isEmpty && words.lowercased().hasSuffix("@" + me.username.lowercased())
        default: return false
        }
    }
}
