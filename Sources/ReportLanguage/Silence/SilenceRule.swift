/// Decides whether a message is talk: silence is the right answer to most of them.
struct SilenceRule {
    let scan: ScannedMessage
    let vocabulary: Vocabulary

    /// What the messenger itself wrote: [图片], "…"撤回了一条消息, +1.
    var isSystemText: Bool {
        let text = scan.text
        guard let first = scan.body.first else { return true }
        if text.scalars[first] == "[", scan.body.count <= 16, scan.heads(in: scan.body).isEmpty {
            let end = scan.body.first { text.scalars[$0] == "]" }
            if let end, (first + 1..<end).allSatisfy({ text.scalars[$0].isHan || text.scalars[$0].isLetter })
            {
                return true
            }
        }
        return scan.body.count < 60 && text.contains("撤回了一条消息", in: scan.body)
    }

    /// Whether it is a form to be filled in: keys, and nothing behind any of them.
    var isBlankForm: Bool {
        guard scan.heads.count >= 2 else { return false }
        return scan.heads.indices.allSatisfy { index in
            let next =
                index + 1 < scan.heads.count ? scan.heads[index + 1].range.lowerBound : scan.body.upperBound
            let end = scan.heads[index].range.upperBound
            return scan.trimmed(end..<max(end, next)).isEmpty
        }
    }

    /// Whether the message shows how a report is written: 都按这个格式发 例：….
    var showsExample: Bool {
        for (index, token) in scan.tokens.enumerated() {
            if token.uses.announces { return false }
            guard token.isWord(.example), index + 1 < scan.tokens.count else { continue }
            if case .mark(":", _) = scan.tokens[index + 1].content { return true }
        }
        return false
    }

    /// Whether a question stands outside of the ranges given.
    ///
    /// `mayExclaim`: whether 啊 and 呀 at the end are a cry, as in an emergency.
    func isQuestion(except ranges: [Range<Int>], mayExclaim: Bool = false) -> Bool {
        let last = scan.tokens.last { !$0.isSeparator }
        let excepted = marked(ranges)
        for token in scan.tokens
        where !token.range.contains(where: { excepted[$0] }) && !scan.isInKey(token.range.lowerBound) {
            if case .mark("?", _) = token.content { return true }
            guard token.isWord(.question) else { continue }
            // 啊 and 呀 ask only at the end.
            if token.range.count == 1,
                scan.text.scalars[token.range.lowerBound].isOne(of: "啊呀呢"),
                token.range != last?.range || mayExclaim
            {
                continue
            }
            return true
        }
        return false
    }

    /// Whether one entry says enough of its own form to be a report.
    func says(_ reader: EntryReader, trigger: Int?, isList: Bool) -> Bool {
        let said = reader.fields.indices.filter { reader.isSaid($0) }
        let required = reader.fields.indices.filter { reader.fields[$0].isRequired }
        let first = required.first
        if reader.fields.contains(where: { $0.type == .name && $0.isRequired }) {
            // A person's report names the person, or gives two facts besides.
            let hasPerson = said.contains { index in
                [.name, .phone, .idNumber].contains(reader.fields[index].type)
                    || reader.fields.contains { $0.substitute == reader.fields[index].name }
            }
            // 解除居家隔离 今天: announced, and nothing besides.
            let isAnnounced = trigger.map { reader.role(scan.tokens[$0].uses).announces } ?? false
            return hasPerson || said.count >= 3 || isAnnounced && said.count >= 2 && reader.remainder.isEmpty
        }
        guard trigger != nil || said.count >= 2 else { return said.contains { $0 == first } && isList }
        // 缺觉 asks for nothing: whoever reports things names them.
        let isTopic = trigger.map { reader.role(scan.tokens[$0].uses).isTopic } ?? false
        if isTopic, said.isEmpty { return false }
        if isTopic, let items = reader.fields.firstIndex(where: { $0.type == .items }), !reader.isSaid(items)
        {
            return false
        }
        // 零报告, 已到岗, 已广播: the word alone says it all, and then nothing else stands beside it.
        if !said.isEmpty || reader.remainder.isEmpty || reader.definition.takesStory { return true }
        // 零报告，无发热: a word that means nothing else may be followed by a little more.
        guard let trigger, scan.tokens[trigger].range.count >= 3 else { return false }
        let left = reader.remainder
        return left.allSatisfy { $0.lowerBound >= scan.tokens[trigger].range.upperBound }
            && left.reduce(0) { $0 + $1.count } <= 12
    }

    /// Whether the entries together are talk all the same.
    func isTalk(_ readers: [EntryReader], heading: Range<Int>, isChain: Bool) -> Bool {
        let keyed = readers.flatMap { reader in keyedTexts(reader) }
        // 哪天 over a column asks nothing.
        let columns = heading.upperBound..<scan.lineEnd(heading.upperBound, limit: scan.body.upperBound)
        let isTable = readers.contains { !$0.entry.cells.isEmpty }
        if isQuestion(except: keyed + (isTable ? [columns] : []), mayExclaim: opensStory(readers)) {
            return true
        }
        // Marked by position and not asked of each reader: a list of a thousand has thousands of tokens.
        let isKeyed = marked(keyed)
        var isTaken = Array(repeating: false, count: scan.text.scalars.count)
        for reader in readers {
            for position in reader.entry.range where reader.isTaken(at: position) { isTaken[position] = true }
        }
        let untaken = scan.tokens.filter { token in
            !isTaken[token.range.lowerBound] && !token.range.contains { isKeyed[$0] }
        }
        if untaken.contains(where: { $0.isWord(.negation) }) { return true }
        let strength = readers.reduce(0) { $0 + self.strength($1) }
        if tellsStory(readers), !untaken.contains(where: { $0.isWord(.notice) || $0.isWord(.advertisement) })
        {
            return false
        }
        let notices = untaken.count { $0.isWord(.notice) }
        let advertisements = untaken.count { $0.isWord(.advertisement) }
        let talk = untaken.count { $0.isWord(.talk) }
        let left = readers.reduce(0) { sum, reader in
            let pieces = reader.restField == nil ? reader.remainder[...] : reader.remainder.dropFirst()
            return sum + pieces.reduce(0) { $0 + $1.count { scan.text.scalars[$0].isHan } }
        }
        let perEntry = left / max(1, readers.count)
        let isLed = opensWithTrigger(isTaken) || isChain || readers.contains { $0.usesKeys }
        if notices > 0, !(isLed && strength >= 3 * readers.count && perEntry <= 16) { return true }
        if advertisements > 0, strength < 4 || !isLed { return true }
        if talk > 0, strength < 3, !(isLed && strength >= 2) { return true }
        let perEntryStrength = strength / max(1, readers.count)
        let budget = isLed ? 6 + 5 * perEntryStrength : 4 * max(0, perEntryStrength - 1)
        return perEntry > budget
    }

    /// How much of a reader's fields only a report would say.
    private func strength(_ reader: EntryReader) -> Int {
        reader.fields.indices.reduce(0) { sum, index in
            guard reader.isSaid(index) else { return sum }
            if reader.slots[index].claim == .key { return sum + 1 }
            switch reader.fields[index].type {
            case .phone, .idNumber, .ref, .vehicle, .place, .checkpoint, .unit, .village, .name, .names,
                .decimals:
                return sum + 1
            case .when, .day, .count, .choice, .choices:
                return sum + (reader.slots[index].claim == .cue ? 1 : 0)
            default: return sum
            }
        }
    }

    /// The keyed texts, in which anything may be said.
    private func keyedTexts(_ reader: EntryReader) -> [Range<Int>] {
        reader.fields.indices.compactMap {
            reader.fields[$0].type == .text && reader.slots[$0].claim == .key ? reader.slots[$0].range : nil
        }
    }

    /// The positions of the text that lie in any of the ranges.
    private func marked(_ ranges: [Range<Int>]) -> [Bool] {
        var marks = Array(repeating: false, count: scan.text.scalars.count)
        for position in ranges.joined() { marks[position] = true }
        return marks
    }

    /// Whether a report that takes a story is announced by the first word.
    private func opensStory(_ readers: [EntryReader]) -> Bool {
        readers.contains { $0.definition.takesStory }
            && scan.tokens.first { !$0.isSeparator && !$0.isWord(.filler) }?.uses.announces ?? false
    }

    /// Whether the story that a form takes follows its trigger: 急救！老人摔了, 举报有人赌博, but not 急救箱.
    private func tellsStory(_ readers: [EntryReader]) -> Bool {
        guard readers.count == 1, let reader = readers.first, reader.definition.takesStory,
            let index = scan.tokens.firstIndex(where: { !$0.isSeparator && !$0.isWord(.filler) })
        else { return false }
        var next = index
        while next < scan.tokens.count,
            scan.tokens[next].uses.announces
        {
            next += 1
        }
        guard next > index else { return false }
        if next == scan.tokens.count { return true }
        if case .text = scan.tokens[next].content {
            // 急救箱, 紧急集合: a short trigger that goes on is another word.
            return scan.text.scalars[scan.tokens[index].range].count > 2
        }
        return true
    }

    /// Whether nothing but values, names that were taken, and filler stands before the first trigger.
    private func opensWithTrigger(_ isTaken: [Bool]) -> Bool {
        for (index, token) in scan.tokens.enumerated() {
            if token.uses.announces { return true }
            switch token.content {
            case .text: return false
            case .name:
                // 桑玉柱家那口子 in front of a name tells whose relative it is.
                let next = index + 1 < scan.tokens.count ? scan.tokens[index + 1] : token
                if !isTaken[token.range.lowerBound], !next.isWord(.kinship) { return false }
            case .word: if token.isWord(.talk) { return false }
            default: continue
            }
        }
        return false
    }
}
