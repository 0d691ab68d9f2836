import Foundation
import Model

/// One write transaction under way: the connection, the moment, and the numbers that it gives out.
///
/// Lives inside one transaction's closure and never leaves it.
final class StoreTransaction {
    let sql: SQLConnection
    let content: ContentCodec
    let now: Date
    /// How many posts were added to the outbox so far.
    var postsAdded = 0
    /// The chats that they are for.
    var chatsPosted: Set<ChatKey> = []
    /// Whether a timer was set so far.
    var hasSetTimers = false
    /// How many events that need a decision were added so far.
    var eventsAdded = 0
    private var rowIDs: [RowIDs: Int64] = [:]
    /// The counters of receipts that were read or raised here.
    var numbers: [String: Number] = [:]

    /// A counter inside a transaction: read once, written once.
    struct Number {
        var value: Int64
        var isRaised = false
    }

    /// The tables whose rows we number ourselves.
    enum RowIDs: String, CaseIterable {
        case inbox, outbox, audit
    }

    init(sql: SQLConnection, content: ContentCodec, now: Date) {
        self.sql = sql
        self.content = content
        self.now = now
    }

    /// Who has something to do once this is committed.
    var wakes: Set<StoreWake> {
        var wakes: Set<StoreWake> = []
        if eventsAdded > 0 { wakes.insert(.inbox) }
        if postsAdded > 0 { wakes.insert(.outbox) }
        if hasSetTimers { wakes.insert(.timers) }
        return wakes
    }

    /// What the rules may know, with every change of this transaction in it.
    var facts: StoreFacts { StoreFacts(sql: sql, content: content, transaction: self) }

    /// Hands the next row id to a body, which tells whether it used it.
    ///
    /// The counter is read once and written once a transaction: it is ours in between, so ids rise in the order of the
    /// commits.
    func withNextID(of table: RowIDs, _ body: (Int64) throws -> Bool) throws -> Bool {
        let last =
            try rowIDs[table]
            ?? sql.rows(
                "SELECT value FROM counters WHERE name = $1\(sql.dialect.locking)", table.rawValue
            ) { try $0.integer(0) }
            .first ?? 0
        rowIDs[table] = last
        guard try body(last + 1) else { return false }
        rowIDs[table] = last + 1
        return true
    }

    /// A counter's value, with what was raised here.
    func number(_ counter: String) throws -> Int64 {
        if let known = numbers[counter] { return known.value }
        let value = try facts.stored(counter)
        numbers[counter] = Number(value: value)
        return value
    }

    /// Raises a counter to a value that was given out; it never falls.
    func raise(_ counter: String, to value: Int64) throws {
        guard try value > number(counter) else { return }
        numbers[counter] = Number(value: value, isRaised: true)
    }

    private func write(_ counter: String, _ value: Int64) throws {
        try sql.execute(
            """
            INSERT INTO counters (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE excluded.value > counters.value
            """, counter, value)
    }

    /// Writes down which ids and numbers were given out: the last act of a transaction.
    func finish() throws {
        for table in RowIDs.allCases {
            if let last = rowIDs[table] { try write(table.rawValue, last) }
        }
        for (counter, number) in numbers.sorted(by: { $0.key < $1.key }) where number.isRaised {
            try write(counter, number.value)
        }
    }
}
