/// Reads the reports of one message: lays it out, finds each entry's form, reads it, and decides whether it is meant.
struct MessageReader {
    let material: ReadingMaterial
    let scan: ScannedMessage
    let vocabulary: Vocabulary

    init(_ material: ReadingMaterial) {
        self.material = material
        scan = material.scan
        vocabulary = material.vocabulary
    }

    /// The reports; none where the message is talk.
    func reports() -> [Report] {
        let silence = SilenceRule(scan: scan, vocabulary: vocabulary)
        guard mayReport, !silence.isSystemText, !silence.isBlankForm, !silence.showsExample else { return [] }
        let layout = LayoutFinder(scan: scan, vocabulary: vocabulary).layout()
        var readers = readers(layout)
        readers.removeAll { !silence.says($0, isList: layout.entries.count > 1) }
        guard !readers.isEmpty, !silence.isTalk(readers, heading: layout.heading, isChain: layout.isChain)
        else {
            return []
        }
        return marked(merged(reports(of: readers, layout)))
    }

    /// Whether anything speaks for a report: a word with which one starts, a key, lines that may be a table, or the shape of the
    /// whole.
    ///
    /// Most messages are talk and have none of these; they are not laid out.
    private var mayReport: Bool {
        scan.tokens.contains { $0.uses.isTrigger || $0.uses.isKey } || !scan.heads.isEmpty
            || scan.text.scalars[scan.body].contains("\n")
            || vocabulary.forms.indices.contains { mayShape($0, Entry(range: scan.body)) }
    }

    /// The reports of entries that are meant, each with what stands over and under all of them.
    ///
    /// The readers are consumed: each makes its report of what it holds, without a copy.
    private func reports(of readers: consuming [EntryReader], _ layout: MessageLayout) -> [Report] {
        var shared: [Int: [EntryReader]] = [:]
        let isShared = !layout.heading.isEmpty || !layout.trailer.isEmpty
        func finish(_ reader: inout EntryReader) -> Report {
            if isShared {
                let over = shared[reader.form] ?? sharedReaders(reader.form, layout)
                shared[reader.form] = over
                for other in over {
                    reader.inherit(from: other, isBehind: other.entry.range == layout.trailer)
                }
            }
            return reader.report()
        }
        var reports: [Report] = []
        for index in readers.indices {
            if readers[index].isOne {
                reports.append(finish(&readers[index]))
            } else {
                for var part in readers[index].parts { reports.append(finish(&part)) }
            }
        }
        return reports
    }

    /// What stands over and under the entries, read as an entry of that form.
    private func sharedReaders(_ form: Int, _ layout: MessageLayout) -> [EntryReader] {
        [layout.heading, layout.trailer].filter { !$0.isEmpty }.map { range in
            var reader = EntryReader(material, form: form, entry: Entry(range: range))
            reader.read(heading: range.lowerBound..<range.lowerBound)
            return reader
        }
    }

    /// The entries with their fields, whether or not they are meant as reports.
    func explainedReaders() -> [EntryReader] {
        readers(LayoutFinder(scan: scan, vocabulary: vocabulary).layout())
    }

    private func readers(_ layout: MessageLayout) -> [EntryReader] {
        let entries = layout.entries.prefix(ReportReader.mostEntries)
        guard let leading = entries.first else { return [] }
        let over = choice(in: layout.heading, cells: [])
        let leadingChoice = choice(in: leading.range, cells: leading.cells)
        let first = leadingChoice ?? (over == nil ? shaped(entries) : nil)
        var readers: [EntryReader] = []
        for (index, entry) in entries.enumerated() {
            let own = index == 0 ? leadingChoice : choice(in: entry.range, cells: entry.cells)
            let strong = own.flatMap { $0.isTriggered && !($0.isTopic && over != nil) ? $0 : nil }
            guard let form = strong ?? over ?? own ?? first else { continue }
            let start = readers.count
            for part in cut(entry, form.index) {
                var reader = EntryReader(material, form: form.index, entry: part, trigger: form.trigger)
                reader.read(heading: layout.heading)
                if start < readers.count { reader.inherit(from: readers[start]) }
                readers.append(reader)
            }
        }
        return readers
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
        var scores = FormScores(count: vocabulary.forms.count)
        let first = tokens.first { !scan.tokens[$0].isSeparator }
        for index in tokens {
            let uses = scan.tokens[index].uses
            guard uses.isTrigger || uses.isKey || uses.isCue else { continue }
            for use in vocabulary.all(uses) {
                switch use {
                case .trigger(let form):
                    // 核酸：张三 阴性: what opens the entry announces it, key or not.
                    let isKey =
                        scan.isInKey(scan.tokens[index].range.lowerBound)
                        && !vocabulary.role(of: scan.tokens[index].uses, in: form).keys.isEmpty
                    if index == first || !isKey {
                        scores.trigger(form, at: index)
                    }
                case .key(let form, _), .cue(let form, _):
                    scores.hint(form, isLong: scan.tokens[index].range.count > 1)
                default: break
                }
            }
        }
        func know(_ uses: WordUses) {
            guard uses.isKey else { return }
            for use in vocabulary.all(uses) {
                if case .key(let form, let field) = use { scores.know(form, field) }
            }
        }
        for head in heads { know(head.uses) }
        for cell in cells { know(cell.uses) }
        for index in tokens where scan.tokens[index].range.count > 1 && bringsValue(index) {
            know(scan.tokens[index].uses)
        }
        guard let best = scores.best else { return nil }
        let isTopic = best.trigger.map {
            vocabulary.role(of: scan.tokens[$0].uses, in: best.form).isTopic
        }
        return FormChoice(index: best.form, trigger: best.trigger, isTopic: isTopic ?? false)
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

    /// The form that the whole text is, and nothing else, though no trigger is there.
    private func shaped(_ entry: Entry) -> FormChoice? {
        var best: (form: Int, said: Int)?
        for form in vocabulary.forms.indices where mayShape(form, entry) {
            var reader = EntryReader(material, form: form, entry: entry)
            reader.read(heading: entry.range.lowerBound..<entry.range.lowerBound)
            let said = reader.fields.indices.count { reader.isSaid($0) }
            guard isMeant(reader), reader.remainder.isEmpty, !reader.hasOddDetail, said > best?.said ?? 0
            else { continue }
            best = (form, said)
        }
        return best.map { FormChoice(index: $0.form, trigger: nil) }
    }

    /// Whether the entry holds what a form needs to be told by its shape alone: four required fields, or a checkpoint.
    private func mayShape(_ form: Int, _ entry: Entry) -> Bool {
        let required = vocabulary.forms[form].required
        if required.contains(where: { $0.type == .checkpoint }) {
            let isNamed = scan.candidates(in: entry.range).contains {
                if case .checkpoint = $0.kind { !$0.isWeak } else { false }
            }
            return isNamed && required.allSatisfy { mayHold($0, entry) }
        }
        let own = required.lazy.filter { $0.fallback == nil }
        return required.count >= 4 && own.count { _ in true } >= 4 && mayBeWhole(own, entry)
    }

    /// Whether an entry can give all of the required fields their values, but for one beside a person's phone.
    private func mayBeWhole(_ required: some Sequence<FieldDefinition>, _ entry: Entry) -> Bool {
        var missing = 0
        var hasPhone = false
        for field in required {
            if mayHold(field, entry) {
                hasPhone = hasPhone || field.type == .phone
            } else if missing > 0 || field.type == .phone || field.type == .idNumber {
                return false
            } else {
                missing += 1
            }
        }
        return missing == 0 || hasPhone
    }

    /// Whether an entry can give a field its value: a number, a time or a place of ours only where it has such a value, or a
    /// key to something that only looks like one.
    private func mayHold(_ field: FieldDefinition, _ entry: Entry) -> Bool {
        guard entry.cells.isEmpty, scan.heads(in: entry.range).isEmpty else { return true }
        func has(_ isOne: (Candidate.Kind) -> Bool) -> Bool {
            scan.candidates(in: entry.range).contains { isOne($0.kind) }
        }
        switch field.type {
        case .phone, .idNumber:
            return has { kind in
                switch kind {
                case .phone, .brokenPhone, .idNumber, .brokenIDNumber: true
                default: false
                }
            }
        case .day, .when, .time:
            return has { kind in
                switch kind {
                case .time, .dayRange, .clockRange: true
                default: false
                }
            }
        case .checkpoint:
            return scan.candidates(in: entry.range).contains { $0.isPlaceOfOurs }
                || scan.tokenIndices(in: entry.range).contains { scan.tokens[$0].uses.isKey }
        default: return true
        }
    }

    private func isMeant(_ reader: EntryReader) -> Bool {
        let isOfCheckpoint = reader.fields.contains { $0.type == .checkpoint }
        let missing = reader.fields.indices.filter {
            reader.fields[$0].isRequired && (isOfCheckpoint || reader.fields[$0].fallback == nil)
                && !reader.isSaid($0)
        }
        if isOfCheckpoint { return missing.isEmpty && reader.tellsOfCheckpoint }
        // Somebody with a phone who comes from somewhere: the words 从 and 到家 say as much as the day that is missing.
        return missing.isEmpty
            || missing.count == 1 && reader.namesPersonWithPhone && reader.slots.contains { $0.claim == .cue }
                && ![.name, .phone].contains(reader.fields[missing[0]].type)
    }
}
