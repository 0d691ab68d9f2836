import Foundation
import Model

/// Names a dead letter: `in:17`, `out:42`, `timer:shift-reminder:K07@2022-01-28T20:00`.
package enum DeadLetterID: Hashable, Sendable, CustomStringConvertible {
    case inbox(Int64)
    case outbox(Int64)
    case timer(String)

    /// Reads what `description` writes; nil for anything else.
    package init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let rest = String(text[text.index(after: colon)...])
        switch (text[..<colon], Int64(rest)) {
        case ("in", let id?): self = .inbox(id)
        case ("out", let id?): self = .outbox(id)
        case ("timer", _) where !rest.isEmpty: self = .timer(rest)
        default: return nil
        }
    }

    package var description: String {
        switch self {
        case .inbox(let id): "in:\(id)"
        case .outbox(let id): "out:\(id)"
        case .timer(let key): "timer:\(key)"
        }
    }
}

/// Work that was given up, with its reason.
package struct DeadLetter: Hashable, Sendable {
    package var id: DeadLetterID
    /// The row's readable key.
    package var key: String
    /// When it was given up.
    package var at: Date
    /// How often it was tried.
    package var attempts: Int
    package var reason: String
    /// The event as it came, the post's text, or what the timer was for.
    package var content: String
}

extension GatewayStore {
    /// What was given up, newest first.
    package func deadLetters(limit: Int) async throws(StoreError) -> [DeadLetter] {
        try await look { sql, codec in
            let letters =
                try Table.allCases.flatMap { table in
                    try sql.rows(
                        table.select + " WHERE state = 'dead' ORDER BY finished_at DESC LIMIT $1", limit
                    ) { try table.letter($0, codec) }
                }
            return Array(letters.sorted { $0.at > $1.at }.prefix(limit))
        }
    }

    /// One dead letter; nil when there is none of that name.
    package func deadLetter(_ id: DeadLetterID) async throws(StoreError) -> DeadLetter? {
        try await look { sql, codec in
            let (table, key) = Table.place(of: id)
            return try sql.rows(table.select + " WHERE state = 'dead' AND \(table.key) = $1", key) {
                try table.letter($0, codec)
            }.first
        }
    }

    /// Puts a dead letter back to work, its attempts forgotten; a post whose time is over gets another hour.
    ///
    /// - Returns: false when there is none of that name.
    package func replay(_ id: DeadLetterID, now: Date) async throws(StoreError) -> Bool {
        try await write(now: now) { transaction in
            let changed =
                switch id {
                case .inbox(let id):
                    try transaction.sql.changes(
                        """
                        UPDATE inbox SET state = 'waiting', attempt = 0, due_at = 0, finished_at = NULL
                        WHERE state = 'dead' AND id = $1
                        """, id)
                case .outbox(let id):
                    try transaction.sql.changes(
                        """
                        UPDATE outbox SET state = 'waiting', attempt = 0, due_at = 0, finished_at = NULL,
                            bundle = NULL, expires_at = CASE WHEN expires_at > $1 THEN expires_at ELSE $2 END
                        WHERE state = 'dead' AND id = $3
                        """, now, now + 3600, id)
                case .timer(let key):
                    try transaction.sql.changes(
                        """
                        UPDATE timers SET state = 'waiting', attempt = 0, retry_at = 0, finished_at = NULL
                        WHERE state = 'dead' AND unique_key = $1
                        """, key)
                }
            if changed == 1 {
                switch id {
                case .inbox: transaction.eventsAdded += 1
                case .outbox: transaction.postsAdded += 1
                case .timer: transaction.hasSetTimers = true
                }
            }
            return changed == 1
        }
    }

    /// Strikes a dead letter off the list; the row stays on record as cancelled.
    ///
    /// - Returns: false when there is none of that name.
    package func drop(_ id: DeadLetterID, now: Date) async throws(StoreError) -> Bool {
        try await write(now: now) { transaction in
            let (table, key) = Table.place(of: id)
            return try transaction.sql.changes(
                """
                UPDATE \(table.rawValue) SET state = 'cancelled', finished_at = $1
                WHERE state = 'dead' AND \(table.key) = $2
                """, now, key) == 1
        }
    }
}

/// The tables that can hold dead letters.
private enum Table: String, CaseIterable {
    case inbox, outbox, timers

    static func place(of id: DeadLetterID) -> (table: Table, key: any SQLBindable) {
        switch id {
        case .inbox(let id): (.inbox, id)
        case .outbox(let id): (.outbox, id)
        case .timer(let key): (.timers, key)
        }
    }

    /// The column that a letter's name holds.
    var key: String { self == .timers ? "unique_key" : "id" }

    /// Reads the columns that `letter` wants, in its order.
    var select: String {
        let content =
            switch self {
            case .inbox: "raw"
            case .outbox: "content"
            case .timers: "kind"
            }
        return "SELECT \(key), unique_key, finished_at, attempt, last_error, \(content) FROM \(rawValue)"
    }

    private func content(_ row: SQLRow, _ codec: ContentCodec) throws -> String {
        switch self {
        case .inbox: try row.content(5, codec, .raw)
        case .outbox: try row.content(5, codec, .post)
        case .timers: try row.text(5)
        }
    }

    func letter(_ row: SQLRow, _ codec: ContentCodec) throws -> DeadLetter {
        let id: DeadLetterID =
            switch self {
            case .inbox: .inbox(try row.integer(0))
            case .outbox: .outbox(try row.integer(0))
            case .timers: .timer(try row.text(0))
            }
        return DeadLetter(
            id: id, key: try row.text(1), at: try row.date(2), attempts: try row.int(3),
            reason: try row.content(4, codec, .failure), content: try content(row, codec))
    }
}
