import Foundation
import Model

extension StoreFacts {
    func broadcast(_ number: Int) throws -> Broadcast? {
        try sql.rows("SELECT \(SQLRow.broadcastColumns) FROM broadcasts WHERE number = $1", number) {
            try $0.broadcast(content)
        }.first
    }

    func targets(of broadcast: Int) throws -> [BroadcastTarget] {
        try sql.rows(
            """
            SELECT \(SQLRow.targetColumns) FROM broadcast_targets WHERE broadcast = $1 ORDER BY place, chat
            """, broadcast
        ) { try $0.target() }
    }

    func openTargets(in chat: ChatKey) throws -> [BroadcastTarget] {
        try sql.rows(
            """
            SELECT \(SQLRow.targetColumns) FROM broadcast_targets
            WHERE chat = $1 AND state = 'sent' AND EXISTS (
                SELECT 1 FROM broadcasts
                WHERE broadcasts.number = broadcast_targets.broadcast
                    AND broadcasts.state NOT IN ('closed', 'cancelled'))
            ORDER BY broadcast DESC
            """, chat
        ) { try $0.target() }
    }
}

extension SQLRow {
    /// The columns that `broadcast` reads, in its order.
    static let broadcastColumns = """
        number, sender, chat, audience, start_at, title, script, times, seconds, state, created_at, sent_at
        """

    func broadcast(_ codec: ContentCodec) throws -> Broadcast {
        Broadcast(
            number: try int(0), sender: try value(1), chat: try chat(2), audience: try places(3),
            at: optionalDate(4),
            title: try content(5, codec, .broadcastTitle), script: try content(6, codec, .broadcastScript),
            times: try int(7),
            seconds: try int(8),
            state: try value(9), createdAt: try date(10), sentAt: optionalDate(11))
    }

    /// The columns that `target` reads, in its order.
    static let targetColumns = "broadcast, chat, place, state, times, acknowledged_by, acknowledged_at"

    func target() throws -> BroadcastTarget {
        BroadcastTarget(
            broadcast: try int(0), place: try value(2), chat: try chat(1), state: try value(3),
            times: optionalInt(4),
            acknowledgedBy: try optionalValue(5), acknowledgedAt: optionalDate(6))
    }
}
