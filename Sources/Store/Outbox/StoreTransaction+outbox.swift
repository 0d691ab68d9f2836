import Foundation
import Model

extension StoreTransaction {
    /// Puts a post into the outbox; one of a known key is dropped.
    func add(_ post: Post, message: Int64?) throws {
        let mentions = post.mentions.isEmpty ? nil : try content.seal(json: post.mentions, .mentions)
        // due_at 0: at once, whatever the clock does.
        let dueAt = post.notBefore.map { max($0.milliseconds, 1) } ?? 0
        let isNew = try withNextID(of: .outbox) { id in
            try sql.changes(
                """
                INSERT INTO outbox (id, unique_key, conversation, content, mentions, reply_to, priority, delivery, cause,
                    message, created_at, state, attempt, due_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', 0, $12, $13)
                ON CONFLICT (unique_key) DO NOTHING
                """, id, post.key, post.chat, content.seal(post.text, .post), mentions, post.replyTo,
                post.priority.rawValue,
                post.delivery, post.cause, message, now, dueAt, post.expiresAt) == 1
        }
        guard isNew else { return }
        postsAdded += 1
        chatsPosted.insert(post.chat)
    }

    /// Takes back the posts that wait and whose key starts so.
    func cancelPosts(prefix: String) throws {
        try sql.execute(
            """
            UPDATE outbox SET state = 'cancelled', finished_at = $1
            WHERE unique_key >= $2 AND unique_key < $3 AND state = 'waiting'
            """, now, prefix, prefix + "\u{10FFFF}")
    }
}
