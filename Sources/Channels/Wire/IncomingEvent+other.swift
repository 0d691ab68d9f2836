import Crypto
import Foundation
import Model

extension IncomingEvent {
    /// An event that the bot does not act on, kept as it came.
    ///
    /// Without an id of the platform's the key is made of the content, so that the same event again is the same row.
    static func other(
        _ channel: ChannelName, chat: String = "", id: String? = nil, user: String = "", at: Date, raw: String
    ) -> IncomingEvent {
        let id =
            id ?? "#"
            + SHA256.hash(data: Data(raw.utf8)).prefix(16).map { byte in
                String(UInt16(byte) + 256, radix: 16).dropFirst()
            }.joined()
        let chat = ChatKey(channel: channel, id: chat)
        return IncomingEvent(
            key: chat.text + ":" + id, kind: .other, chat: chat, user: user, text: "", at: at, messageID: id,
            raw: raw)
    }
}
