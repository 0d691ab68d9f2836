import Foundation
import Model

extension StoreFacts {
    func saidLately(in chat: ChatKey) throws -> [String] {
        // By number, because what was posted is in no index by chat: the few who need this come seldom.
        try sql.rows(
            """
            SELECT content FROM outbox
            WHERE id > (SELECT max(id) FROM outbox) - 100 AND conversation = $1
            """, chat
        ) { try $0.content(0, content, .post) }
    }

    func written(by account: AccountKey, upTo message: Int64, back count: Int) throws -> Date? {
        try sql.rows(
            """
            SELECT written_at FROM inbox WHERE account = $1 AND id <= $2 AND kind <> 'other'
            ORDER BY id DESC LIMIT 1 OFFSET $3
            """, account, message, count
        ) { try $0.date(0) }.first
    }

    func exchanges(with account: AccountKey, in chat: ChatKey, before message: Int64, newest limit: Int)
        throws
        -> [Exchange]
    {
        try sql.rows(
            """
            SELECT content, created_at, finished_at FROM (
                SELECT id, conversation, content, created_at, finished_at FROM inbox
                WHERE account = $1 AND id < $2 AND kind <> 'other' ORDER BY id DESC LIMIT 50) AS message
            WHERE conversation = $3 AND finished_at IS NOT NULL AND EXISTS (
                SELECT 1 FROM outbox
                WHERE outbox.message = message.id AND outbox.conversation = message.conversation)
            ORDER BY id DESC LIMIT $4
            """, account, message, chat, limit
        ) {
            Exchange(
                text: try $0.content(0, content, .message), receivedAt: try $0.date(1),
                answeredAt: try $0.date(2))
        }
    }
}
