/// Who is meant: names without a key, by their order and the words around them.
extension EntryReader {
    mutating func readNames() {
        let lists = fields.indices.filter { fields[$0].type == .names }
        if lists.isEmpty { readOneName() } else { readNameGroups(lists) }
    }

    /// The first name is the person's; when no shape fits, the first isolated word of the right length.
    private mutating func readOneName() {
        guard let field = fields.firstIndex(where: { $0.type == .name }), slots[field].isEmpty else { return }
        dropCorrectedNames()
        // 桑玉柱家那口子冷艳红: the one who is named last is meant.
        if looseNames.count >= 2, looseNames[1] == looseNames[0] + 2,
            scan.tokens[looseNames[0] + 1].isWord(.kinship)
        {
            looseNames.removeFirst()
        }
        if let first = looseNames.first {
            fillName(field, first, .shape)
            looseNames.removeFirst()
            readFurtherNames(behind: first)
            return
        }
        guard slots.contains(where: { !$0.isEmpty }), let index = isolatedWord else { return }
        fillName(field, index, .shape)
    }

    /// 尹力 不对，是张强生: the names in front of the word that takes them back.
    ///
    /// 不是王五，是张强生 takes back the one alone.
    private mutating func dropCorrectedNames() {
        guard isCorrecting,
            let word = scan.tokenIndices(in: entry.range).last(where: { scan.tokens[$0].isWord(.correction) }
            ),
            let behind = looseNames.firstIndex(where: { $0 > word })
        else { return }
        isCorrecting = false
        let denied = scan.text.folded(scan.tokens[looseNames[behind]].range)
        if looseNames[..<behind].contains(where: { scan.text.folded(scan.tokens[$0].range) == denied }) {
            looseNames = looseNames.filter { scan.text.folded(scan.tokens[$0].range) != denied }
        } else {
            looseNames.removeAll { $0 < word }
        }
    }

    /// 张三、李四和王五从北京回来: each of them is a report with all that is said besides.
    private mutating func readFurtherNames(behind first: Int) {
        var last = first
        // 张三 李四 王五 都阴: with 都 blanks join, too.
        let isShared = scan.tokenIndices(in: entry.range).contains { scan.tokens[$0].isWord(.shared) }
        for index in looseNames {
            let between = scan.tokens[last + 1..<index]
            let isList =
                !between.isEmpty
                && between.allSatisfy { token in
                    switch token.content {
                    case .blank: true
                    case .mark(let mark, _): mark == "、"
                    case .word: token.isWord(.connector)
                    default: false
                    }
                }
            let joins = between.contains { if case .blank = $0.content { false } else { true } }
            guard isList, joins || isShared else { break }
            furtherNames.append(index)
            take(scan.tokens[index].range)
            last = index
        }
        looseNames.removeAll(where: furtherNames.contains)
    }

    /// The first token of the entry that is no separator, trigger or filler, if it is 2–4 characters of plain text.
    private var isolatedWord: Int? {
        for index in scan.tokenIndices(in: entry.range) {
            let token = scan.tokens[index]
            switch token.content {
            case .blank, .lineBreak, .mark: continue
            case .word(let uses):
                if uses.isTrigger || uses.contains(.filler) || uses.contains(.kinship) { continue }
                return nil
            case .text:
                let isHan = token.range.allSatisfy { scan.text.scalars[$0].isHan }
                let isName = token.range.allSatisfy { vocabulary.canBeInName(scan.text.scalars[$0]) }
                // 敖登其木格 13947502218: behind it a number, a name may be long.
                let longest = isBeforeNumber(index + 1) ? 8 : 4
                guard isHan, isName, (2...longest).contains(token.range.count), !isTaken(token),
                    isolated(index)
                else { return nil }
                return index
            case .name, .candidate: return nil
            }
        }
        return nil
    }

    private func isolated(_ index: Int) -> Bool {
        guard index + 1 < scan.tokens.count else { return true }
        if case .candidate = scan.tokens[index + 1].content { return true }
        return scan.tokens[index + 1].isSeparator
    }

    /// Groups of names, each given to the field whose word stands before or behind it; without a word, to the first.
    private mutating func readNameGroups(_ lists: [Int]) {
        if lists.count == 1 { dropCorrectedNames() }
        var groups: [(names: [Int], before: Int?, after: Int?)] = []
        var word: Int?
        var onlyCued = FieldSet()
        var isOpen = false
        var endsWithWord = false
        var loose = PositionSet()
        for index in looseNames { loose.insert(index) }
        for index in scan.tokenIndices(in: entry.range) {
            let token = scan.tokens[index]
            if loose.contains(index) || (isOpen && isNameLike(index)) {
                if isOpen {
                    groups[groups.count - 1].names.append(index)
                } else {
                    groups.append(([index], word, nil))
                    isOpen = true
                    word = nil
                }
                endsWithWord = false
            } else if let field = lists.first(where: { isCue(token, $0) && isGrown(index) }) {
                if role(token.uses).keys.contains(field) {
                    onlyCued.remove(field)
                } else {
                    onlyCued.insert(field)
                }
                if isOpen { groups[groups.count - 1].after = field }
                word = field
                isOpen = false
                endsWithWord = !groups.isEmpty
            } else if case .mark(">", _) = token.content, isOpen, lists.count > 1 {
                // 张三→李四: behind the arrow stands who comes next.
                isOpen = false
                word = lists[1]
                onlyCued.remove(lists[1])
            } else if !token.isSeparator, !token.isWord(.connector), !token.isWord(.honorific),
                !token.isWord(.kinship)
            {
                isOpen = false
                // 督查 国道卡口 张三睡觉: a mere cue speaks for the names next to it only, a key (交班 …) for the next names.
                if case .candidate = token.content, let field = word, onlyCued.contains(field) { word = nil }
            }
        }
        for group in groups {
            let said = endsWithWord ? group.after : group.before
            guard
                let field = said ?? group.before ?? group.after ?? lists.first(where: {
                    fields[$0].fallback == .rest
                })
                    ?? lists.first(where: { slots[$0].isEmpty }) ?? lists.first
            else { continue }
            for index in group.names { fillName(field, index, said == nil ? .shape : .cue) }
        }
        looseNames = []
    }

    /// 上岗两人: how many there are, where the form asks who they are and counts nobody, says nothing more; beside the
    /// checkpoint only, for 两人上岗 alone may be talk.
    mutating func takeHeadcount() {
        guard !fields.contains(where: { $0.type == .count }),
            let checkpoint = fields.firstIndex(where: { $0.type == .checkpoint }), isSaid(checkpoint),
            fields.contains(where: { $0.type == .names })
        else { return }
        for index in scan.tokenIndices(in: entry.range) where !isTaken(scan.tokens[index]) {
            guard let candidate = scan.candidate(of: scan.tokens[index]),
                case .number(_, let unit?) = candidate.kind, ["人", "个人", "名", "位"].contains(unit)
            else { continue }
            take(candidate.range)
        }
    }

    /// 张三下，李四上: a single character speaks only for the name right before it.
    private func isGrown(_ index: Int) -> Bool {
        if scan.tokens[index].range.count > 1 { return true }
        if index > 0, case .name = scan.tokens[index - 1].content { return true }
        return false
    }

    private func isCue(_ token: Token, _ field: Int) -> Bool {
        role(token.uses).pointed.contains(field)
    }

    /// A short piece of text in a list of names: a name with a rare surname.
    private func isNameLike(_ index: Int) -> Bool {
        let token = scan.tokens[index]
        guard case .text = token.content, (2...3).contains(token.range.count), !isTaken(token) else {
            return false
        }
        guard
            token.range.allSatisfy({
                scan.text.scalars[$0].isHan && vocabulary.canBeInName(scan.text.scalars[$0])
            }),
            index > 0
        else { return false }
        if case .mark("、", _) = scan.tokens[index - 1].content { return true }
        return false
    }
}
