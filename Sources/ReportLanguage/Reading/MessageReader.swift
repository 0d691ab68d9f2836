/// Reads the reports of one message: lays it out, finds each entry's form, reads it, and decides whether it is meant.
struct MessageReader {
    let scan: ScannedMessage
    let vocabulary: Vocabulary
    let recognizers: Recognizers
    let bearings: Bearings

    /// The reports; none where the message is talk.
    func reports() -> [Report] {
        let silence = SilenceRule(scan: scan, vocabulary: vocabulary)
        guard !silence.isSystemText, !silence.isBlankForm, !silence.showsExample else { return [] }
        let layout = LayoutFinder(scan: scan, vocabulary: vocabulary).layout()
        let readers = readers(layout).filter {
            silence.says($0.reader, trigger: $0.trigger, isList: layout.entries.count > 1)
        }
        .map(\.reader)
        guard !readers.isEmpty, !silence.isTalk(readers, heading: layout.heading, isChain: layout.isChain)
        else {
            return []
        }
        return marked(merged(reports(of: readers, layout)))
    }

    /// The reports of entries that are meant, each with what stands over and under all of them.
    private func reports(of readers: [EntryReader], _ layout: MessageLayout) -> [Report] {
        var shared: [Int: [EntryReader]] = [:]
        return readers.flatMap(\.parts).map { reader in
            var reader = reader
            let over = shared[reader.form] ?? sharedReaders(reader.form, layout)
            shared[reader.form] = over
            for other in over { reader.inherit(from: other) }
            return reader.report()
        }
    }

    /// What stands over and under the entries, read as an entry of that form.
    private func sharedReaders(_ form: Int, _ layout: MessageLayout) -> [EntryReader] {
        [layout.heading, layout.trailer].filter { !$0.isEmpty }.map { range in
            var reader = EntryReader(
                scan: scan, vocabulary: vocabulary, form: form, entry: Entry(range: range),
                recognizers: recognizers,
                bearings: bearings)
            reader.read(heading: range.lowerBound..<range.lowerBound)
            return reader
        }
    }

    /// The entries with their fields, whether or not they are meant as reports.
    func explainedReaders() -> [EntryReader] {
        readers(LayoutFinder(scan: scan, vocabulary: vocabulary).layout()).map(\.reader)
    }

    private func readers(_ layout: MessageLayout) -> [(reader: EntryReader, trigger: Int?)] {
        let over = choice(in: layout.heading, cells: [])
        let first =
            layout.entries.first.flatMap { choice(in: $0.range, cells: $0.cells) }
            ?? (over == nil ? shaped(layout.entries.prefix(ReportReader.mostEntries)) : nil)
        return layout.entries.prefix(ReportReader.mostEntries).flatMap {
            entry -> [(reader: EntryReader, trigger: Int?)] in
            let own = choice(in: entry.range, cells: entry.cells)
            let strong = own.flatMap { $0.isTriggered && !($0.isTopic && over != nil) ? $0 : nil }
            guard let form = strong ?? over ?? own ?? first else { return [] }
            var readers: [EntryReader] = []
            for part in cut(entry, form.index) {
                var reader = EntryReader(
                    scan: scan, vocabulary: vocabulary, form: form.index, entry: part,
                    recognizers: recognizers,
                    bearings: bearings)
                reader.read(heading: layout.heading)
                if let before = readers.first { reader.inherit(from: before) }
                readers.append(reader)
            }
            return readers.map { ($0, form.trigger) }
        }
    }

    /// The entries, each cut where a second word of its form's action (库存…；缺…) begins another report.
    private func cut(_ entry: Entry, _ form: Int) -> [Entry] {
        let fields = vocabulary.forms[form].fields
        guard fields.contains(where: { $0.type == .items }), entry.cells.isEmpty,
            let action = fields.firstIndex(where: { $0.type == .choice && $0.isRequired })
        else { return [entry] }
        var starts: [Int] = []
        var last: Int?
        for index in scan.tokenIndices(in: entry.range) {
            guard let choice = vocabulary.choice(scan.tokens[index].uses, form: form, field: action),
                choice != last
            else { continue }
            if last != nil { starts.append(scan.tokens[index].range.lowerBound) }
            last = choice
        }
        let bounds = [entry.range.lowerBound] + starts + [entry.range.upperBound]
        return zip(bounds, bounds.dropFirst()).map { Entry(range: $0..<$1) }
    }

    // MARK: - Forms

    /// A form that a stretch of text speaks for.
    struct FormChoice {
        /// The form.
        var index: Int
        /// The token of its trigger, where it has one.
        var trigger: Int?
        /// Whether that is a word of talk too.
        var isTopic = false
        /// Whether a trigger word, not only keys, speaks for it.
        var isTriggered: Bool { trigger != nil }
    }

    /// The form for which the triggers and keys of a range speak.
    private func choice(in range: Range<Int>, cells: [Entry.Cell]) -> FormChoice? {
        let heads = scan.heads(in: range)
        let tokens = scan.tokenIndices(in: range)
        // Most messages are talk, in which nothing speaks for any form.
        let speaks = tokens.contains { scan.tokens[$0].uses.isTrigger || scan.tokens[$0].uses.isKey }
        guard speaks || !heads.isEmpty || !cells.isEmpty, !range.isEmpty else { return nil }
        var scores = Array(repeating: 0.0, count: vocabulary.forms.count)
        var triggers: [Int?] = Array(repeating: nil, count: vocabulary.forms.count)
        let first = tokens.first { !scan.tokens[$0].isSeparator }
        var order = 0.0
        for index in tokens {
            for use in vocabulary.all(scan.tokens[index].uses) {
                switch use {
                case .trigger(let form):
                    // 核酸：张三 阴性: what opens the entry announces it, key or not.
                    guard !scan.isInKey(scan.tokens[index].range.lowerBound) || index == first else {
                        continue
                    }
                    if triggers[form] == nil {
                        triggers[form] = index
                        scores[form] += 4 - min(order, 1)
                    }
                    order += 0.25
                case .key(let form, _), .cue(let form, _):
                    scores[form] += scan.tokens[index].range.count > 1 ? 0.5 : 0.1
                default: break
                }
            }
        }
        var known = Array(repeating: FieldSet(), count: vocabulary.forms.count)
        func know(_ uses: WordUses) {
            guard uses.isKey else { return }
            for form in known.indices {
                known[form] = known[form].union(vocabulary.role(of: uses, in: form).keys)
            }
        }
        for head in heads { know(head.uses) }
        for cell in cells { know(cell.uses) }
        for index in tokens where scan.tokens[index].range.count > 1 && bringsValue(index) {
            know(scan.tokens[index].uses)
        }
        for form in scores.indices { scores[form] += 2 * Double(known[form].count) }
        let possible = scores.indices.filter { triggers[$0] != nil || known[$0].count >= 2 }
        guard let best = possible.max(by: { scores[$0] < scores[$1] }) else { return nil }
        let isTopic =
            triggers[best].map { vocabulary.role(of: scan.tokens[$0].uses, in: best).isTopic } ?? false
        return FormChoice(index: best, trigger: triggers[best], isTopic: isTopic)
    }

    /// Whether a value follows a key without a delimiter (姓名吴刚电话139…).
    private func bringsValue(_ index: Int) -> Bool {
        for next in index + 1..<max(index + 1, min(index + 3, scan.tokens.count)) {
            switch scan.tokens[next].content {
            case .blank: continue
            case .name, .candidate: return true
            default: return false
            }
        }
        return false
    }

    /// The form for which the shape of one whole entry speaks: it tells what the others, which lack something, are too.
    private func shaped(_ entries: ArraySlice<Entry>) -> FormChoice? {
        for entry in entries {
            if let form = shaped(entry) { return form }
        }
        return nil
    }

    /// The form whose required fields, four at least, are all in the text, and nothing else, though no trigger is.
    private func shaped(_ entry: Entry) -> FormChoice? {
        for form in vocabulary.forms.indices {
            let required = vocabulary.forms[form].fields.lazy.filter { $0.isRequired && $0.fallback == nil }
            guard required.count(where: { _ in true }) >= 4, required.allSatisfy({ mayHold($0, entry) })
            else {
                continue
            }
            var reader = EntryReader(
                scan: scan, vocabulary: vocabulary, form: form, entry: entry, recognizers: recognizers,
                bearings: bearings)
            reader.read(heading: entry.range.lowerBound..<entry.range.lowerBound)
            let missing = reader.fields.indices.filter {
                reader.fields[$0].isRequired && reader.fields[$0].fallback == nil && !reader.isSaid($0)
            }
            // Somebody with a phone who comes from somewhere: the words 从 and 到家 say as much as the day that is missing.
            let isMeant =
                missing.isEmpty
                || missing.count == 1 && reader.namesPersonWithPhone
                    && reader.slots.contains { $0.claim == .cue }
                    && ![.name, .phone].contains(reader.fields[missing[0]].type)
            if isMeant, reader.remainder.isEmpty, !reader.hasOddDetail {
                return FormChoice(index: form, trigger: nil)
            }
        }
        return nil
    }

    /// Whether an entry can give a field its value: a phone or an identity number only where there is such a value or a key.
    private func mayHold(_ field: FieldDefinition, _ entry: Entry) -> Bool {
        guard field.type == .phone || field.type == .idNumber, entry.cells.isEmpty,
            scan.heads(in: entry.range).isEmpty
        else { return true }
        return scan.candidates(in: entry.range).contains { candidate in
            switch candidate.kind {
            case .phone, .brokenPhone, .idNumber, .brokenIDNumber: true
            default: false
            }
        }
    }

    // MARK: - Several reports

    /// Lists of things that differ in nothing else are one report.
    private func merged(_ reports: [Report]) -> [Report] {
        var merged: [Report] = []
        for report in reports {
            guard let last = merged.last, let field = itemsField(of: report.form), last.form == report.form,
                case .items(let old)? = last.fields[field], case .items(let new)? = report.fields[field],
                last.problems.isEmpty, report.problems.isEmpty,
                last.fields.filter({ $0.key != field }) == report.fields.filter({ $0.key != field })
            else {
                merged.append(report)
                continue
            }
            merged[merged.count - 1].fields[field] = .items(old + new)
        }
        return merged
    }

    private func itemsField(of form: String) -> String? {
        vocabulary.forms.first { $0.name == form }?.fields.first { $0.type == .items }?.name
    }

    /// Marks the second of two same persons in one message.
    private func marked(_ reports: [Report]) -> [Report] {
        guard reports.count > 1 else { return reports }
        var seen: Set<[String]> = []
        return reports.map { report in
            guard let definition = vocabulary.forms.first(where: { $0.name == report.form }),
                let field = definition.fields.first(where: { $0.type == .name }),
                let name = report.fields[field.name]?.string
            else { return report }
            let phone = definition.fields.first { $0.type == .phone }.flatMap {
                report.fields[$0.name]?.string
            }
            guard !seen.insert([report.form, name, phone ?? ""]).inserted else { return report }
            var report = report
            let order = definition.fields.map(\.name)
            let at = report.problems.firstIndex {
                (order.firstIndex(of: $0.field) ?? 0) > (order.firstIndex(of: field.name) ?? 0)
            }
            report.problems.insert(Problem(.duplicate, field.name), at: at ?? report.problems.count)
            return report
        }
    }
}
