/// The words of a language that belong to no form: its grammar, its commands, its surnames.
///
/// The texts of `locales/<tag>/lexicon/`, so that a word is added without touching code.
public struct Lexicon: Sendable {
    /// The words of each function.
    public var functions: [FunctionWord: [String]]
    /// The words that give each command.
    public var commands: [CommandName: [String]]
    /// The surnames with which a person's name can begin, of one or two characters.
    public var surnames: [String]
    /// Surnames that are also everyday words: a name begins with one only where it stands apart.
    public var rareSurnames: [String] = []
    /// Characters that no given name has.
    public var notInNames: [String] = []

    /// Collects the words.
    public init(
        functions: [FunctionWord: [String]] = [:], commands: [CommandName: [String]] = [:],
        surnames: [String] = []
    ) {
        self.functions = functions
        self.commands = commands
        self.surnames = surnames
    }
}
