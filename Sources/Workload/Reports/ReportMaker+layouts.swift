import ReportLanguage

/// From reports to a message.
extension ReportMaker {
    /// The message in a layout; nil where the form has no key or trigger for it.
    mutating func text(_ reports: [MadeReport], of form: FormDefinition, _ layout: MadeLayout) -> String? {
        guard let first = reports.first, let heading = heading(form, reports) else { return nil }
        switch layout {
        case .oneLine:
            guard let line = oneLine(first, of: form) else { return nil }
            // Glued to a key (通行人员：9) a trigger makes another one.
            let isGlued =
                line.unicodeScalars.first.map(\.isHan) == true && !line.contains("：") && random.once(in: 2)
            return heading + (isGlued ? "" : " ") + line
        case .inlineKeys:
            return inlineKeys(first, of: form).map {
                heading + (isKeyAnywhere(heading) ? " " : random.pick([" ", "：", "，"])) + $0
            }
        case .keyLines, .numberedKeys, .bracketedKeys:
            return keyLines(first, of: form, layout, keys: keys(first, of: form)).map { heading + "\n" + $0 }
        case .blocks:
            let keys = keys(first, of: form)
            let blocks = reports.compactMap { keyLines($0, of: form, .keyLines, keys: keys) }
            guard blocks.count == reports.count, opensWithSubject(first, of: form) else { return nil }
            return heading + "\n\n" + blocks.joined(separator: "\n\n")
        case .list, .lines, .chain: return list(reports, of: form, layout, heading)
        case .tabTable: return table(reports, of: form, "\t").map { heading + "\n" + $0 }
        case .spaceTable:
            return table(reports, of: form, random.pick(["   ", "    "])).map { heading + "\n" + $0 }
        }
    }

    /// A trigger of the form, alone: none that is a word of one of its fields too, unless it says what the report says.
    private mutating func heading(_ form: FormDefinition, _ reports: [MadeReport]) -> String? {
        let triggers = form.triggers.filter { trigger in
            // 解除隔离 says half of what the stage says: with the start of one it contradicts.
            trigger != "解除隔离"
                && form.fields.allSatisfy { field in
                    let codes = field.choices.filter { $0.words.contains(trigger) }.map(\.code)
                    return !field.keys.contains(trigger) && !field.cues.contains(trigger)
                        && codes.allSatisfy { code in
                            reports.allSatisfy { $0.fields[field.name] == .string(code) }
                        }
                }
        }
        return triggers.isEmpty ? nil : random.pick(triggers)
    }

    /// Whether some form has the word as a key: with a colon behind it (接班：) it asks for a value.
    private func isKeyAnywhere(_ word: String) -> Bool {
        forms.contains { $0.fields.contains { $0.keys.contains(word) } }
    }

    // MARK: - Keys

    /// The keys of a field that mean no other field, no choice and no trigger of the form: 人员 of a handover is two fields'.
    private func keys(_ field: FieldDefinition, of form: FormDefinition) -> [String] {
        field.keys.filter { key in
            key.unicodeScalars.count > 1 && key.unicodeScalars.allSatisfy(\.isHan)
                && !forms.contains { $0.triggers.contains(key) }
                && !form.fields.contains { other in
                    other.choices.contains { $0.words.contains(key) }
                        || other.name != field.name && (other.keys.contains(key) || other.cues.contains(key))
                }
        }
    }

    /// A key for each field of a report.
    private mutating func keys(_ report: MadeReport, of form: FormDefinition) -> [String: String] {
        var chosen: [String: String] = [:]
        for (field, _) in report.values {
            let keys = keys(field, of: form)
            if !keys.isEmpty { chosen[field.name] = random.pick(keys) }
        }
        return chosen
    }

    /// Whether the first field is what the report is about: where its key comes again another report begins.
    private func opensWithSubject(_ report: MadeReport, of form: FormDefinition) -> Bool {
        report.values.first.map { [.name, .names, .checkpoint, .village, .unit].contains($0.field.type) }
            ?? false
    }

    private mutating func keyLines(
        _ report: MadeReport, of form: FormDefinition, _ layout: MadeLayout, keys: [String: String]
    ) -> String? {
        guard report.values.allSatisfy({ keys[$0.field.name] != nil }) else { return nil }
        let delimiter =
            layout == .bracketedKeys
            ? random.pick(["", "：", " "]) : random.pick(["：", ":", "=", "： ", " : ", "\t"])
        let brackets = random.pick([("【", "】"), ("[", "]")])
        let mark = random.pick(["、", "）", ". "])
        let isSpaced = random.once(in: 4)
        return report.values.enumerated().map { index, said in
            var key = keys[said.field.name] ?? ""
            if layout == .bracketedKeys {
                key = brackets.0 + key + brackets.1
            } else if isSpaced, key.unicodeScalars.count == 2 {
                key = key.map { String($0) }.joined(separator: " ")
            }
            let number = layout == .numberedKeys ? "\(index + 1)" + mark : ""
            return number + key + delimiter + said.value.text
        }.joined(separator: "\n")
    }

    private mutating func inlineKeys(_ report: MadeReport, of form: FormDefinition) -> String? {
        let keys = keys(report, of: form)
        guard report.values.allSatisfy({ keys[$0.field.name] != nil }) else { return nil }
        let separator = random.pick([" ", "，", "；", "  "])
        // A text goes on to the end of the line, so it stands there.
        let ordered =
            report.values.filter { $0.field.type != .text } + report.values.filter { $0.field.type == .text }
        guard ordered.count(where: { $0.field.type == .text }) <= 1 else { return nil }
        return ordered.map { (keys[$0.field.name] ?? "") + "：" + $0.value.text }.joined(separator: separator)
    }

    // MARK: - One line

    /// Values in any order, a key in front of those that do not tell themselves what they are.
    private mutating func oneLine(_ report: MadeReport, of form: FormDefinition) -> String? {
        let keys = keys(report, of: form)
        var pieces: [String] = []
        var last: String?
        for (field, value) in report.values.shuffled(using: &random) {
            if let bare = value.bare, tellsItself(field, of: form) {
                pieces.append(bare)
            } else if let key = keys[field.name] {
                guard field.type == .text else {
                    pieces.append(key + "：" + value.text)
                    continue
                }
                guard last == nil else { return nil }
                last = key + "：" + value.text
            } else {
                return nil
            }
        }
        return (pieces + (last.map { [$0] } ?? [])).joined(separator: random.pick([" ", "，", ", "]))
    }

    /// Whether the shape of a value alone tells the field: it is the only one of its kind, or the first of the times.
    private func tellsItself(_ field: FieldDefinition, of form: FormDefinition) -> Bool {
        let times: Set<FieldType> = [.day, .when, .time]
        let names: Set<FieldType> = [.name, .names]
        let kind = times.contains(field.type) ? times : names.contains(field.type) ? names : [field.type]
        let same = form.fields.filter { kind.contains($0.type) }
        switch field.type {
        case .choice, .choices, .count, .decimals, .decimal: return true
        case .day, .when: return same.count == 1
        default: return same.count == 1
        }
    }

    // MARK: - Several

    private mutating func list(
        _ reports: [MadeReport], of form: FormDefinition, _ layout: MadeLayout, _ heading: String
    ) -> String? {
        // Lines without numbers are entries where each begins with somebody's name; other forms' lines are not told apart.
        guard layout != .lines || reports.first?.values.first?.field.type == .name else { return nil }
        // 1.3组 may be one and three tenths: a full stop has a blank behind it.
        let mark = random.pick(["、", ". ", "）"])
        var lines: [String] = []
        for (index, report) in reports.enumerated() {
            // The one whom it is about stands first, the rest in any order.
            guard let subject = report.values.first, let bare = subject.value.bare,
                tellsItself(subject.field, of: form)
            else { return nil }
            let others = MadeReport(values: Array(report.values.dropFirst()))
            let rest = others.values.isEmpty ? "" : oneLine(others, of: form)
            guard let rest else { return nil }
            let number = layout == .lines ? "" : "\(index + 1)" + mark
            lines.append(number + bare + (rest.isEmpty ? "" : " " + rest))
        }
        switch layout {
        case .chain: return "#接龙\n\(heading)\n\n" + lines.joined(separator: "\n")
        default:
            return heading + (isKeyAnywhere(heading) || random.once(in: 2) ? "\n" : "：\n")
                + lines.joined(separator: "\n")
        }
    }

    private mutating func table(_ reports: [MadeReport], of form: FormDefinition, _ gap: String) -> String? {
        guard let first = reports.first else { return nil }
        let keys = keys(first, of: form)
        // A cell that is left out would shift those behind it.
        guard first.values.count >= 2, first.values.allSatisfy({ keys[$0.field.name] != nil }),
            reports.allSatisfy({ $0.values.map(\.field.name) == first.values.map(\.field.name) })
        else { return nil }
        let head = first.values.map { keys[$0.field.name] ?? "" }.joined(separator: gap)
        return ([head] + reports.map { $0.values.map(\.value.text).joined(separator: gap) }).joined(
            separator: "\n")
    }
}

extension Unicode.Scalar {
    /// Whether it is a Chinese character of the basic block.
    fileprivate var isHan: Bool { (0x4E00...0x9FFF).contains(value) }
}
