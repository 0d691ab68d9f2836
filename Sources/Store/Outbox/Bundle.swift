import Foundation
import Model

/// Several posts of one chat that are said as one, so that a robot over its budget drops nothing and does not trickle.
///
/// Two things make posts wait for each other: a budget that is spent, and a moment until which they were held back
/// (`notBefore`, the same for all). A bundle has a number of its own, which its rows bear for good, and an idempotency key
/// made of it: over retries and crashes it is the same message. Its rows stay rows; what is cancelled or expires between two
/// attempts is left out of the next one. Nothing joins a bundle that was tried. What was tried alone, and what may be said
/// only once (`atMostOnce`), is never bundled.
struct Bundle {
    let transaction: StoreTransaction
    let owner: String
    let storeID: String
    /// Whether a text is one post in a chat.
    let fits: (String, ChatKey) -> Bool

    /// How many posts are said as one at most: what people can still read.
    private static let size = 100

    /// Claims what is to be said together with a claimed row, and returns the one post of all.
    ///
    /// - Parameter all: whether everything that waits in the lane is wanted, or only what was held back to the same moment.
    func gather(around head: OutboxRow, all: Bool) throws -> OutboxRow {
        if let bundle = head.bundle { return try again(head, bundle) }
        guard all || head.post.notBefore != nil, head.attempt == 0, head.post.delivery == .atLeastOnce else {
            return head
        }
        var rows = [head]
        var spoken = try [line(head)]
        for row in try waiting(in: head.post.chat) {
            // The lane's order is strict: what cannot join ends the bundle.
            guard row.attempt == 0, row.bundle == nil, row.post.delivery == .atLeastOnce,
                all || row.post.notBefore == head.post.notBefore
            else { break }
            let next = try line(row)
            guard fits(Self.text(of: spoken + [next]), head.post.chat) else { break }
            spoken.append(next)
            rows.append(row)
        }
        guard rows.count > 1 else { return head }
        for row in rows { try transaction.join(row.id, to: head.id, owner: owner) }
        return merged(rows, spoken, bundle: head.id)
    }

    /// Claims what is left of a bundle that was tried.
    private func again(_ head: OutboxRow, _ bundle: Int64) throws -> OutboxRow {
        let others = try transaction.sql.rows(
            """
            SELECT \(SQLRow.outboxColumns) FROM outbox WHERE bundle = $1 AND state = 'waiting'
            ORDER BY priority, id
            """, bundle
        ) { try $0.outboxRow(transaction.content, storeID: storeID) }
        guard !others.isEmpty else { return head }
        for row in others { try transaction.join(row.id, to: bundle, owner: owner) }
        let rows = [head] + others
        return merged(rows, try rows.map(line), bundle: bundle)
    }

    /// What waits in a lane and is due, in the lane's order.
    private func waiting(in chat: ChatKey) throws -> [OutboxRow] {
        try transaction.sql.rows(
            """
            SELECT \(SQLRow.outboxColumns) FROM outbox
            WHERE state = 'waiting' AND conversation = $1 AND (due_at <= $2 OR attempt > 0)
            ORDER BY priority, id LIMIT $3
            """, chat, transaction.now, Self.size - 1
        ) { try $0.outboxRow(transaction.content, storeID: storeID) }
    }

    private func merged(_ rows: [OutboxRow], _ spoken: [Line], bundle: Int64) -> OutboxRow {
        guard var one = rows.first else { preconditionFailure("a bundle has its first post") }
        one.post.text = Self.text(of: spoken)
        var mentions: [Mention] = []
        for mention in spoken.flatMap(\.mentions) where !mentions.contains(mention) {
            mentions.append(mention)
        }
        one.post.mentions = mentions
        // One post can quote one message only; each part calls whom it answers instead.
        one.post.replyTo = nil
        one.post.expiresAt = rows.map(\.post.expiresAt).min() ?? one.post.expiresAt
        var causes: [String] = []
        for row in rows where !causes.contains(row.post.cause) { causes.append(row.post.cause) }
        one.post.cause = causes.joined(separator: ", ")
        one.bundle = bundle
        one.idempotencyKey = "\(storeID)-b\(bundle)"
        return one
    }

    // MARK: - Words

    /// One post's part of the text, and whom it calls.
    private struct Line {
        var text: String
        var mentions: [Mention]
    }

    private static func text(of lines: [Line]) -> String { lines.map(\.text).joined(separator: "\n\n") }

    /// A post's text; where it quoted a message, headed by the name of whoever wrote that.
    private func line(_ row: OutboxRow) throws -> Line {
        let plain = Line(text: row.post.text, mentions: row.post.mentions)
        guard row.post.replyTo != nil, let asker = try transaction.asker(of: row.id) else { return plain }
        switch asker {
        case .known(let mention):
            guard !row.post.text.contains("@" + mention.name) else { return plain }
            return Line(
                text: "@\(mention.name) \(row.post.text)", mentions: [mention] + row.post.mentions)
        case .stranger(let name): return Line(text: "\(name): \(row.post.text)", mentions: row.post.mentions)
        }
    }
}

/// Who wrote the message that a post answers.
private enum Asker {
    /// Somebody of the roster, who can be called.
    case known(Mention)
    /// Somebody else, by the name that their platform shows: only words, because anybody may call themselves anything.
    case stranger(String)
}

extension StoreTransaction {
    /// Makes a row part of a bundle that is being sent.
    fileprivate func join(_ id: Int64, to bundle: Int64, owner: String) throws {
        try sql.execute(
            """
            UPDATE outbox SET state = 'running', claimed_by = $1, claimed_until = $2, bundle = $3 WHERE id = $4
            """, owner, now + GatewayStore.claimSeconds, bundle, id)
    }

    fileprivate func asker(of post: Int64) throws -> Asker? {
        let authors = try sql.rows(
            """
            SELECT inbox.account, inbox.user_name FROM outbox JOIN inbox ON inbox.id = outbox.message
            WHERE outbox.id = $1
            """, post
        ) { (try $0.account(0), try $0.content(1, content, .userName)) }
        guard let (account, shown) = authors.first else { return nil }
        let names = try sql.rows(
            """
            SELECT people.name FROM accounts JOIN people ON people.id = accounts.person
            WHERE accounts.account = $1 ORDER BY accounts.source
            """, account
        ) { try $0.content(0, content, .personName) }
        if let name = names.first { return .known(Mention(user: account.user, name: name)) }
        let name = shown.split(whereSeparator: \.isNewline).first.map { String($0.prefix(20)) } ?? ""
        return name.isEmpty ? nil : .stranger(name)
    }

    /// Gives all rows of a bundle that is being sent the same fate.
    ///
    /// A bundle that the platform refused is taken apart: one part may be what it did not take, so each is tried alone.
    func settle(_ bundle: Int64, _ verdict: Settlement.Verdict) throws {
        switch verdict {
        case .posted(let receipt):
            try sql.execute(
                """
                UPDATE outbox SET state = 'done', receipt = $1, finished_at = $2, claimed_by = NULL, claimed_until = NULL
                WHERE bundle = $3 AND state IN ('running', 'waiting')
                """, receipt, now, bundle)
        case .retry(let at, let reason, _, _):
            try sql.execute(
                """
                UPDATE outbox SET state = 'waiting', attempt = attempt + 1, due_at = $1, last_error = $2,
                    claimed_by = NULL, claimed_until = NULL
                WHERE bundle = $3 AND state = 'running'
                """, max(at.milliseconds, 1), reason, bundle)
        case .released:
            try sql.execute(
                """
                UPDATE outbox SET state = 'waiting', claimed_by = NULL, claimed_until = NULL
                WHERE bundle = $1 AND state = 'running'
                """, bundle)
        case .dead(let reason):
            try sql.execute(
                """
                UPDATE outbox SET state = 'waiting', attempt = attempt + 1, due_at = $1, last_error = $2,
                    bundle = NULL, claimed_by = NULL, claimed_until = NULL
                WHERE bundle = $3 AND state = 'running'
                """, now, reason, bundle)
        }
    }
}
