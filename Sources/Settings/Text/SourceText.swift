import Foundation

/// The text of one file, with the name under which findings speak of it.
struct SourceText {
    /// Relative to the bot's folder.
    var name: String
    var text: String

    /// Reads a file as UTF-8 (with or without BOM) or, where it is not that, as GB18030, which Excel in China saves.
    ///
    /// What cannot be read is a finding, and nil.
    static func read(_ name: String, at path: String, into log: FindingLog) -> SourceText? {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            log.error(
                name, 1, "the file cannot be read",
                "check its name and that the account of the bot may read it")
            return nil
        }
        guard let text = decode(data) else {
            log.error(
                name, 1, "the file is neither UTF-8 nor GB18030 text",
                "save it as UTF-8 (in Excel: “CSV UTF-8”)")
            return nil
        }
        return SourceText(name: name, text: text)
    }

    /// The text of bytes: UTF-8, else GB18030; nil for UTF-16, for binary and for bytes that are neither.
    static func decode(_ data: Data) -> String? {
        guard !data.starts(with: [0xFF, 0xFE]), !data.starts(with: [0xFE, 0xFF]), !data.contains(0) else {
            return nil
        }
        let body = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
        return String(data: body, encoding: .utf8) ?? String(data: body, encoding: gb18030)
    }

    /// Foundation has no name for it on Linux: CoreFoundation's 0x0632 with the bit that marks its encodings.
    static let gb18030 = String.Encoding(rawValue: 0x8000_0632)
}
