import Foundation
import ReportLanguage
import Testing

/// A message of the labelled corpus with what it means.
struct LabelledMessage: Decodable, Sendable {
    /// One reading that is right.
    struct Meaning: Decodable, Sendable {
        var kind: String
        var reports: [LabelledReport]?
        var command: LabelledCommand?
    }

    /// What is wrong with a field of a labelled report.
    struct LabelledProblem: Decodable, Sendable {
        var code: Problem.Code
        var field: String?
    }

    /// A report as labelled.
    struct LabelledReport: Decodable, Sendable {
        var form: String
        var fields: [String: FieldValue]
        var problems: [LabelledProblem]?
    }

    /// A command as labelled; words as typed (topic, filter, script) are not compared.
    struct LabelledCommand: Decodable, Sendable {
        var name: CommandName
        var ref: String?
        var person: String?
        var fields: [String: FieldValue]?
        var audience: [String]?
        var at: String?
        var token: String?
        var from: String?
        var until: String?
    }

    var id: String
    var text: String
    var at: String
    var from: String?
    var group: String?
    var gold: Meaning
    var alt: [Meaning]?

    /// Any of the readings that are right.
    var meanings: [Meaning] { [gold] + (alt ?? []) }

    /// The corpus (Data/README.md says where it is from).
    static func corpus() throws -> [LabelledMessage] {
        let decoder = JSONDecoder()
        return try lines(of: "messages-dev.jsonl").map {
            try decoder.decode(LabelledMessage.self, from: Data($0.utf8))
        }
    }

    /// The ids of the messages that are read wrong, with the reason behind each.
    static func knownMisses() throws -> [String: String] {
        let pairs = try lines(of: "known-misses.txt").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: " ", maxSplits: 1).map { String($0) }
        }
        return Dictionary(pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") }, uniquingKeysWith: { $1 })
    }

    private static func lines(of file: String) throws -> [Substring] {
        let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Data/" + file)
        return try String(contentsOf: data, encoding: .utf8).split(separator: "\n")
    }

    /// What the reader makes of it.
    func read() throws -> Reading {
        try Township.read(text, from: from, in: group, at: String(at.prefix(16)))
    }
}
