import ReportLanguage
import Standard

/// Reads the forms: the standard ones, and the bot's own over those of the same name.
struct FormFiles {
    let loader: BotLoader
    let locale: String

    /// All forms: the standard ones in their order, then those that only the bot has.
    func load(from folders: [String]) -> [FormDefinition] {
        var forms = standard()
        var lines: [String: String] = [:]
        for document in folders.flatMap(loader.documents) {
            guard let form = FormReader(document).read() else { continue }
            if let first = lines[form.name] {
                document.fail(
                    "the form “\(form.name)” is already in \(first)",
                    "give it another name or remove one file")
                continue
            }
            lines[form.name] = document.file
            warnOfSharedTriggers(form, document, among: forms)
            if let index = forms.firstIndex(where: { $0.name == form.name }) {
                forms[index] = form
            } else {
                forms.append(form)
            }
        }
        return forms
    }

    /// The standard forms in the order that decides where a correction could mean several: the more usual first.
    static let order = [
        "returnee", "outsider", "checkin", "handover", "passage", "zeroReport", "incident", "emergency",
        "inspection",
        "rectified", "broadcastAck", "supplies", "natResult", "quarantine", "duty",
    ]

    /// The forms compiled into the binary; people of every locale type the same words unless it brings its own.
    private func standard() -> [FormDefinition] {
        let own = StandardFiles.paths(under: "locales/\(locale)/forms/")
        let paths = own.isEmpty ? StandardFiles.paths(under: "locales/zh-Hans/forms/") : own
        let forms = paths.compactMap { path in
            let source = SourceText(name: "standard:" + path, text: StandardFiles.text(path) ?? "")
            return YAMLDocument.root(of: source, log: loader.log).flatMap { FormReader($0).read() }
        }
        let ranks = Dictionary(uniqueKeysWithValues: Self.order.enumerated().map { ($1, $0) })
        return forms.sorted { (ranks[$0.name] ?? .max, $0.name) < (ranks[$1.name] ?? .max, $1.name) }
    }

    private func warnOfSharedTriggers(
        _ form: FormDefinition, _ document: YAMLValue, among others: [FormDefinition]
    ) {
        for other in others where other.name != form.name {
            let shared = form.triggers.filter(other.triggers.contains)
            guard !shared.isEmpty else { continue }
            document.warn(
                "the form “\(other.name)” starts with the same word \(shared.joined(separator: ", "))",
                "use other triggers, or people get the one or the other")
        }
    }
}

/// Reads one form file.
struct FormReader {
    let document: YAMLValue

    init(_ document: YAMLValue) { self.document = document }

    func read() -> FormDefinition? {
        guard let section = document.section(["form", "triggers", "topics", "fields"]) else { return nil }
        let nameValue = section.required("form", example: "vaccination")
        let triggersValue = section.required("triggers", example: "[疫苗, 打疫苗]")
        let fieldsValue = section.required(
            "fields", example: "{name: {type: name, required: true, keys: [姓名]}}")
        let triggers = triggersValue?.texts() ?? []
        if let triggersValue, triggers.isEmpty {
            triggersValue.fail("“triggers” is empty", "write at least one word")
        }
        let fields = (fieldsValue?.entries() ?? []).compactMap { field($0.key, $0.value) }
        if let fieldsValue { checkReferences(among: fields, fieldsValue) }
        if let fieldsValue, fields.count > FormDefinition.mostFields {
            fieldsValue.fail(
                "a form has at most \(FormDefinition.mostFields) fields, this has \(fields.count)",
                "make two forms of it")
        }
        guard let nameValue, let name = nameValue.text() else { return nil }
        guard name.isCodeName else {
            nameValue.fail(
                "the form's name “\(name)” has other characters than letters and digits",
                "write for example vaccination")
            return nil
        }
        return FormDefinition(
            name: name, triggers: triggers, topics: section["topics"]?.texts() ?? [], fields: fields)
    }

    private func field(_ name: String, _ value: YAMLValue) -> FieldDefinition? {
        if !name.isCodeName {
            value.fail(
                "the field's name “\(name)” has other characters than letters and digits",
                "write for example name")
        }
        guard
            let section = value.section([
                "type", "required", "keys", "cues", "choices", "default", "or", "otherwise", "ranked",
                "implies", "max",
            ]),
            let type = section.required("type", example: "text")?.choice(FieldType.allCases)
        else { return nil }
        let choices = (section["choices"]?.entries() ?? []).map { code, words in
            ChoiceDefinition(code: code, words: words.texts() ?? [])
        }
        if let otherwise = section["otherwise"], let code = otherwise.text(),
            !choices.contains(where: { $0.code == code })
        {
            otherwise.fail("the field “\(name)” has no choice “\(code)”", "name one of its choices")
        }
        if type == .choice || type == .choices, choices.isEmpty {
            value.fail("the field “\(name)” has no choices", "write choices: {train: [火车, 高铁], plane: [飞机]}")
        }
        if let choicesValue = section["choices"] { check(choices, type, choicesValue) }
        let implied = (section["implies"]?.entries() ?? []).compactMap { key, code in
            code.text().map { (key, $0) }
        }
        return FieldDefinition(
            name: name, type: type, isRequired: section["required"]?.flag() ?? false,
            keys: section["keys"]?.texts() ?? [], cues: section["cues"]?.texts() ?? [], choices: choices,
            fallback: section["default"]?.choice(FieldDefault.allCases),
            maximum: section["max"]?.integer(0...1_000_000), substitute: section["or"]?.text(),
            otherwise: section["otherwise"]?.text(), isRanked: section["ranked"]?.flag() ?? false,
            implied: Dictionary(implied) { _, last in last })
    }

    /// Fields name each other under `or` and `implies`; a name or a code that is none would never count.
    private func checkReferences(among fields: [FieldDefinition], _ value: YAMLValue) {
        for field in fields {
            if let other = field.substitute, !fields.contains(where: { $0.name == other }) {
                value.fail(
                    "“\(field.name)” names under “or” the field “\(other)”, which the form has not",
                    "name one of its fields")
            }
            for (other, code) in field.implied.sorted(by: { $0.key < $1.key })
            where !fields.contains(where: { $0.name == other && $0.choices.contains { $0.code == code } }) {
                value.fail(
                    "“\(field.name)” implies \(other): \(code), which the form has not",
                    "name a field and one of its choices")
            }
        }
    }

    private func check(_ choices: [ChoiceDefinition], _ type: FieldType, _ value: YAMLValue) {
        guard [.choice, .choices, .count, .boolean].contains(type) else {
            value.fail(
                "a field of type \(type.rawValue) takes no choices", "write type: choice or remove them")
            return
        }
        var owners: [String: String] = [:]
        for choice in choices {
            if choice.words.isEmpty {
                value.fail("the choice “\(choice.code)” has no words", "write \(choice.code): [词]")
            }
            for word in choice.words {
                if let owner = owners[word], owner != choice.code {
                    value.fail(
                        "the word “\(word)” means both \(owner) and \(choice.code)", "keep it in one of them")
                }
                owners[word] = choice.code
            }
        }
    }
}

extension String {
    /// Whether it is a name for forms and fields: ASCII letters and digits, a letter first.
    var isCodeName: Bool {
        guard let first else { return false }
        return first.isASCII && first.isLetter && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
}
