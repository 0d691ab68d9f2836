import ReportLanguage
import Standard

/// Reads the words of a locale: the standard ones, and the bot's own besides.
///
/// Every file of `lexicon/` maps names of functions (`question`), of commands (`ack`) and `surnames` to lists of words; which
/// file holds which is for people to decide.
struct LexiconFiles {
    let loader: BotLoader
    let locale: String

    private static let names = ["surnames", "rareSurnames", "notInNames"]
    private static let keys =
        FunctionWord.allCases.map(\.name) + CommandName.allCases.map(\.rawValue) + names

    /// The lexicon; people of every locale type the same words unless it brings its own.
    func load() -> Lexicon {
        var lexicon = Lexicon()
        let own = StandardFiles.paths(under: "locales/\(locale)/lexicon/")
        for path in own.isEmpty ? StandardFiles.paths(under: "locales/zh-Hans/lexicon/") : own {
            let source = SourceText(name: "standard:" + path, text: StandardFiles.text(path) ?? "")
            if let root = YAMLDocument.root(of: source, log: loader.log) { read(root, into: &lexicon) }
        }
        for document in loader.documents(in: "locales/\(locale)/lexicon") { read(document, into: &lexicon) }
        return lexicon
    }

    private func read(_ document: YAMLValue, into lexicon: inout Lexicon) {
        guard let section = document.section(Self.keys) else { return }
        for function in FunctionWord.allCases {
            lexicon.functions[function, default: []] += words(section[function.name])
        }
        for command in CommandName.allCases {
            lexicon.commands[command, default: []] += words(section[command.rawValue])
        }
        lexicon.surnames += surnames(section["surnames"])
        lexicon.rareSurnames += surnames(section["rareSurnames"])
        lexicon.notInNames += words(section["notInNames"])
    }

    private func surnames(_ value: YAMLValue?) -> [String] {
        words(value).filter { surname in
            let isSurname = (1...2).contains(surname.unicodeScalars.count)
            if !isSurname {
                value?.fail("“\(surname)” is no surname of one or two characters", "write for example 欧阳")
            }
            return isSurname
        }
    }

    private func words(_ value: YAMLValue?) -> [String] { value?.texts() ?? [] }
}
