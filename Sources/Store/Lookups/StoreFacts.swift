import Foundation
import Model
import ReportLanguage

/// The store as the rules see it: reads within one transaction or snapshot.
///
/// Each subject's folder adds its part.
struct StoreFacts: Facts {
    let sql: SQLConnection
    let content: ContentCodec

    func nextNumber(_ kind: Ref.Kind) throws -> Int {
        let highest = try sql.rows("SELECT value FROM counters WHERE name = $1", kind.rawValue) {
            try $0.int(0)
        }
        return (highest.first ?? 0) + 1
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
