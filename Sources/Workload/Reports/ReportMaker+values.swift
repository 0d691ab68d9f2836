import ReportLanguage

/// Values of each type, as people type them.
extension ReportMaker {
    /// A value for a field; nil for a type of which none is made here.
    mutating func value(_ field: FieldDefinition, of form: FormDefinition) -> MadeValue? {
        switch field.type {
        case .name: name()
        case .names: names()
        case .phone: phone()
        case .idNumber: idNumber()
        case .place: place(field)
        case .day: day(field)
        case .when: when(field)
        case .time: time(field)
        case .count: count(field)
        case .decimal: decimal(field, text: "\(random.number(360...420))")
        case .decimals: decimals(field)
        case .boolean: boolean()
        case .choice: choice(field, of: form)
        case .choices: choices(field, of: form)
        case .items: items()
        case .village: village()
        case .unit: unit()
        case .checkpoint: checkpoint()
        case .ref: ref(field)
        case .vehicle: vehicle()
        case .text: text()
        }
    }

    /// A text that is all its field's own.
    private mutating func text() -> MadeValue {
        let story = random.pick(MadeFacts.stories)
        return MadeValue(story, story)
    }

    // MARK: - Persons

    private mutating func personName() -> String {
        let name = random.pick(MadeFacts.surnames) + random.pick(MadeFacts.givenNames)
        // The same name twice in a message is another person only by the phone; that is tested by itself.
        return usedNames.insert(name).inserted ? name : personName()
    }

    private mutating func name() -> MadeValue {
        let name = personName()
        return MadeValue(name, name, bare: name)
    }

    private mutating func names() -> MadeValue {
        let names = (0..<random.number(1...3)).map { _ in personName() }
        let text = names.joined(separator: random.pick(["、", " "]))
        return MadeValue(.strings(names), text, bare: names.joined(separator: "、"))
    }

    private mutating func phone() -> MadeValue {
        let digits =
            "1" + random.pick(["38", "39", "50", "86"]) + String(random.number(10_000_000...99_999_999))
        func parts(_ lengths: [Int], _ separator: String) -> String {
            var rest = digits[...]
            return lengths.map { length in
                defer { rest = rest.dropFirst(length) }
                return String(rest.prefix(length))
            }.joined(separator: separator)
        }
        let wide = String(
            String.UnicodeScalarView(digits.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
        let text = random.pick([
            digits, digits, parts([3, 4, 4], "-"), parts([3, 4, 4], " "), "+86" + digits, "86-" + digits,
            wide,
        ])
        return MadeValue(digits, text, bare: text)
    }

    private mutating func idNumber() -> MadeValue {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let text =
            random.pick(MadeFacts.areas) + String(random.number(1945...2004)) + two(random.number(1...12))
            + two(random.number(1...28)) + String(random.number(100...999))
        // GB 11643-1999.
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(text.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
        let whole = text + String(Array("10X98765432")[sum % 11])
        return MadeValue(whole, random.once(in: 3) ? whole.lowercased() : whole, bare: whole)
    }

    private mutating func vehicle() -> MadeValue {
        let number = random.number(1001...9999)
        let text = random.pick([
            "G\(number)", "D\(number)", "K\(number)", "CZ\(number)", "黑B\(number)A", "辽A\(number)8",
        ])
        return MadeValue(text, random.once(in: 3) ? text.lowercased() : text, bare: text)
    }

    // MARK: - Places

    private mutating func place(_ field: FieldDefinition) -> MadeValue {
        let place = random.pick(MadeFacts.places)
        let text = random.pick(place.texts)
        let isOrigin = field.cues.contains("从")
        return MadeValue(
            .place(Place(code: place.code, name: place.name)), text,
            bare: isOrigin ? random.pick(["从\(text)回来", "从\(text)回", text]) : text)
    }

    private mutating func village() -> MadeValue? {
        let villages = roster.villages.filter { !usedPlaces.contains($0.code) }
        guard !villages.isEmpty else { return nil }
        let village = random.pick(villages)
        usedPlaces.insert(village.code)
        return MadeValue(village.code, random.pick([village.name, village.code]), bare: village.name)
    }

    /// A unit of the chat's own village: elsewhere its name alone is ambiguous.
    private mutating func unit() -> MadeValue? {
        let own = roster.units.filter { $0.village == Self.chat }
        guard !own.isEmpty else { return nil }
        let free = own.filter { !usedPlaces.contains($0.code) }
        let unit = random.pick(free.isEmpty ? own : free)
        usedPlaces.insert(unit.code)
        return MadeValue(unit.code, random.pick([unit.name, unit.code]), bare: unit.name)
    }

    /// A checkpoint by its whole name or its code: a short name may be several ones'.
    private mutating func checkpoint() -> MadeValue? {
        let free = roster.checkpoints.filter { !usedPlaces.contains($0.code) }
        guard !free.isEmpty else { return nil }
        let checkpoint = random.pick(free)
        usedPlaces.insert(checkpoint.code)
        return MadeValue(
            checkpoint.code, random.pick([checkpoint.name, checkpoint.code]), bare: checkpoint.name)
    }

    // MARK: - Choices

    /// The words of a choice that no other choice, key or cue of the form has.
    private func words(_ choice: ChoiceDefinition, of field: FieldDefinition, in form: FormDefinition)
        -> [String]
    {
        choice.words.filter { word in
            !form.fields.contains { other in
                other.name != field.name
                    && (other.keys.contains(word) || other.cues.contains(word)
                        || other.choices.contains { $0.words.contains(word) })
            }
        }
    }

    private mutating func choice(_ field: FieldDefinition, of form: FormDefinition) -> MadeValue? {
        let choices = field.choices.filter { !$0.words.isEmpty }
        guard !choices.isEmpty else { return nil }
        let choice = random.pick(choices)
        let own = words(choice, of: field, in: form).filter { $0.unicodeScalars.count > 1 }
        // 其他 says by itself of nothing what it is; a single character (高, 中, 阴) is a word only behind its key.
        let bare = own.isEmpty || choice.code == "other" ? nil : random.pick(own)
        return MadeValue(choice.code, random.pick(choice.words), bare: bare)
    }

    private mutating func choices(_ field: FieldDefinition, of form: FormDefinition) -> MadeValue? {
        var codes: [String] = []
        var words: [String] = []
        for choice in field.choices where random.once(in: 2) {
            let own = self.words(choice, of: field, in: form)
            guard !own.isEmpty else { continue }
            codes.append(choice.code)
            words.append(random.pick(own))
        }
        guard !codes.isEmpty else { return nil }
        let text = words.joined(separator: "、")
        return MadeValue(.strings(codes), text, bare: text)
    }

    // MARK: - Numbers

    private mutating func count(_ field: FieldDefinition) -> MadeValue {
        // There are three rounds of tests; a fourth is invalid (report language, section 7).
        let number =
            field.name == "round" ? random.number(1...3) : random.number(0...random.pick([9, 99, 300]))
        let text = number > 0 && random.once(in: 3) ? ChineseNumeral.text(number) : String(number)
        var bare: String?
        if let measure = ["台", "辆", "遍"].first(where: field.cues.contains) {
            bare = String(number) + measure
        } else if let word = ["劝返", "发热", "同行"].first(where: field.cues.contains) {
            bare = word + String(number) + "人"
        }
        return MadeValue(.integer(number), text, bare: bare)
    }

    private mutating func decimal(_ field: FieldDefinition, text tenths: String) -> MadeValue {
        let number = Double(tenths).map { $0 / 10 } ?? 36.5
        let isTemperature = field.cues.contains("体温")
        let text = isTemperature ? random.pick(["\(number)", "\(number)度", "\(number)℃"]) : "\(number)"
        return MadeValue(.decimal(number), text, bare: isTemperature ? "体温\(number)" : nil)
    }

    private mutating func decimals(_ field: FieldDefinition) -> MadeValue {
        let numbers = (0..<random.number(1...3)).map { _ in Double(random.number(360...372)) / 10 }
        let texts = numbers.map { "\($0)" }
        return MadeValue(
            .decimals(numbers), texts.joined(separator: random.pick(["、", " "])),
            bare: field.cues.contains("体温") ? "体温" + texts.joined(separator: "、") : nil)
    }

    private mutating func boolean() -> MadeValue {
        let flag = random.once(in: 2)
        return MadeValue(.boolean(flag), random.pick(flag ? ["是", "已签", "有"] : ["否", "未签", "没有"]))
    }

    private mutating func items() -> MadeValue {
        var things = MadeFacts.things
        var items: [Item] = []
        for _ in 0..<random.number(1...3) {
            let (thing, unit) = things.remove(at: random.number(0...things.count - 1))
            items.append(Item(item: thing, amount: Double(random.number(2...80)), unit: unit))
        }
        let text = items.map { "\($0.item)\(Int($0.amount))\($0.unit ?? "")" }.joined(separator: "、")
        return MadeValue(.items(items), text, bare: text)
    }

    private mutating func ref(_ field: FieldDefinition) -> MadeValue? {
        guard let kind = field.cues.lazy.compactMap({ Ref.Kind(rawValue: $0) }).first else { return nil }
        let number = random.number(1...300)
        let letter = kind.rawValue
        let text = random.pick([
            "\(letter)\(number)", "\(letter.lowercased())\(number)", "#\(letter)\(number)",
            "\(letter)-\(number)",
        ])
        return MadeValue(Ref(kind, number).text, text, bare: "\(letter)\(number)")
    }
}
