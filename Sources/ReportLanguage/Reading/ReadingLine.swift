import Foundation

/// One line of `lianfang parse`: what a message means, as the report language's JSON.
public struct ReadingLine: Encodable, Sendable {
    /// The message's id; nil leaves it out.
    public var id: String?
    /// What the message means.
    public var reading: Reading

    /// Makes a line.
    public init(id: String?, reading: Reading) {
        self.id = id
        self.reading = reading
    }

    /// The line without a line break.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    private enum Key: String, CodingKey { case id, kind, reports, command }

    /// Writes the line's JSON.
    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        try box.encodeIfPresent(id, forKey: .id)
        switch reading {
        case .chatter: try box.encode("chatter", forKey: .kind)
        case .command(let command):
            try box.encode("command", forKey: .kind)
            try box.encode(command, forKey: .command)
        case .reports(let reports):
            try box.encode("report", forKey: .kind)
            try box.encode(reports, forKey: .reports)
        }
    }
}

extension Command: Encodable {
    private enum Key: String, CodingKey {
        case name, ref, person, fields, problems, topic, filter, audience, at, script, token, from, until
    }

    /// Writes the canonical JSON: what was not said is absent.
    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        try box.encode(name, forKey: .name)
        try box.encodeIfPresent(ref?.text, forKey: .ref)
        try box.encodeIfPresent(person, forKey: .person)
        if !fields.isEmpty { try box.encode(fields, forKey: .fields) }
        if !problems.isEmpty { try box.encode(problems, forKey: .problems) }
        try box.encodeIfPresent(topic, forKey: .topic)
        try box.encodeIfPresent(filter, forKey: .filter)
        try box.encodeIfPresent(audience, forKey: .audience)
        try box.encodeIfPresent(at?.iso, forKey: .at)
        try box.encodeIfPresent(script, forKey: .script)
        try box.encodeIfPresent(token, forKey: .token)
        try box.encodeIfPresent(from?.iso, forKey: .from)
        try box.encodeIfPresent(until?.iso, forKey: .until)
    }
}
