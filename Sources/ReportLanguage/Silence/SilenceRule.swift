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
            return scan.trimmed(end..<max(end, next), marks: ScannedMessage.blanksOfForms).isEmpty
        }
    }

    /// Whether the message shows how a report is written: 都按这个格式发 例：…, 督查表模板：….
    var showsExample: Bool {
        for (index, token) in scan.tokens.enumerated() {
            if case .lineBreak = token.content { return false }
            guard token.isWord(.example), index + 1 < scan.tokens.count else { continue }
            if case .mark(":", _) = scan.tokens[index + 1].content { return true }
        }
        return false
    }

    /// 孙志到岗没有: a denial right behind the trigger, with which the message ends, asks.
    private var asksWhether: Bool {
        guard let last = scan.tokens.indices.suffix(6).last(where: { !scan.tokens[$0].isSeparator }), last > 0
        else { return false }
        return scan.tokens[last].isWord(.none) && scan.tokens[last - 1].uses.announces
    }

    /// Whether a question stands outside of the ranges given.
    ///
    /// `mayExclaim`: whether 啊 and 呀 at the end are a cry, as in an emergency.
    func isQuestion(except ranges: [Range<Int>], mayExclaim: Bool = false) -> Bool {
        let last = scan.tokens.last { !$0.isSeparator }
        let excepted = marked(ranges)
        for token in scan.tokens {
            if case .mark("?", _) = token.content {} else if !token.isWord(.question) { continue }
            guard !excepted.intersects(token.range), !scan.isInKey(token.range.lowerBound) else { continue }
            if case .mark = token.content { return true }
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
    func says(_ reader: EntryReader, isList: Bool) -> Bool {
        let trigger = reader.trigger
        let said = FieldSet(reader.fields.indices.lazy.filter { reader.isSaid($0) })
        let first = reader.fields.firstIndex { $0.isRequired }
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
        let isStory = opensStory(readers)
        // 急救！我爹晕倒了怎么办: what a form knows of its matter outweighs that somebody asks.
        if !(isStory && readers.contains { $0.namesItsMatter }) {
            let except = keyed + (isTable ? [columns] : [])
            if isQuestion(except: except, mayExclaim: isStory) || asksWhether { return true }
        }
        // Marked by position and not asked of each reader: a list of a thousand has thousands of tokens.
        let isKeyed = marked(keyed)
        var isTaken = PositionSet()
        var strength = 0
        var usesKeys = false
        for reader in readers {
            for position in reader.entry.range where reader.isTaken(at: position) { isTaken.insert(position) }
            strength += self.strength(reader)
            usesKeys = usesKeys || reader.usesKeys
        }
        // What the words do that no field took.
        var said = FunctionSet()
        for token in scan.tokens
        where !token.uses.isEmpty && !isTaken.contains(token.range.lowerBound)
            && !isKeyed.intersects(token.range)
        {
            said.formUnion(token.uses.functions)
        }
        if said.contains(.negation) { return true }
        if tellsStory(readers), !said.contains(.notice), !said.contains(.advertisement) { return false }
        // 【核酸检测通知】 时间：… 地点：…: keys alone, under a notice, are the notice's.
        if readers.allSatisfy({ $0.trigger == nil }), scan.tokens.contains(where: { $0.isWord(.notice) }) {
            return true
        }
        let left = readers.reduce(0) { sum, reader in
            let pieces = reader.remainder.dropFirst(reader.restField == nil ? 0 : 1)
            return sum + pieces.reduce(0) { $0 + $1.count { scan.text.scalars[$0].isHan } }
        }
        let perEntry = left / max(1, readers.count)
        let isLed =
            opensWithTrigger(isTaken) || isChain || usesKeys || readers.contains { $0.opensWithReference }
        if said.contains(.notice), !(isLed && strength >= 3 * readers.count && perEntry <= 16) { return true }
        if said.contains(.advertisement), strength < 4 || !isLed { return true }
        if said.contains(.talk), strength < 3, !(isLed && strength >= 2) { return true }
        return perEntry > budget(readers, strength: strength / max(1, readers.count), isLed: isLed)
    }

    /// How many characters that no field takes may stand beside so many facts.
    private func budget(_ readers: [EntryReader], strength: Int, isLed: Bool) -> Int {
        if isLed { return 6 + 5 * strength }
        // 前屯老徐家小卖店又打上麻将了 八个人: a story of an incident is long by itself.
        if strength >= 2, readers.contains(where: { $0.definition.takesStory }) { return 6 * strength }
        let isAnnounced = readers.contains { reader in
            reader.trigger.map { reader.role(scan.tokens[$0].uses).announces } ?? false
        }
        return isAnnounced ? 5 * strength : 4 * max(0, strength - 1)
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
            case .items: return sum + 2
            case .time: return sum + 1
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
    private func marked(_ ranges: [Range<Int>]) -> PositionSet {
        var marks = PositionSet()
        for range in ranges { marks.insert(range) }
        return marks
    }

    /// Whether a report that takes a story is announced by the first word.
    private func opensStory(_ readers: [EntryReader]) -> Bool {
        readers.contains { $0.definition.takesStory }
            && scan.tokens.first { !$0.isSeparator && !$0.isWord(.filler) }?.uses.announces ?? false
    }

    /// Whether a word announces a report; with a colon behind it (聚集：…) a topic does, too.
    private func announces(_ index: Int) -> Bool {
        let uses = scan.tokens[index].uses
        guard uses.isTrigger, !uses.announces, index + 1 < scan.tokens.count else { return uses.announces }
        if case .mark(":", _) = scan.tokens[index + 1].content { return true }
        return false
    }

    /// The word that announces a report, where next to nothing stands before it: 快快快 急救！！
    private var announcement: Int? {
        var before = 0
        for (index, token) in scan.tokens.enumerated() {
            if announces(index) { return index }
            if !token.isSeparator, !token.isWord(.filler) { before += token.range.count }
            if before > 4 { return nil }
        }
        return nil
    }

    /// Whether the story that a form takes follows its trigger: 急救！老人摔了, 举报有人赌博, but not 急救箱.
    private func tellsStory(_ readers: [EntryReader]) -> Bool {
        guard readers.count == 1, let reader = readers.first, reader.definition.takesStory,
            let index = announcement
        else { return false }
        var next = index
        while next < scan.tokens.count,
            announces(next)
        {
            next += 1
        }
        guard next > index else { return false }
        if next == scan.tokens.count { return true }
        // 举报一个人，一顿饭吃了二十八个饺子: whoever reports something names it, or at least where it is.
        let isDefinite =
            scan.tokens[index].range.count > 2 || next > index + 1 || reader.definition.hasRequiredRest
        if !isDefinite, !reader.fields.indices.contains(where: { reader.isSaid($0) }) { return false }
        if !scan.candidates(in: scan.tokens[next].range).isEmpty || isDefinite && next > index + 1 {
            return true
        }
        if case .text = scan.tokens[next].content {
            // 急救箱, 紧急集合: a short trigger that goes on is another word.
            return scan.text.scalars[scan.tokens[index].range].count > 2
        }
        return true
    }

    /// Whether nothing but values, names that were taken, and filler stands before the first trigger.
    private func opensWithTrigger(_ isTaken: PositionSet) -> Bool {
        for (index, token) in scan.tokens.enumerated() {
            if announces(index) { return true }
            switch token.content {
            case .text: return false
            case .name:
                // 桑玉柱家那口子 in front of a name tells whose relative it is.
                let next = index + 1 < scan.tokens.count ? scan.tokens[index + 1] : token
                if !isTaken.contains(token.range.lowerBound), !next.isWord(.kinship) { return false }
            case .word: if token.isWord(.talk) { return false }
            default: continue
            }
        }
        return false
    }
}
