import Foundation

/// The one point through which everything that people wrote, and everything about a person, enters and leaves the store.
///
/// Columns that hold such content are written with `seal` and read with `open`; look-ups by content go through `key`.
/// So encryption at rest is a matter of this type alone.
struct ContentCodec: Sendable {
    /// Text as it is kept.
    func seal(_ text: String) -> String { text }

    /// Kept text as it was.
    func open(_ stored: String) throws -> String { stored }

    /// What stands for a text in a look-up column.
    func key(_ text: String) -> String { text }

    /// A value as JSON, as it is kept.
    ///
    /// Equal values give equal text.
    func seal(json value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return seal(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// The value of kept JSON.
    func open<Value: Decodable>(json stored: String, as type: Value.Type = Value.self) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(open(stored).utf8))
        } catch is DecodingError {
            // The error itself would quote what people wrote.
            throw StoreError(.corrupt, "stored JSON is no \(Value.self)")
        }
    }
}

extension SQLRow {
    /// The content of a column, opened.
    func content(_ column: Int, _ codec: ContentCodec) throws -> String { try codec.open(text(column)) }
}
