/// People whose names are also days or places: 周三, 夏至, 安阳.
extension EntryReader {
    /// `周三 13700001234 从天津回来 后天到`: a day or a place at the head of the entry that begins with a surname, with a phone
    /// or an identity number behind it, is the person, where nobody else is named.
    ///
    /// A weekday always is; a solar term or a place only where the entry has another day or place besides: 安阳 13700001234 后天到 tells
    /// where somebody comes from.
    mutating func readNameLikeValue() {
        guard !isAnswer, let field = fields.firstIndex(where: { $0.type == .name }), slots[field].isEmpty,
            let head = headIndex, let candidate = scan.candidate(of: scan.tokens[head]),
            candidate.range.count <= 3, !hasName,
            candidate.range.allSatisfy({ scan.text.scalars[$0].isHan }),
            vocabulary.isSurname(scan.text.scalars[candidate.range.lowerBound]),
            isBeforeNumber(head + 1), isWeekday(candidate) || hasAnother(like: candidate, at: head),
            let (name, found) = NameReader(scan: scan, vocabulary: vocabulary).name(candidate.range)
        else { return }
        fill(field, .value(.string(name), found), .shape)
    }

    /// The first token of the entry that is neither separator, trigger, filler nor relative.
    private var headIndex: Int? {
        scan.tokenIndices(in: entry.range).first { index in
            let token = scan.tokens[index]
            return !token.isSeparator && !isTrigger(token) && !token.isWord(.filler)
                && !token.isWord(.kinship)
        }
    }

    private var hasName: Bool {
        scan.tokenIndices(in: entry.range).contains { index in
            if case .name = scan.tokens[index].content { !isTaken(scan.tokens[index]) } else { false }
        }
    }

    /// Whether a phone or an identity number, or its key, is the next thing from `index` on.
    func isBeforeNumber(_ index: Int) -> Bool {
        for token in scan.tokens.dropFirst(index).prefix(6)
        where token.range.lowerBound < entry.range.upperBound {
            switch token.content {
            case .blank, .mark: continue
            case .word(let uses):
                guard let field = field(of: uses), [.phone, .idNumber].contains(fields[field].type) else {
                    return false
                }
            case .candidate(let number):
                switch scan.candidate(number).kind {
                case .phone, .brokenPhone, .idNumber, .brokenIDNumber: return true
                default: return false
                }
            default: return false
            }
        }
        return false
    }

    private func isWeekday(_ candidate: Candidate) -> Bool {
        guard case .time(let expression) = candidate.kind, case .weekday(_, nil) = expression.day else {
            return false
        }
        return expression.clock == nil && expression.part == nil
    }

    /// Whether the entry holds another day, where the candidate is a day, or another place, where it is a place.
    private func hasAnother(like candidate: Candidate, at head: Int) -> Bool {
        scan.tokenIndices(in: entry.range).contains { index in
            guard index > head, let other = scan.candidate(of: scan.tokens[index]) else { return false }
            if candidate.isPlace { return other.isPlace }
            // 明天, 初六 and 年三十 are nobody's names, though 明, 初 and 年 are surnames.
            guard case .time(let expression) = candidate.kind, case .term = expression.day else {
                return false
            }
            if case .time = other.kind { return true }
            return false
        }
    }
}
