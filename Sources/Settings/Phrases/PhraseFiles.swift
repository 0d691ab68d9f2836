import Model
import Standard

/// Reads the sentences of a locale: the standard ones, and the bot's own over them, key by key.
struct PhraseFiles {
    let loader: BotLoader
    let locale: String

    /// The locales that a bot can have: those compiled in and those of its own folder.
    static func locales(of folder: String) -> [String] {
        let standard = StandardFiles.paths(under: "locales/").compactMap {
            $0.split(separator: "/").dropFirst().first
        }
        let own = BotFolder.subfolders(of: BotFolder.resolve("locales", in: folder))
        return Set(standard.map(String.init) + own).sorted()
    }

    /// Whether a bot may add a key that no standard phrase has: the words for its own forms, fields and choices.
    private static func isOpen(_ key: String) -> Bool {
        ["form.", "field.", "choice.", "example.", "problem.", "report."].contains { key.hasPrefix($0) }
    }

    func load() -> [String: String] {
        var phrases: [String: String] = [:]
        for path in StandardFiles.paths(under: "locales/\(locale)/phrases/") {
            let source = SourceText(name: "standard:" + path, text: StandardFiles.text(path) ?? "")
            guard let root = YAMLDocument.root(of: source, log: loader.log) else { continue }
            for (key, value) in read(root) { phrases[key] = value.text }
        }
        let standard = phrases.keys.sorted()
        for document in loader.documents(in: "locales/\(locale)/phrases") {
            for (key, value) in read(document) {
                if !standard.isEmpty, phrases[key] == nil, !Self.isOpen(key) {
                    value.value.warn(
                        "nothing says the phrase “\(key)”",
                        Suggestion.remedy(for: key, among: standard.near(key)))
                }
                phrases[key] = value.text
            }
        }
        return phrases
    }

    private func read(_ document: YAMLValue) -> [String: (text: String, value: YAMLValue)] {
        var found: [String: (text: String, value: YAMLValue)] = [:]
        for (key, value) in document.entries() ?? [] {
            guard let text = value.text() else { continue }
            do {
                _ = try Phrasebook([key: text])
                found[key] = (text, value)
            } catch {
                value.fail(
                    "the phrase “\(key)” is no valid template: \(error.reason)",
                    "close each {{#…}} with {{/…}}")
            }
        }
        return found
    }
}

extension [String] {
    /// Only those with the same first part, so that a remedy does not list every phrase there is.
    fileprivate func near(_ key: String) -> [String] {
        let family = key.prefix { $0 != "." }
        return filter { $0.prefix { $0 != "." } == family }
    }
}
