public import ReportLanguage

/// Makes valid reports by rule, in every layout in which people type them: the same seed makes the same message.
///
/// It knows forms only as data, so a form that a township adds is made too. What is honestly ambiguous is not made; where
/// something is left out, a comment says why.
public struct ReportMaker: Sendable {
    /// The chat in which made messages are written.
    public static let chat = "V03"
    /// Who writes them: the leader of a unit of that village in the sample township.
    public static let sender = "P010"

    let forms: [FormDefinition]
    let roster: RosterNames
    var random = SplitMix(seed: 0)
    /// The names of persons that the message has already.
    var usedNames: Set<String> = []
    /// The codes of villages, units and checkpoints that it has: twice the same is one report or a correction.
    var usedPlaces: Set<String> = []

    /// Makes messages by these forms, of this township.
    public init(forms: [FormDefinition], roster: RosterNames) {
        self.forms = forms
        self.roster = roster
    }

    /// The message of a seed; nil where the form cannot be laid out so.
    public func message(_ form: FormDefinition, _ layout: MadeLayout, seed: UInt64) -> MadeMessage? {
        var maker = self
        maker.random = SplitMix(seed: seed)
        return maker.make(form, layout, seed: seed)
    }

    private mutating func make(_ form: FormDefinition, _ layout: MadeLayout, seed: UInt64) -> MadeMessage? {
        let count = layout.isMany ? random.number(2...5) : 1
        // Reports of one message say the same fields, as the columns of a table do.
        let fields = chosenFields(form)
        var reports: [MadeReport] = []
        for _ in 0..<count {
            guard let report = report(form, fields) else { return nil }
            reports.append(report)
        }
        guard let text = text(reports, of: form, layout) else { return nil }
        return MadeMessage(
            seed: seed, layout: layout, text: text, form: form, reports: reports.map(\.fields))
    }

    /// A report in the making: its fields in the form's order.
    struct MadeReport {
        /// Each field with its value.
        var values: [(field: FieldDefinition, value: MadeValue)]
        /// The canonical fields.
        var fields: [String: FieldValue] {
            Dictionary(values.map { ($0.field.name, $0.value.value) }, uniquingKeysWith: { $1 })
        }
    }

    // MARK: - Fields

    /// The fields that a report says: all required ones, some of the others.
    private mutating func chosenFields(_ form: FormDefinition) -> [FieldDefinition] {
        var chosen = form.fields.filter { $0.isRequired || random.once(in: 2) }
        func has(_ type: FieldType) -> Bool { chosen.contains { $0.type == type } }
        // Who is named needs no receipt number, and the other way round.
        if has(.name), has(.ref), form.fields.contains(where: { $0.type == .name && $0.isRequired }) {
            chosen.removeAll { $0.type == .ref }
        }
        // A report is about a village or about one of its units (zeroReport).
        if has(.village), has(.unit) {
            let dropped: FieldType = random.once(in: 2) ? .village : .unit
            chosen.removeAll { $0.type == dropped }
        }
        // What was found says the result; two words for it would have to agree.
        if let result = chosen.firstIndex(where: { $0.name == "result" }),
            chosen.contains(where: { $0.name == "findings" })
        {
            chosen.remove(at: result)
        }
        return chosen
    }

    private mutating func report(_ form: FormDefinition, _ fields: [FieldDefinition]) -> MadeReport? {
        var values: [(field: FieldDefinition, value: MadeValue)] = []
        for field in fields {
            guard let value = value(field, of: form) else {
                if field.isRequired { return nil }
                continue
            }
            values.append((field, value))
        }
        return MadeReport(values: agreeing(values))
    }

    /// A train's or a flight's number says how somebody travels: another word for it would contradict.
    private func agreeing(_ values: [(field: FieldDefinition, value: MadeValue)]) -> [(
        field: FieldDefinition, value: MadeValue
    )] {
        guard let vehicle = values.first(where: { $0.field.type == .vehicle })?.value.value.string else {
            return values
        }
        let isPlate = vehicle.unicodeScalars.first.map { $0.value > 0x7F } ?? false
        return isPlate ? values : values.filter { !$0.field.hasChoice("train") }
    }
}
