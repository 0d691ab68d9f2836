import Foundation

/// A line of messages as `parse --jsonl` and `rehearse --scenario` read it.
struct MessageLine: Decodable {
    /// Something about a line that is wrong beyond its JSON.
    struct Broken: Error {
        var reason: String
    }

    var id: String
    var text: String
    /// RFC 3339 with an offset.
    var at: String
    /// A roster id.
    var from: String?
    /// The place code of the chat.
    var group: String?

    /// What is wrong with a line, in words for whoever wrote it.
    static func reason(of error: any Error) -> String {
        switch error {
        case let broken as Broken: broken.reason
        case DecodingError.keyNotFound(let key, _): "\(key.stringValue): missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")): not of the right type"
        default: "not a JSON object"
        }
    }
}

/// What stands in the output for a line that could not be read.
struct BrokenLine: Encodable {
    /// From 1.
    var line: Int
    var error: String

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

/// RFC 3339 instants.
enum Timestamp {
    /// Reads `2022-01-20T09:12:00+08:00`, with or without a fraction of a second; nil for anything else.
    static func read(_ text: String) -> Date? {
        // Two strategies because each refuses the other's spelling; what neither takes is not an instant.
        (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }

    /// Writes an instant with the offset of a time zone.
    static func write(_ date: Date, in timeZone: TimeZone) -> String {
        date.formatted(Date.ISO8601FormatStyle(timeZoneSeparator: .colon, timeZone: timeZone))
    }
}
