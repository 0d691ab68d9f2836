import Model
import ReportLanguage

extension Wording {
    /// What people call a field of a form: a phrase of ours for the standard forms, the form's own first key for others.
    func label(_ field: String, of form: String) -> String {
        let own = book.forms[form]?.field(field)?.keys.first
        if !isStandard(form), let own { return own }
        return first(of: ["field.\(form).\(field)", "field.\(field)"]) ?? own ?? field
    }

    /// Whether our phrases know a form; a township's own form has its words in its file.
    private func isStandard(_ form: String) -> Bool {
        book.forms[form] == nil || book.phraseKeys.contains("form." + form)
    }

    /// What people call a form: a phrase of ours, else its first trigger.
    func title(of form: String) -> String {
        first(of: ["form.\(form)"]) ?? book.forms[form]?.triggers.first ?? form
    }

    /// A value that can be copied as an example of a field; empty where none would help.
    func example(_ field: String, of form: String) -> String {
        let definition = book.forms[form]?.field(field)
        if let place = ownPlace(definition?.type) { return place }
        let type = (definition?.type).map { "example.type." + $0.rawValue }
        let own = isStandard(form) ? first(of: ["example.\(form).\(field)", "example.\(field)"]) : nil
        return own ?? definition?.choices.first?.words.first ?? first(of: [type].compactMap { $0 }) ?? ""
    }

    /// A place of the township's own, which people know better than any example of ours.
    private func ownPlace(_ type: FieldType?) -> String? {
        let roster = book.bot.roster
        return switch type {
        case .village: roster.villages.first?.name
        case .checkpoint: roster.checkpoints.first?.name
        case .unit: roster.units.first.map { place($0.code) }
        default: nil
        }
    }

    /// A value as a receipt tells it: with its field's name where it says nothing without, in the field's own phrase where
    /// it has one (`第1次`).
    func told(_ value: FieldValue, _ field: String, of form: String, heardIn place: PlaceCode? = nil)
        -> String
    {
        let text = self.value(value, field, of: form, heardIn: place)
        if let own = first(of: ["value.\(form).\(field)"], ["value": text, "yes": value == .boolean(true)]) {
            return own
        }
        // A bare figure says nothing without its field; names, places and days speak for themselves.
        switch value {
        case .integer, .decimal, .decimals, .boolean:
            return self("report.change", ["field": label(field, of: form), "value": text])
        default: return text
        }
    }

    /// A value as the chat may see it.
    func value(_ value: FieldValue, _ field: String, of form: String, heardIn place: PlaceCode? = nil)
        -> String
    {
        let definition = book.forms[form]?.field(field)
        switch value {
        case .string(let text):
            return string(text, type: definition?.type ?? type(of: field), definition, of: form, place)
        case .integer(let count): return String(count)
        case .decimal(let number): return figure(number)
        case .boolean(let yes): return self(yes ? "value.yes" : "value.no")
        case .strings(let texts):
            guard definition?.type != .names else { return list(texts.map(staff)) }
            return list(texts.map { choice($0, definition, of: form) ?? $0 })
        case .decimals(let numbers): return list(numbers.map(figure))
        case .place(let place): return short(place)
        case .items(let items):
            return list(
                items.map {
                    self("value.item", ["item": $0.item, "amount": figure($0.amount), "unit": $0.unit ?? ""])
                })
        }
    }

    /// A name of a list: those of the roster are known to all, others are masked as the chat requires.
    private func staff(_ name: String) -> String {
        book.bot.roster.people(named: name).isEmpty ? masking.name(name) : name
    }

    /// What was typed, cut and masked for showing it back: enough to see the slip, never a whole number in a group.
    func typed(_ raw: String, _ field: String) -> String {
        let text = raw.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard masking.show == .masked else { return clipped(text, 24) }
        switch type(of: field) {
        case .idNumber: return text.count > 10 ? text.prefix(10) + "…" : text
        case .phone: return text.count > 7 ? text.prefix(3) + "****" + text.suffix(3) : text
        case .name: return masking.name(text)
        default: return clipped(hidingNumbers(text), 24)
        }
    }

    /// Text with every run of seven digits or more hidden but for its ends: a note may hold somebody's number.
    func hidingNumbers(_ text: String) -> String {
        guard masking.show == .masked else { return text }
        var result = ""
        var digits = ""
        func flush() {
            result += digits.count >= 7 ? digits.prefix(3) + "****" + digits.suffix(2) : digits
            digits = ""
        }
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return result
    }

    /// At most so many characters, with a mark where some were cut.
    func clipped(_ text: String, _ length: Int) -> String {
        text.count > length ? text.prefix(length) + "…" : text
    }

    private func string(
        _ text: String, type: FieldType, _ definition: FieldDefinition?, of form: String, _ place: PlaceCode?
    ) -> String {
        switch type {
        case .name: masking.name(text)
        case .phone: masking.phone(text)
        case .idNumber: masking.idNumber(text)
        case .day, .when: When(iso: text).map(date) ?? text
        case .choice, .choices: choice(text, definition, of: form) ?? text
        case .village, .unit, .checkpoint: self.place(PlaceCode(text), heardIn: place)
        case .text: clipped(hidingNumbers(text), 30)
        default: text
        }
    }

    /// The type that a field's name stands for, where the form is not loaded: masking must hold even then.
    private func type(of field: String) -> FieldType {
        switch field {
        case "name": .name
        case "phone": .phone
        case "idNumber": .idNumber
        case "arrival", "at", "date": .when
        case "unit": .unit
        case "village": .village
        case "checkpoint": .checkpoint
        default: .text
        }
    }

    /// The words that a choice can be answered with, one a choice; empty where there are too many to read.
    func choiceWords(_ field: String, of form: String) -> [String] {
        guard let definition = book.forms[form]?.field(field), definition.type == .choice else { return [] }
        let choices = definition.choices
        return (2...6).contains(choices.count) ? choices.compactMap(\.words.first) : []
    }

    private func choice(_ code: String, _ definition: FieldDefinition?, of form: String) -> String? {
        let word = definition?.choices.first { $0.code == code }?.words.first
        return isStandard(form) ? first(of: ["choice.\(definition?.name ?? "").\(code)"]) ?? word : word
    }

    /// `50`, `36.5`.
    private func figure(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}
