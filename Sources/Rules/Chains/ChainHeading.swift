import Foundation

/// What stands over the entries of a group chain (群接龙): `#接龙`, a title, perhaps an example.
struct ChainHeading: Hashable {
    /// The words over the entries without the mark and the example; the same chain keeps them as it grows.
    let title: String

    /// nil where the text is no chain.
    init?(_ text: String) {
        // Few messages are chains; the others are told by one look.
        guard text.unicodeScalars.contains(where: { $0 == "龙" || $0 == "N" || $0 == "n" }) else { return nil }
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        // Mentions and quotes may stand in front, as they may before any message.
        guard let start = lines.firstIndex(where: Self.opens),
            lines[..<start].allSatisfy({ Self.entryMark($0) == nil })
        else { return nil }
        var title: [String] = []
        for line in lines[start...] {
            if Self.entryMark(line) != nil { break }
            if line.hasPrefix("例") { continue }
            title.append(line)
        }
        var words = title.joined(separator: " ")
        for mark in ["#接龙", "＃接龙", "#Group Note", "#group note"] { words = words.replacing(mark, with: "") }
        self.title = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func opens(_ line: String) -> Bool {
        let head = line.prefix(16)
        return head.contains("接龙") || head.lowercased().contains("group note")
    }

    /// The number that opens an entry (`1.`, `12、`, `(3)`, `①`).
    private static func entryMark(_ line: String) -> Substring? {
        line.prefixMatch(of: /[(（]?[0-9０-９]{1,4}\s*[.．、,，:：)）\u{FE0F}\u{20E3}]|[①-⑳]/)?.output
    }
}
