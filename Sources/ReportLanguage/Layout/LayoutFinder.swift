/// Finds how a message is laid out: one entry, blocks of key lines, a numbered list, a group chain, a table, or one
/// entry a line.
struct LayoutFinder {
    let scan: ScannedMessage
    let vocabulary: Vocabulary
    let lines: [Line]

    /// A line of the body.
    struct Line {
        /// Its text without the line break.
        var range: Range<Int>
        /// Where its text begins behind a list mark, where it has one.
        var markEnd: Int?
        /// Whether nothing is on it.
        var isBlank: Bool
    }

    init(scan: ScannedMessage, vocabulary: Vocabulary) {
        self.scan = scan
        self.vocabulary = vocabulary
        lines = Self.lines(of: scan)
    }

    /// The layout, with what stands behind the last entry and holds for all.
    func layout() -> MessageLayout {
        var layout = entries()
        guard layout.entries.count >= 2, let last = layout.entries.last else { return layout }
        for line in lines
        where line.range.lowerBound > last.range.lowerBound && line.range.lowerBound < last.range.upperBound {
            guard startsShared(line.range) else { continue }
            layout.entries[layout.entries.count - 1].range = last.range.lowerBound..<line.range.lowerBound
            layout.trailer = line.range.lowerBound..<last.range.upperBound
            break
        }
        return layout
    }

    /// Whether a line says something of all: 都从北京回来, 这仨都是今天到的.
    private func startsShared(_ line: Range<Int>) -> Bool {
        for index in scan.tokenIndices(in: line).prefix(4) {
            let token = scan.tokens[index]
            if token.isWord(.shared) { return true }
            guard token.isSeparator || token.isWord(.filler) || token.isWord(.talk) else { return false }
        }
        return false
    }

    private func entries() -> MessageLayout {
        let isChain = startsChain
        if let table = TableFinder(scan: scan, vocabulary: vocabulary, lines: lines).table() { return table }
        let marked = lines.filter { $0.markEnd != nil }
        let markedKeys = marked.count { line in
            scan.heads(in: line.range).first.map { $0.startsLine && !$0.uses.isEmpty } ?? false
        }
        if !marked.isEmpty, isChain || (markedKeys * 2 <= marked.count && isList(marked)) {
            return list(Array(marked.prefix(ReportReader.mostEntries)), isChain: isChain)
        }
        if !scan.heads.isEmpty, let blocks = keyBlocks() { return blocks }
        if scan.heads.contains(where: { $0.startsLine && !$0.uses.isEmpty && !opensReport($0) }) {
            return oneEntry
        }
        if let inline = inlineList() { return inline }
        return plainLines()
    }

    /// The line with text on it, where there is only one.
    var onlyLine: Line? {
        guard let index = lines.firstIndex(where: { !$0.isBlank }),
            lines[(index + 1)...].allSatisfy(\.isBlank)
        else { return nil }
        return lines[index]
    }

    private var startsChain: Bool {
        guard let first = lines.first(where: { !$0.isBlank }) else { return false }
        let opening = first.range.prefix(16)
        return scan.text.contains("接龙", in: opening)
            || opening.contains { scan.text.scalars[$0].upper == "G" }
                && scan.text.folded(opening).lowercased().contains("group note")
    }

    /// Several marks, or one under a heading.
    private func isList(_ marked: [Line]) -> Bool {
        marked.count >= 2
            || (lines.first { !$0.isBlank }?.markEnd == nil && marked.count == 1 && lines.count > 1)
    }

    private func list(_ marked: [Line], isChain: Bool) -> MessageLayout {
        guard let first = marked.first else { return MessageLayout(heading: scan.body, entries: []) }
        var entries: [Entry] = []
        for (index, line) in marked.enumerated() {
            let end = index + 1 < marked.count ? marked[index + 1].range.lowerBound : scan.body.upperBound
            let start = line.markEnd ?? line.range.lowerBound
            guard !isExample(start..<line.range.upperBound) else { continue }
            let range = withoutExamples(start..<end)
            if !scan.trimmed(range).isEmpty { entries.append(Entry(range: range)) }
        }
        return MessageLayout(
            heading: withoutExamples(scan.body.lowerBound..<first.range.lowerBound), entries: entries,
            isChain: isChain)
    }

    /// Blocks of key lines: a new one begins where the first block's first key comes again.
    private func keyBlocks() -> MessageLayout? {
        let known = scan.heads.filter { !$0.uses.isEmpty }
        guard let first = known.first else { return nil }
        let again = known.filter { isIdentity($0.uses, as: first.uses) }
        guard again.count >= 2 else { return nil }
        var entries: [Entry] = []
        for (index, head) in again.enumerated() {
            let end = index + 1 < again.count ? blockStart(again[index + 1]) : scan.body.upperBound
            entries.append(Entry(range: blockStart(head)..<end))
        }
        return MessageLayout(heading: scan.body.lowerBound..<blockStart(first), entries: entries)
    }

    private func blockStart(_ head: KeyHead) -> Int { head.range.lowerBound }

    /// Whether the key is the first one again and names what an entry is about, so that another entry begins; a second phone
    /// does not.
    private func isIdentity(_ uses: WordUses, as first: WordUses) -> Bool {
        let firstUses = vocabulary.all(first)
        var isAgain = false
        for use in vocabulary.all(uses) {
            guard case .key(let form, let field) = use else { continue }
            // Where a form has both, each for another field (接班人员, 人员), it is not the same key.
            let ofFirst = vocabulary.role(of: first, in: form).keys
            if !ofFirst.isEmpty, ofFirst.intersection(vocabulary.role(of: uses, in: form).keys).isEmpty {
                return false
            }
            switch vocabulary.forms[form].fields[field].type {
            case .name, .names, .checkpoint, .village, .unit: isAgain = isAgain || firstUses.contains(use)
            default: break
            }
        }
        return isAgain
    }

    /// Whether a key (核酸：) is also the word with which a report begins.
    private func opensReport(_ head: KeyHead) -> Bool {
        vocabulary.uses(of: scan.text.scalars[head.word]).isTrigger
    }

    /// `报名：1、张宝林2吨 2、孙立国1吨` on one line.
    private func inlineList() -> MessageLayout? {
        guard let line = onlyLine else { return nil }
        var starts: [(mark: Int, text: Int)] = []
        var position = line.range.lowerBound
        while position < line.range.upperBound {
            let wanted = starts.count + 1
            let before = position > line.range.lowerBound ? scan.text.scalars[position - 1] : " "
            if !before.isDigit, before != ".",
                let end = Self.markEnd(scan.text.scalars, position, line.range.upperBound),
                Self.number(scan.text.scalars, position) == wanted
                    || scan.text.scalars[position] == FoldedText.listMark
            {
                starts.append((position, end))
                position = end
            } else {
                position += 1
            }
        }
        guard starts.count >= 2, !scan.heads.contains(where: { !$0.uses.isEmpty }) else { return nil }
        let entries = starts.indices.map { index in
            Entry(
                range: starts[index]
                    .text..<(index + 1 < starts.count ? starts[index + 1].mark : line.range.upperBound))
        }
        let opensWithKey = entries.count { entry in
            scan.tokenIndices(in: entry.range).first { !scan.tokens[$0].isSeparator }
                .map { scan.tokens[$0].uses.isKey } ?? false
        }
        guard opensWithKey * 2 <= starts.count else { return nil }
        return MessageLayout(heading: line.range.lowerBound..<starts[0].mark, entries: entries)
    }
}
