import Mustache

/// The sentences that a bot says, by key (`returnee.receipt`): Mustache templates of one locale.
///
/// Immutable once made. Text is text: nothing is escaped as HTML, because posts are plain.
package struct Phrasebook: Sendable {
    private let templates: [String: Phrase]

    /// A template that does not parse.
    package struct BrokenPhrase: Error, Hashable {
        package var key: String
        package var reason: String
    }

    /// Compiles the phrases of one locale.
    package init(_ phrases: [String: String]) throws(BrokenPhrase) {
        var templates: [String: Phrase] = [:]
        for (key, text) in phrases {
            do {
                templates[key] = try Phrase(text)
            } catch {
                throw BrokenPhrase(key: key, reason: String(describing: error))
            }
        }
        self.templates = templates
    }

    /// The keys that the locale has, sorted.
    package var keys: [String] { templates.keys.sorted() }

    /// Renders a phrase with values (strings, numbers, booleans, arrays and dictionaries of them).
    ///
    /// A key without a phrase renders as the key itself, so that a gap is seen and nothing is lost; `check` finds gaps.
    package func callAsFunction(_ key: String, _ values: [String: any Sendable] = [:]) -> String {
        guard let template = templates[key] else { return key }
        return template.render(values)
    }
}
