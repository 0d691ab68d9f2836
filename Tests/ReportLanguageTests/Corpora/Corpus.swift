import Foundation
import Testing

/// A corpus of cases in `Tests/Corpora`, with a verdict of ours on each by its line.
enum Corpus {
    /// What the contract says of a case.
    struct Verdict {
        enum Kind: String {
            /// As upstream has it.
            case covered
            /// Within the contract's types, but decided otherwise; the value is ours.
            case policy
            /// Not within the contract's types.
            case uncovered
        }
        var kind: Kind
        var value: String
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Corpora")

    /// The cases of a file of JSON Lines with their line numbers; the first line tells the source.
    static func cases<Case: Decodable>(_ name: String, as type: Case.Type) throws -> [(
        line: Int, value: Case
    )] {
        let text = try String(contentsOf: folder.appending(path: name + ".jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").enumerated().dropFirst().map { index, line in
            (index + 1, try JSONDecoder().decode(type, from: Data(line.utf8)))
        }
    }

    /// The verdicts by line.
    static func verdicts(_ name: String) throws -> [Int: Verdict] {
        let text = try String(contentsOf: folder.appending(path: name + "-verdicts.tsv"), encoding: .utf8)
        var verdicts: [Int: Verdict] = [:]
        for row in text.split(separator: "\n") where !row.hasPrefix("#") && !row.hasPrefix("line") {
            let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
            try #require(columns.count == 4, "\(row)")
            let line = try #require(Int(columns[0]), "\(row)")
            let kind = try #require(Verdict.Kind(rawValue: String(columns[1])), "\(row)")
            #expect(verdicts[line] == nil, "line \(line) is listed twice")
            #expect(kind == .covered || !columns[3].isEmpty, "line \(line) lacks its reason")
            verdicts[line] = Verdict(kind: kind, value: String(columns[2]))
        }
        return verdicts
    }
}
