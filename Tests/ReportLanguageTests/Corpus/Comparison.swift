import ReportLanguage

/// Compares a reading with a labelled meaning, as script/evaluate-messages does: strict but for free texts.
///
/// Names, several choices and items are sets; a place is its code and name; a field under a labelled `ambiguous` or
/// `conflict` may be there or not; problems are compared by code and field, their raw text and options are not.
struct Comparison {
    let forms: [FormDefinition]

    /// Whether the reading is of the labelled kind.
    func isKind(_ reading: Reading, _ meaning: LabelledMessage.Meaning) -> Bool {
        switch reading {
        case .chatter: meaning.kind == "chatter"
        case .command: meaning.kind == "command"
        case .reports: meaning.kind == "report"
        }
    }

    /// Whether everything is as labelled.
    func isExact(_ reading: Reading, _ meaning: LabelledMessage.Meaning) -> Bool {
        guard isKind(reading, meaning) else { return false }
        switch reading {
        case .chatter: return true
        case .command(let command): return meaning.command.map { isSame(command, $0) } ?? false
        case .reports(let reports):
            return reports.count == meaning.reports?.count && exactReports(reading, meaning) == reports.count
        }
    }

    /// How many of the labelled reports are read exactly, in any order.
    func exactReports(_ reading: Reading, _ meaning: LabelledMessage.Meaning) -> Int {
        guard case .reports(var rest) = reading else { return 0 }
        return (meaning.reports ?? []).count { labelled in
            guard let found = rest.firstIndex(where: { isSame($0, labelled) }) else { return false }
            rest.remove(at: found)
            return true
        }
    }

    private func isSame(_ report: Report, _ labelled: LabelledMessage.LabelledReport) -> Bool {
        guard report.form == labelled.form, let form = forms.first(where: { $0.name == report.form }) else {
            return false
        }
        let problems = labelled.problems ?? []
        let open = problems.filter { $0.code == .ambiguous || $0.code == .conflict }.compactMap(\.field)
        let areFieldsSame = form.fields.allSatisfy { field in
            field.type == .text || open.contains(field.name)
                || isSame(report.fields[field.name], labelled.fields[field.name])
        }
        func told(_ code: Problem.Code, _ field: String?) -> String {
            code == .duplicate ? "duplicate" : "\(code) \(field ?? "")"
        }
        return areFieldsSame && labelled.fields.keys.allSatisfy { form.field($0) != nil }
            && report.problems.map { told($0.code, $0.field) }.sorted()
                == problems.map { told($0.code, $0.field) }.sorted()
    }

    private func isSame(_ value: FieldValue?, _ labelled: FieldValue?) -> Bool {
        switch (value, labelled) {
        case (nil, nil): true
        case (let value?, let labelled?): Comparable(value) == Comparable(labelled)
        default: false
        }
    }

    /// A value without what is not compared: whether a number is whole, the order of a set, a place's detail.
    private enum Comparable: Hashable {
        case text(String)
        case number(Double)
        case flag(Bool)
        case texts([String])
        case numbers([Double])

        init(_ value: FieldValue) {
            self =
                switch value {
                case .string(let text): .text(text)
                case .integer(let number): .number(Double(number))
                case .decimal(let number): .number(number)
                case .boolean(let flag): .flag(flag)
                case .strings(let texts): .texts(texts.sorted())
                case .decimals(let numbers): .numbers(numbers.sorted())
                case .place(let place): .texts([place.code ?? "", place.name])
                case .items(let items):
                    .texts(items.map { "\($0.item) \($0.amount) \($0.unit ?? "")" }.sorted())
                }
        }
    }

    // MARK: - Commands

    private func isSame(_ command: Command, _ labelled: LabelledMessage.LabelledCommand) -> Bool {
        guard command.name == labelled.name,
            command.ref?.text == labelled.ref || command.name == .query && labelled.ref == nil
        else { return false }
        func isSaid(_ wanted: String?, _ said: String?) -> Bool { wanted == nil || wanted == said }
        let fields = labelled.fields.map { wanted in
            Set(wanted.keys).union(command.fields.keys).allSatisfy { isSame(command.fields[$0], wanted[$0]) }
        }
        return (fields ?? true) && isSaid(labelled.person, command.person)
            && isSaid(labelled.at, command.at?.iso) && isSaid(labelled.token, command.token)
            && isSaid(labelled.from, command.from?.iso) && isSaid(labelled.until, command.until?.iso)
            && (labelled.audience.map { $0.sorted() == (command.audience ?? []).sorted() } ?? true)
    }
}
