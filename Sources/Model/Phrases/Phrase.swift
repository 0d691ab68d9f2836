import Mustache

/// One sentence of a phrasebook, compiled.
///
/// Most sentences are words with values between them and nothing else; those are put together here, because a bot says
/// several in each answer. Whatever has a section or another mark of Mustache's is Mustache's to render.
struct Phrase: Sendable {
    private enum Part: Sendable {
        case words(String)
        case value(String)
    }

    private enum Form: Sendable {
        case parts([Part])
        case template(MustacheTemplate)
    }

    private let form: Form

    /// Compiles a sentence.
    ///
    /// - Throws: Mustache's error where the text is no template.
    init(_ text: String) throws {
        let template = try MustacheTemplate(string: "{{%CONTENT_TYPE:TEXT}}" + text)
        form = Self.parts(text).map { .parts($0) } ?? .template(template)
    }

    func render(_ values: [String: any Sendable]) -> String {
        switch form {
        case .template(let template): return template.render(values)
        case .parts(let parts):
            var text = ""
            for part in parts {
                switch part {
                case .words(let words): text += words
                case .value(let name):
                    switch values[name] {
                    case let string as String: text += string
                    case let value?: text += String(describing: value)
                    case nil: break
                    }
                }
            }
            return text
        }
    }

    /// Words and plain values in their order; nil where the text has more than these, or a line break that Mustache may drop.
    private static func parts(_ text: String) -> [Part]? {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else { return nil }
            let name = rest[open.upperBound..<close.lowerBound]
            guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
                return nil
            }
            parts += [.words(String(rest[..<open.lowerBound])), .value(String(name))]
            rest = rest[close.upperBound...]
        }
        return parts + [.words(String(rest))]
    }
}
