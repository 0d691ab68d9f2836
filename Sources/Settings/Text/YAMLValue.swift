import Yams

/// One value of a YAML file, with the file and the log: whoever reads it gets the value or leaves a finding.
struct YAMLValue {
    let node: Node
    /// How findings call it: its key, or its place in a list.
    let label: String
    let file: String
    let log: FindingLog
    /// The line of its key, where it has one: an empty value has no place of its own.
    let keyLine: Int?

    init(_ node: Node, label: String, file: String, log: FindingLog, keyLine: Int? = nil) {
        self.node = node
        self.label = label
        self.file = file
        self.log = log
        self.keyLine = keyLine
    }

    /// Where findings point.
    var line: Int { keyLine ?? node.mark?.line ?? 1 }

    /// Whether nothing was written, or `~` or `null`.
    var isEmpty: Bool {
        guard let scalar = node.scalar, !isTagged else { return false }
        return scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
    }

    /// Whether YAML took its first word for a tag, because it starts with `!` and has no quotes around it.
    private var isTagged: Bool {
        let tag = node.tag.description
        return tag.hasPrefix("!") && tag.count > 1
    }

    /// Whether it is a mapping of keys to values.
    var isMapping: Bool { node.mapping != nil }

    /// Leaves an error at this value.
    func fail(_ message: String, _ remedy: String) { log.error(file, line, message, remedy) }

    /// Leaves a warning at this value.
    func warn(_ message: String, _ remedy: String) { log.warning(file, line, message, remedy) }

    /// What a value is, in words.
    private var kind: String {
        switch node {
        case .mapping: "a mapping"
        case .sequence: "a list"
        default: isEmpty ? "empty" : "a single value"
        }
    }

    /// A text, as written: `20:00`, `230231` and `yes` stay what was typed.
    func text() -> String? {
        guard !isTagged else {
            fail(
                "the value of “\(label)” starts with “!”, which means something else in YAML",
                "put it in \"quotes\"")
            return nil
        }
        guard let scalar = node.scalar, !isEmpty else {
            fail("“\(label)” must be a single value, it is \(kind)", "write \(label): value")
            return nil
        }
        return scalar.string
    }

    /// The text where it is a single value, without a finding where it is not.
    var plainText: String? { isEmpty ? nil : node.scalar?.string }

    /// true or false.
    func flag() -> Bool? {
        guard let text = text() else { return nil }
        switch text.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            fail(
                "“\(label)” must be true or false, it is “\(text)”", "write \(label): true or \(label): false"
            )
            return nil
        }
    }

    /// A whole number of a range.
    func integer(_ range: ClosedRange<Int>) -> Int? {
        guard let text = text() else { return nil }
        guard let number = Int(text), range.contains(number) else {
            fail(
                "“\(label)” must be a whole number from \(range.lowerBound) to \(range.upperBound), it is “\(text)”",
                "write for example \(label): \(range.lowerBound)")
            return nil
        }
        return number
    }

    /// A span of time in seconds: `10m`.
    func duration(_ range: ClosedRange<Double> = 0...315_360_000) -> Double? {
        guard let text = text() else { return nil }
        guard let seconds = DurationText.seconds(text), range.contains(seconds) else {
            fail(
                "“\(label)” is not a span of time that can be used here: “\(text)”",
                "write for example 90s, 10m, 2h or 60d")
            return nil
        }
        return seconds
    }

    /// One of an enumeration's words.
    func choice<Choice: RawRepresentable<String>>(_ choices: [Choice]) -> Choice? {
        guard let text = text() else { return nil }
        if let choice = choices.first(where: { $0.rawValue == text }) { return choice }
        fail(
            "“\(text)” is not a value of “\(label)”",
            Suggestion.remedy(for: text, among: choices.map(\.rawValue)))
        return nil
    }

    /// The elements of a list.
    func list() -> [YAMLValue]? {
        guard let sequence = node.sequence else {
            fail("“\(label)” must be a list, it is \(kind)", "write \(label): [first, second]")
            return nil
        }
        return sequence.map { YAMLValue($0, label: label, file: file, log: log) }
    }

    /// The texts of a list.
    func texts() -> [String]? { list()?.compactMap { $0.text() } }

    /// The entries of a mapping in the file's order, merge keys (`<<`) carried out.
    func entries() -> [(key: String, value: YAMLValue)]? {
        guard let mapping = node.mapping else {
            fail(
                "“\(label)” must be a mapping of keys to values, it is \(kind)",
                "write “key: value” lines below \(label)")
            return nil
        }
        var own: [(key: String, value: YAMLValue)] = []
        var merged: [(key: String, value: YAMLValue)] = []
        for (keyNode, valueNode) in mapping {
            guard let key = keyNode.scalar?.string else {
                log.error(
                    file, keyNode.mark?.line ?? line, "a key of “\(label)” is not a word",
                    "write “key: value”")
                continue
            }
            let value = YAMLValue(valueNode, label: key, file: file, log: log, keyLine: keyNode.mark?.line)
            guard key == "<<" else {
                own.append((key, value))
                continue
            }
            let sources = valueNode.sequence.map(Array.init) ?? [valueNode]
            for source in sources {
                merged += YAMLValue(source, label: label, file: file, log: log).entries() ?? []
            }
        }
        var seen = Set(own.map(\.key))
        return own + merged.filter { seen.insert($0.key).inserted }
    }

    /// The mapping as a section of known keys; every other key is an error with a suggestion.
    func section(_ keys: [String]) -> YAMLSection? {
        guard let entries = entries() else { return nil }
        for (key, value) in entries where !keys.contains(key) {
            value.fail("unknown key “\(key)”", Suggestion.remedy(for: key, among: keys))
        }
        return YAMLSection(value: self, entries: entries)
    }
}

/// A mapping whose keys are known.
struct YAMLSection {
    let value: YAMLValue
    private let values: [String: YAMLValue]

    init(value: YAMLValue, entries: [(key: String, value: YAMLValue)]) {
        self.value = value
        values = Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
    }

    /// The value of a key; nil when it is absent or empty.
    subscript(key: String) -> YAMLValue? {
        guard let found = values[key], !found.isEmpty else { return nil }
        return found
    }

    /// The value of a key that must be there; its absence is an error at the section's line.
    func required(_ key: String, example: String) -> YAMLValue? {
        if let found = self[key] { return found }
        let line = values[key]?.line ?? value.line
        value.log.error(value.file, line, "“\(key)” is missing", "write for example \(key): \(example)")
        return nil
    }
}
