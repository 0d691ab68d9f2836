/// Who is meant: names without a key, by their order and the words around them.
extension EntryReader {
    mutating func readNames() {
        let lists = fields.indices.filter { fields[$0].type == .names }
        if lists.isEmpty { readOneName() } else { readNameGroups(lists) }
    }

    /// The first name is the person's; when no shape fits, the first isolated word of the right length.
    private mutating func readOneName() {
        guard let field = fields.firstIndex(where: { $0.type == .name }), slots[field].isEmpty else { return }
        if let first = looseNames.first {
            fillName(field, first, .shape)
            looseNames.removeFirst()
            return
        }
        guard slots.contains(where: { !$0.isEmpty }), let index = isolatedWord else { return }
        fillName(field, index, .shape)
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
                return isHan && (2...4).contains(token.range.count) && !isTaken(token) && isolated(index)
                    ? index : nil
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
        var groups: [(names: [Int], before: Int?, after: Int?)] = []
        var word: Int?
        var isOpen = false
        var endsWithWord = false
        let loose = Set(looseNames)
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
            } else if let field = lists.first(where: { isCue(token, $0) }) {
                if isOpen { groups[groups.count - 1].after = field }
                word = field
                isOpen = false
                endsWithWord = !groups.isEmpty
            } else if !token.isSeparator, !token.isWord(.connector), !token.isWord(.honorific),
                !token.isWord(.kinship)
            {
                isOpen = false
            }
        }
        for group in groups {
            let said = endsWithWord ? group.after : group.before
            guard
                let field = said ?? group.before ?? group.after ?? lists.first(where: { slots[$0].isEmpty })
                    ?? lists.first
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

    private func isCue(_ token: Token, _ field: Int) -> Bool {
        role(token.uses).pointed.contains(field)
    }

    /// A short piece of text in a list of names: a name with a rare surname.
    private func isNameLike(_ index: Int) -> Bool {
        let token = scan.tokens[index]
        guard case .text = token.content, (2...3).contains(token.range.count), !isTaken(token) else {
            return false
        }
        guard token.range.allSatisfy({ scan.text.scalars[$0].isHan }), index > 0 else { return false }
        if case .mark("、", _) = scan.tokens[index - 1].content { return true }
        return false
    }
}
