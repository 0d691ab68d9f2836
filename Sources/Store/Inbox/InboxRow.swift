import Foundation
import Model

/// An event that waits for its decision.
package struct InboxRow: Hashable, Sendable {
    /// The row's number: what reports, replies and `trace` refer to.
    package var id: Int64
    package var event: IncomingEvent
    /// How often its decision has failed before.
    package var attempt: Int
    package var receivedAt: Date

    package init(id: Int64, event: IncomingEvent, attempt: Int, receivedAt: Date) {
        self.id = id
        self.event = event
        self.attempt = attempt
        self.receivedAt = receivedAt
    }
}

/// What came of handing events to the store.
package struct IntakeOutcome: Hashable, Sendable {
    /// How many events were not known yet.
    package var new = 0
    /// How many of the new ones wait for a decision.
    package var waiting = 0
    /// How many were known and dropped.
    package var duplicates = 0

    package init() {}
}

extension SQLRow {
    /// The columns that `inboxRow` reads, in its order.
    static let inboxColumns = """
        id, unique_key, kind, conversation, account, user_name, content, raw, message_id, reply_to, mentions_bot,
        is_direct, is_from_bot, written_at, created_at, attempt
        """

    func inboxRow(_ codec: ContentCodec) throws -> InboxRow {
        let event = IncomingEvent(
            key: try text(1), kind: try value(2), chat: try chat(3), user: try user(4),
            userName: try content(5, codec, .userName), text: try content(6, codec, .message),
            at: try date(13),
            mentionsBot: try flag(10), replyTo: optionalText(9), messageID: try text(8),
            isDirect: try flag(11),
            isFromBot: try flag(12), raw: try content(7, codec, .raw))
        return InboxRow(id: try integer(0), event: event, attempt: try int(15), receivedAt: try date(14))
    }
}
