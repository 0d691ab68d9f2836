import Model
import ReportLanguage

extension StoreTransaction {
    /// Keeps a broadcast.
    func save(_ broadcast: Broadcast) throws {
        try sql.execute(
            """
            INSERT INTO broadcasts (\(SQLRow.broadcastColumns))
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (number) DO UPDATE SET sender = excluded.sender, chat = excluded.chat,
                audience = excluded.audience, start_at = excluded.start_at, title = excluded.title,
                script = excluded.script, times = excluded.times, seconds = excluded.seconds, state = excluded.state,
                created_at = excluded.created_at, sent_at = excluded.sent_at
            """, broadcast.number, broadcast.sender, broadcast.chat, broadcast.audience, broadcast.at,
            content.seal(broadcast.title, .broadcastTitle), content.seal(broadcast.script, .broadcastScript),
            broadcast.times, broadcast.seconds,
            broadcast.state, broadcast.createdAt, broadcast.sentAt)
        try raise(Ref.Kind.broadcast.rawValue, to: Int64(broadcast.number))
    }

    /// Keeps how a broadcast stands in one chat.
    func save(_ target: BroadcastTarget) throws {
        try sql.execute(
            """
            INSERT INTO broadcast_targets (\(SQLRow.targetColumns)) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (broadcast, chat) DO UPDATE SET place = excluded.place, state = excluded.state,
                times = excluded.times, acknowledged_by = excluded.acknowledged_by,
                acknowledged_at = excluded.acknowledged_at
            """, target.broadcast, target.chat, target.place, target.state, target.times,
            target.acknowledgedBy,
            target.acknowledgedAt)
    }
}
