import Foundation
import Model

/// The oldest event that waits in a conversation.
struct InboxHead: Hashable {
    var conversation: String
    /// When it may be decided; whatever follows it in its conversation waits for it.
    var dueAt: Date

    /// The heads of all conversations in which something waits, oldest first.
    static func all(_ sql: SQLConnection) throws -> [InboxHead] {
        // The recursion steps from conversation to conversation on the index, so that a long queue in one costs nothing.
        try sql.rows(
            """
            WITH RECURSIVE chat (name) AS (
                SELECT min(conversation) FROM inbox WHERE state = 'waiting'
                UNION ALL
                SELECT (
                    SELECT next.conversation FROM inbox AS next
                    WHERE next.state = 'waiting' AND next.conversation > chat.name
                    ORDER BY next.conversation LIMIT 1)
                FROM chat WHERE chat.name IS NOT NULL)
            SELECT head.conversation, head.due_at
            FROM chat JOIN inbox AS head ON head.id = (
                SELECT first.id FROM inbox AS first
                WHERE first.state = 'waiting' AND first.conversation = chat.name
                ORDER BY first.id LIMIT 1)
            ORDER BY head.id
            """
        ) { InboxHead(conversation: try $0.text(0), dueAt: try $0.date(1)) }
    }
}

/// The events that wait for their decision, and whose turn it is.
///
/// A conversation's order is strict: behind an event that waits to be tried again, its conversation waits too.
struct InboxQueue {
    let sql: SQLConnection
    let content: ContentCodec
    let now: Date

    private struct Waiting {
        var row: InboxRow
        var isDue: Bool
    }

    /// Up to `limit` events that may be decided now.
    ///
    /// All that wait, in the order of their arrival, where they fit; else an equal share of each conversation, in rounds.
    func next(_ limit: Int) throws -> [InboxRow] {
        let waiting =
            try sql.rows(
                "SELECT count(*) FROM (SELECT 1 FROM inbox WHERE state = 'waiting' LIMIT $1) AS few",
                limit + 1
            ) { try $0.int(0) }.first ?? 0
        guard waiting > 0 else { return [] }
        return waiting > limit ? try inTurns(limit) : try all(limit)
    }

    private func all(_ limit: Int) throws -> [InboxRow] {
        let rows = try sql.rows(
            """
            SELECT \(SQLRow.inboxColumns), due_at FROM inbox WHERE state = 'waiting'
            ORDER BY conversation, id LIMIT $1
            """, limit, read: read)
        var held: Set<ChatKey> = []
        var due: [InboxRow] = []
        for waiting in rows where !held.contains(waiting.row.event.chat) {
            if waiting.isDue { due.append(waiting.row) } else { held.insert(waiting.row.event.chat) }
        }
        return due.sorted { $0.id < $1.id }
    }

    private func inTurns(_ limit: Int) throws -> [InboxRow] {
        let heads = try InboxHead.all(sql).filter { $0.dueAt <= now }.prefix(limit)
        guard !heads.isEmpty else { return [] }
        let share = (limit + heads.count - 1) / heads.count
        let queues = try heads.map { head in
            try sql.rows(
                """
                SELECT \(SQLRow.inboxColumns), due_at FROM inbox WHERE state = 'waiting' AND conversation = $1
                ORDER BY id LIMIT $2
                """, head.conversation, share, read: read
            ).prefix { $0.isDue }
        }
        let rounds = (0..<share).flatMap { round in
            queues.compactMap { round < $0.count ? $0[round].row : nil }
        }
        return Array(rounds.prefix(limit))
    }

    private func read(_ row: SQLRow) throws -> Waiting {
        Waiting(row: try row.inboxRow(content), isDue: try row.integer(16) <= now.milliseconds)
    }
}
