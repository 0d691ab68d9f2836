/// What a word can be in a message.
enum WordUse: Hashable, Sendable {
    /// A word with which a report of that form starts.
    case trigger(form: Int)
    /// Such a word that people also say in talk.
    case topic(form: Int)
    /// The key of a field.
    case key(form: Int, field: Int)
    /// A word next to a field's value.
    case cue(form: Int, field: Int)
    /// A word for a choice of a field.
    case choice(form: Int, field: Int, choice: Int)
    /// The word of a command.
    case command(CommandName)
    /// A word of the grammar.
    case function(FunctionWord)
}

/// All words that the reader knows: those of the forms and those of the language.
struct Vocabulary: Sendable {
    /// The forms, in the order of their definition.
    let forms: [FormDefinition]
    private let surnames: Set<[Unicode.Scalar]>
    private let rareSurnames: Set<Unicode.Scalar>
    private let notInNames: Set<Unicode.Scalar>
    private var trie = WordTrie()
    private var uses: [[WordUse]] = []

    /// Collects the words of the forms and of the language.
    init(forms: [FormDefinition], lexicon: Lexicon) {
        self.forms = forms
        surnames = Set((lexicon.surnames + lexicon.rareSurnames).map { Array($0.unicodeScalars) })
        rareSurnames = Set(lexicon.rareSurnames.flatMap(\.unicodeScalars))
        notInNames = Set(lexicon.notInNames.flatMap(\.unicodeScalars))
        for (form, definition) in forms.enumerated() {
            for word in definition.triggers + definition.topics { add(word, .trigger(form: form)) }
            for word in definition.topics { add(word, .topic(form: form)) }
            for (field, definition) in definition.fields.enumerated() {
                for word in definition.keys { add(word, .key(form: form, field: field)) }
                for word in definition.cues { add(word, .cue(form: form, field: field)) }
                for (choice, definition) in definition.choices.enumerated() {
                    for word in definition.words {
                        add(word, .choice(form: form, field: field, choice: choice))
                    }
                }
            }
        }
        for command in CommandName.allCases {
            for word in lexicon.commands[command] ?? [] { add(word, .command(command)) }
        }
        for function in FunctionWord.allCases {
            for word in lexicon.functions[function] ?? [] { add(word, .function(function)) }
        }
    }

    private mutating func add(_ word: String, _ use: WordUse) {
        let folded = FoldedText(word).scalars.filter { !$0.isBlank }
        guard !folded.isEmpty else { return }
        let number = trie.insert(folded, number: uses.count)
        if number == uses.count { uses.append([]) }
        if !uses[number].contains(use) { uses[number].append(use) }
    }

    /// The longest word at `start`, and what it can be.
    func longest(in scalars: [Unicode.Scalar], at start: Int, limit: Int) -> (uses: [WordUse], end: Int)? {
        trie.longest(in: scalars, at: start, limit: limit).map { (uses[$0.number], $0.end) }
    }

    /// What exactly this word can be.
    func uses(of word: some Sequence<Unicode.Scalar>) -> [WordUse] {
        trie.number(of: word).map { uses[$0] } ?? []
    }

    /// Whether exactly this word has that function.
    func isWord(_ word: some Sequence<Unicode.Scalar>, _ function: FunctionWord) -> Bool {
        uses(of: word).contains(.function(function))
    }

    /// Whether a person's name can begin with this; of one or two characters.
    func isSurname(_ scalars: Unicode.Scalar...) -> Bool { surnames.contains(scalars) }

    /// Whether a surname is also an everyday word.
    func isRareSurname(_ scalar: Unicode.Scalar) -> Bool { rareSurnames.contains(scalar) }

    /// Whether a given name can have the character.
    func canBeInName(_ scalar: Unicode.Scalar) -> Bool { !notInNames.contains(scalar) }

    /// The form of that name.
    func index(ofForm name: String) -> Int? { forms.firstIndex { $0.name == name } }
}
