import Yams

/// Opens YAML files; a mistake of syntax becomes a finding with its line.
enum YAMLDocument {
    /// The root of a file; nil when it is empty or broken, which is a finding.
    static func root(of source: SourceText, log: FindingLog) -> YAMLValue? {
        do {
            if let node = try Yams.compose(yaml: source.text) {
                return YAMLValue(node, label: "the file", file: source.name, log: log)
            }
            log.error(source.name, 1, "the file is empty", "fill it or delete it")
        } catch let error as YamlError {
            let (line, message) = describe(error, in: source.text)
            log.error(source.name, line, message, remedy(near: line, in: source.text))
        } catch {
            log.error(source.name, 1, "the file is not YAML", "check its first lines")
        }
        return nil
    }

    /// What is probably meant, told by the marks that people type by habit.
    private static func remedy(near line: Int, in text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        let near = lines[max(0, min(line - 2, lines.count))..<min(max(line, 0), lines.count)].joined(
            separator: "\n")
        if near.contains("：") { return "write a plain colon and a space instead of “：”" }
        if near.contains("\t") { return "indent with spaces, not with tabs" }
        if near.contains("，") || near.contains("“") { return "write plain commas and plain quotes" }
        if near.contains("@") || near.contains("`") {
            return "put values that start with a sign in \"quotes\""
        }
        return "check the indentation, the colons, the brackets and the quotes there"
    }

    private static func describe(_ error: YamlError, in text: String) -> (line: Int, message: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, "not valid YAML: \(problem)")
        case .reader(let problem, let offset, _, _):
            (text.utf8.prefix(offset ?? 0).count { $0 == 0x0A } + 1, "not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            (
                secondLine(of: keys.first ?? "", after: context.mark, in: text),
                "the key “\(keys.first ?? "")” is there twice"
            )
        default:
            (1, "not valid YAML")
        }
    }

    /// Yams names the first of two equal keys; people look for the second.
    private static func secondLine(of key: String, after mark: Mark, in text: String) -> Int {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        let indent = String(repeating: " ", count: max(0, mark.column - 1))
        guard mark.line > 0, mark.line < lines.count else { return max(1, mark.line) }
        let later = lines[mark.line...].firstIndex { $0.hasPrefix(indent + key + ":") }
        return later.map { $0 + 1 } ?? mark.line
    }
}
