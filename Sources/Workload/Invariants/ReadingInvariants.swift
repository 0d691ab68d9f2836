public import ReportLanguage

/// What holds of every reading, whatever the text: checked by tests, by fuzzing, and wherever messages are made by rule.
public struct ReadingInvariants: Sendable {
    private let forms: [String: FormDefinition]

    /// Makes the checks for the forms that a reader knows.
    public init(forms: [FormDefinition]) {
        self.forms = Dictionary(forms.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// What is broken in a reading of `text`, a sentence each; empty where all holds.
    ///
    /// That no digits get lost is asked of single lines: what stands over a list or a table belongs to none of its entries.
    public func violations(in reading: Reading, of text: String) -> [String] {
        guard case .reports(let reports) = reading else { return [] }
        return shape(of: reading)
            + (reports.allSatisfy(hasNote) && !text.unicodeScalars.contains(where: \.isLineBreak)
                ? DigitRuns(text).lost(from: reports).map {
                    "the digits \($0) are in no field and no problem"
                }
                : [])
    }

    /// Whether the report's form has a field for what no other takes: elsewhere such digits have no place.
    private func hasNote(_ report: Report) -> Bool {
        forms[report.form]?.fields.contains { $0.type == .text && ["note", "detail"].contains($0.name) }
            ?? false
    }

    /// What is broken in a reading by itself: values of another type than their field's, problems beside values.
    public func shape(of reading: Reading) -> [String] {
        guard case .reports(let reports) = reading else { return [] }
        return reports.isEmpty ? ["a reading of no reports is no chatter"] : reports.flatMap(violations)
    }

    /// What is broken in the answer to a question.
    public func violations(in answer: Answer, form: String, lacking: [String]) -> [String] {
        guard let form = forms[form] else { return ["an answer for an unknown form"] }
        let said = Array(answer.fields.keys) + answer.problems.map(\.field)
        return said.filter { !lacking.contains($0) }.map { "\($0) was answered and not asked for" }
            + fields(answer.fields, of: form) + problems(answer.problems, beside: answer.fields, of: form)
    }

    private func violations(in report: Report) -> [String] {
        guard let form = forms[report.form] else { return ["\(report.form) is no form"] }
        return
            (fields(report.fields, of: form) + problems(report.problems, beside: report.fields, of: form)
            + missing(report, of: form)).map { report.form + ": " + $0 }
    }

    // MARK: - Fields

    private func fields(_ values: [String: FieldValue], of form: FormDefinition) -> [String] {
        values.sorted { $0.key < $1.key }.compactMap { name, value in
            guard let field = form.field(name) else { return "\(name) is no field" }
            return fits(value, field) ? nil : "\(name) is a \(field.type) and holds \(value)"
        }
    }

    /// Whether a value has the canonical shape of the field's type (report language, section 2).
    private func fits(_ value: FieldValue, _ field: FieldDefinition) -> Bool {
        switch (field.type, value) {
        case (.count, .integer(let number)): number >= 0
        case (.decimal, .decimal(let number)): number.isFinite
        case (.decimals, .decimals(let numbers)): !numbers.isEmpty && numbers.allSatisfy(\.isFinite)
        case (.boolean, .boolean): true
        case (.place, .place(let place)):
            !place.name.isEmpty && (place.code.map { $0.count == 6 && $0.allSatisfy(\.isNumber) } ?? true)
        case (.items, .items(let items)): !items.isEmpty && items.allSatisfy { !$0.item.isEmpty }
        case (.names, .strings(let names)): !names.isEmpty && names.allSatisfy { !$0.isEmpty }
        case (.choices, .strings(let codes)):
            !codes.isEmpty && Set(codes).count == codes.count && codes.allSatisfy(field.hasChoice)
        case (.choice, .string(let code)): field.hasChoice(code)
        case (.day, .string(let text)): CalendarDay(iso: text) != nil
        case (.when, .string(let text)): When(iso: text) != nil
        case (.time, .string(let text)): ClockTime(iso: text) != nil
        case (.ref, .string(let text)): Ref(text) != nil
        case (.phone, .string(let text)):
            text.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 } && (10...13).contains(text.utf8.count)
        case (.idNumber, .string(let text)): text.utf8.count == 18
        case (.name, .string(let text)), (.text, .string(let text)), (.vehicle, .string(let text)),
            (.village, .string(let text)), (.unit, .string(let text)), (.checkpoint, .string(let text)):
            !text.isEmpty
        default: false
        }
    }

    // MARK: - Problems

    private func problems(
        _ problems: [Problem], beside values: [String: FieldValue], of form: FormDefinition
    ) -> [String] {
        let order = form.fields.map(\.name)
        let places = problems.map { order.firstIndex(of: $0.field) ?? -1 }
        var broken = zip(problems, places).filter { $0.1 < 0 }.map { "\($0.0.field) is no field" }
        if places != places.sorted() { broken.append("the problems are not in the fields' order") }
        for problem in problems {
            switch problem.code {
            case .duplicate:
                if values[problem.field] == nil { broken.append("a duplicate without its \(problem.field)") }
            case .missing, .invalid, .unknown, .ambiguous, .conflict:
                if values[problem.field] != nil {
                    broken.append("\(problem.field) is \(problem.code) and has a value")
                }
            }
            if !isTold(problem) { broken.append("\(problem.field) is \(problem.code), of what is not said") }
        }
        let own = problems.filter { $0.code != .duplicate }.map(\.field)
        if Set(own).count < own.count { broken.append("two problems of one field") }
        return broken
    }

    /// Whether a problem holds what it speaks of: the text of an invalid or unknown value, the options of two readings.
    private func isTold(_ problem: Problem) -> Bool {
        switch problem.code {
        case .missing, .duplicate: true
        case .invalid, .unknown: problem.raw?.isEmpty == false
        case .ambiguous: problem.raw?.isEmpty == false || (problem.options?.count ?? 0) >= 2
        case .conflict: (problem.options?.count ?? 0) >= 2
        }
    }

    /// `missing` belongs to a required field, and to every one that has neither a value nor another problem.
    private func missing(_ report: Report, of form: FormDefinition) -> [String] {
        report.problems.filter { $0.code == .missing && form.field($0.field)?.isRequired != true }.map {
            "\($0.field) is not required and is missing"
        }
    }
}

extension FieldDefinition {
    /// Whether `code` is one of its choices.
    func hasChoice(_ code: String) -> Bool { choices.contains { $0.code == code } }
}

extension Unicode.Scalar {
    /// Whether folding makes a line break of it.
    fileprivate var isLineBreak: Bool { [0x0A, 0x0D, 0x85, 0x2028, 0x2029].contains(value) }
}
