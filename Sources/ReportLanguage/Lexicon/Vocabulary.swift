/// All words that the reader knows: those of the forms and those of the language.
///
/// A class, so that handing it around costs nothing; it never changes.
final class Vocabulary: Sendable {
    /// The forms, in the order of their definition.
    let forms: [FormDefinition]
    private let trie: ScalarTrie<WordUses>
    /// The uses of each word, by its number; number 0 is no word.
    private let uses: [[WordUse]]
    /// What each word is in each form, by the word's number, then the form.
    private let roles: [FormRole]
    private let singleSurnames: ScalarSet
    private let doubleSurnames: ScalarTrie<Int>
    private let rareSurnames: ScalarSet
    private let notInNames: ScalarSet

    /// Collects the words of the forms and of the language.
    init(forms: [FormDefinition], lexicon: Lexicon) {
        var collection = WordCollection()
        for (form, definition) in forms.enumerated() { collection.add(definition, form: form) }
        collection.add(lexicon)
        let words = collection.uses.indices.dropFirst().map {
            WordUses(number: $0, uses: collection.uses[$0])
        }
        trie = ScalarTrie(zip(collection.words, words).map { (word: $0, value: $1) })
        uses = collection.uses
        roles = collection.uses.flatMap { uses in forms.indices.map { FormRole(uses, in: $0) } }
        self.forms = forms
        rareSurnames = ScalarSet(lexicon.rareSurnames.flatMap(\.unicodeScalars))
        notInNames = ScalarSet(lexicon.notInNames.flatMap(\.unicodeScalars))
        let surnames = (lexicon.surnames + lexicon.rareSurnames).map { Array($0.unicodeScalars) }
        singleSurnames = ScalarSet(surnames.filter { $0.count == 1 }.joined())
        doubleSurnames = ScalarTrie(surnames.filter { $0.count == 2 }.map { (word: $0, value: 2) })
    }

    /// The longest word at `start`, and what it can be.
    func longest(in scalars: [Unicode.Scalar], at start: Int, limit: Int) -> (uses: WordUses, end: Int)? {
        trie.longest(in: scalars, at: start, limit: limit).map { ($0.value, $0.end) }
    }

    /// What exactly this word can be.
    func uses(of word: some Sequence<Unicode.Scalar>) -> WordUses { trie.value(of: word) ?? .none }

    /// What exactly the characters of a range that are no blanks can be.
    func uses(ofUnspaced scalars: ArraySlice<Unicode.Scalar>) -> WordUses {
        uses(of: scalars.lazy.filter { !$0.isBlank })
    }

    /// Whether exactly this word has that function.
    func isWord(_ word: some Sequence<Unicode.Scalar>, _ function: FunctionWord) -> Bool {
        uses(of: word).contains(function)
    }

    /// All uses of a word, one by one, in the order of their definition.
    func all(_ word: WordUses) -> [WordUse] { uses[Int(word.number)] }

    /// What a word is in a form.
    func role(of word: WordUses, in form: Int) -> FormRole { roles[Int(word.number) * forms.count + form] }

    /// The choice of a form's field that a word means; with several, the first.
    func choice(_ word: WordUses, form: Int, field: Int) -> Int? {
        guard role(of: word, in: form).choices.contains(field) else { return nil }
        for use in all(word) {
            if case .choice(form, field, let choice) = use { return choice }
        }
        return nil
    }

    /// Whether a person's name can begin with this surname of one character.
    func isSurname(_ scalar: Unicode.Scalar) -> Bool { singleSurnames.contains(scalar) }

    /// Whether a person's name can begin with this surname of two characters.
    func isSurname(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        doubleSurnames.hasWord(startingWith: first) && doubleSurnames.value(of: [first, second]) != nil
    }

    /// Whether a surname is also an everyday word.
    func isRareSurname(_ scalar: Unicode.Scalar) -> Bool { rareSurnames.contains(scalar) }

    /// Whether a given name can have the character.
    func canBeInName(_ scalar: Unicode.Scalar) -> Bool { !notInNames.contains(scalar) }

    /// The form of that name.
    func index(ofForm name: String) -> Int? { forms.firstIndex { $0.name == name } }
}

/// The words of the forms and of the language with what they can be, as they are gathered.
private struct WordCollection {
    /// The words, from number 1 on.
    var words: [[Unicode.Scalar]] = []
    /// The uses of each word; number 0 is no word.
    var uses: [[WordUse]] = [[]]
    private var numbers: [[Unicode.Scalar]: Int] = [:]

    mutating func add(_ definition: FormDefinition, form: Int) {
        for word in definition.triggers + definition.topics { add(word, .trigger(form: form)) }
        for word in definition.topics { add(word, .topic(form: form)) }
        for (field, definition) in definition.fields.enumerated() {
            for word in definition.keys { add(word, .key(form: form, field: field)) }
            for word in definition.cues { add(word, .cue(form: form, field: field)) }
            for (choice, definition) in definition.choices.enumerated() {
                for word in definition.words { add(word, .choice(form: form, field: field, choice: choice)) }
            }
        }
        // 物资已发放 begins a report as 物资 does, though the longer word is the one that is found.
        let triggers = definition.triggers + definition.topics
        for word in definition.fields.flatMap(\.choices).flatMap(\.words) {
            guard let trigger = triggers.first(where: { word.contains($0) && word != $0 }) else { continue }
            add(word, .trigger(form: form))
            if definition.topics.contains(trigger), !definition.triggers.contains(word) {
                add(word, .topic(form: form))
            }
        }
    }

    mutating func add(_ lexicon: Lexicon) {
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
        let number = numbers[folded] ?? uses.count
        if number == uses.count {
            numbers[folded] = number
            words.append(folded)
            uses.append([])
        }
        if !uses[number].contains(use) { uses[number].append(use) }
    }
}
