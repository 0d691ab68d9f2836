import Foundation
import Model

/// A post that was claimed for sending.
package struct OutboxRow: Hashable, Sendable {
    package var id: Int64
    package var post: Post
    /// How often it has been tried before.
    package var attempt: Int
    package var createdAt: Date
    /// The same at each attempt and unlike any other row's of any store, so that a platform can drop a repetition.
    ///
    /// `[A-Za-z0-9-]`, at most 36 characters.
    package var idempotencyKey: String

    package init(id: Int64, post: Post, attempt: Int, createdAt: Date, idempotencyKey: String) {
        self.id = id
        self.post = post
        self.attempt = attempt
        self.createdAt = createdAt
        self.idempotencyKey = idempotencyKey
    }
}

/// What became of a claimed post.
package struct Settlement: Hashable, Sendable {
    package enum Verdict: Hashable, Sendable {
        /// The platform has it, under this id of its own.
        case posted(receipt: String)
        /// To be tried again; the lane (its chat) or the whole channel may have to keep still until then.
        case retry(at: Date, reason: String, pauseLaneUntil: Date?, pauseChannelUntil: Date?)
        /// It was not tried: a shutdown came first. Waits again, no attempt is spent.
        case released
        /// It will not be tried again.
        case dead(reason: String)

        /// Whether it holds a lane or a channel back.
        var holdsBack: Bool {
            if case .retry(_, _, let lane, let channel) = self {
                lane != nil || channel != nil
            } else {
                false
            }
        }
    }

    package var id: Int64
    package var verdict: Verdict

    package init(id: Int64, verdict: Verdict) {
        self.id = id
        self.verdict = verdict
    }
}

/// Why the store itself gave a post up; a dead letter's `last_error`.
enum DeadReason {
    /// Its time was over before it could be sent.
    static let expired = "expired"
    /// It was being sent when the process ended, and may not be sent twice.
    static let fateUnknown = "fateUnknown"
}

extension SQLRow {
    /// The columns that `outboxRow` reads, in its order.
    static let outboxColumns = """
        id, unique_key, conversation, content, mentions, reply_to, priority, delivery, cause, created_at, attempt,
        due_at, expires_at
        """

    func outboxRow(_ codec: ContentCodec, storeID: String) throws -> OutboxRow {
        let id = try integer(0)
        let notBefore = try integer(11)
        guard let priority = PostPriority(rawValue: try int(6)),
            let delivery = DeliveryClass(rawValue: try text(7))
        else { throw StoreError(.corrupt, "outbox row \(id) has an unknown priority or delivery class") }
        let post = Post(
            key: try text(1), chat: try chat(2), text: try content(3, codec),
            mentions: try optionalText(4).map { try codec.open(json: $0) } ?? [], replyTo: optionalText(5),
            priority: priority, delivery: delivery,
            notBefore: notBefore > 0 ? Date(milliseconds: notBefore) : nil, expiresAt: try date(12),
            cause: try text(8))
        return OutboxRow(
            id: id, post: post, attempt: try int(10), createdAt: try date(9),
            idempotencyKey: "\(storeID)-\(id)")
    }
}
