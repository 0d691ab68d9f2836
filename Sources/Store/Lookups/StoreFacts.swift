import Foundation
import Model
import ReportLanguage

/// The store as the rules see it: reads within one transaction or snapshot.
///
/// Each subject's folder adds its part.
struct StoreFacts: Facts {
    let sql: SQLConnection
    let content: ContentCodec
    /// The transaction whose changes count; nil in a snapshot.
    var transaction: StoreTransaction?

    func nextNumber(_ kind: Ref.Kind) throws -> Int {
        Int(try transaction?.number(kind.rawValue) ?? stored(kind.rawValue)) + 1
    }

    /// A counter's value as it was committed; 0 before it was first raised.
    func stored(_ counter: String) throws -> Int64 {
        try sql.rows("SELECT value FROM counters WHERE name = $1", counter) { try $0.integer(0) }.first ?? 0
    }

    func lastSaid(_ key: String) throws -> Date? {
        for name in content.keys(key, .said) {
            if let at = try sql.rows("SELECT at FROM said WHERE name = $1", name, read: { try $0.date(0) })
                .first
            {
                return at
            }
        }
        return nil
    }

    func silence(of chat: ChatKey) throws -> Silence? {
        try sql.rows("SELECT chat, from_at, until_at, person FROM silences WHERE chat = $1", chat) { row in
            Silence(
                chat: try row.chat(0), from: try row.date(1), until: try row.date(2), by: try row.value(3))
        }.first
    }
}
