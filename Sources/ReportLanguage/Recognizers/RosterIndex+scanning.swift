extension RosterIndex {
    /// The roster entries that are named at `index` of free text.
    func candidates(in scan: Scan, at index: Int) -> [Candidate] {
        var found: [Candidate] = []
        var people: (end: Int, ids: [String])?
        var checkpoint: (end: Int, codes: [String])?
        var village: (end: Int, code: String, isFull: Bool)?
        words.forEachMatch(in: scan.scalars, at: index) { end, entries in
            for entry in entries {
                switch entry {
                case .person(let ids): people = (end, ids)
                case .village(let code, let isFull): village = (end, code, isFull)
                case .hamlet(let name):
                    let mention = UnitMention(hamlet: name)
                    found.append(Candidate(range: index..<end, kind: .unit(mention), isWeak: true))
                case .unitName(let name):
                    found.append(Candidate(range: index..<end, kind: .unit(UnitMention(name: name))))
                case .checkpoint(let code):
                    let codes = checkpoint?.end == end ? (checkpoint?.codes ?? []) + [code] : [code]
                    checkpoint = (end, codes)
                }
            }
        }
        if let people {
            found.append(Candidate(range: index..<people.end, kind: .person(people.ids)))
        }
        if let village { found += self.village(village, in: scan, at: index) }
        if let checkpoint {
            let suffix = Self.suffixEnd(in: scan, at: checkpoint.end)
            found.append(
                Candidate(
                    range: index..<(suffix ?? checkpoint.end), kind: .checkpoint(checkpoint.codes),
                    isWeak: suffix == nil))
        }
        return found
    }

    private func village(
        _ village: (end: Int, code: String, isFull: Bool), in scan: Scan, at index: Int
    ) -> [Candidate] {
        let start =
            scan[village.end] == "的" || scan[village.end] == " " && village.isFull
            ? village.end + 1 : village.end
        if let (said, end) = mention(in: scan, at: start) {
            let unit = UnitMention(village: village.code, name: said.name, hamlet: said.hamlet)
            return [Candidate(range: index..<end, kind: .unit(unit))]
        }
        return [
            Candidate(range: index..<village.end, kind: .village(village.code), isWeak: !village.isFull)
        ]
    }

    /// The unit that is said at `index`, without its village: `3组`, `前屯`.
    func mention(in scan: Scan, at index: Int) -> (mention: UnitMention, end: Int)? {
        if let (number, end) = UnitName.read(in: scan, at: index) {
            return (UnitMention(name: "\(number)组"), end)
        }
        var found: (mention: UnitMention, end: Int)?
        words.forEachMatch(in: scan.scalars, at: index) { end, entries in
            for entry in entries {
                if case .hamlet(let name) = entry { found = (UnitMention(hamlet: name), end) }
                if case .unitName(let name) = entry { found = (UnitMention(name: name), end) }
            }
        }
        return found
    }

    /// Where the word for a checkpoint that starts at `index` ends.
    static func suffixEnd(in scan: Scan, at index: Int) -> Int? {
        guard scan.isOne(of: "卡检关路防", at: index) else { return nil }
        return checkpointSuffixes.first { scan.has($0, at: index) }.map { index + $0.unicodeScalars.count }
    }

    // MARK: Names that end in 村 or 卡口

    /// A checkpoint that is not named exactly before the 卡口 at `mark`.
    func checkpoint(before mark: Int, in scan: Scan) -> Candidate? {
        guard let end = Self.suffixEnd(in: scan, at: mark) else { return nil }
        let limit = hanStart(before: mark, in: scan, limit: 6)
        for start in limit..<mark
        where checkpoints.contains(where: { $0.scalars[...] == scan.scalars[start..<mark] }) {
            return nil
        }
        for start in limit..<mark {
            let typed = scan.scalars[start..<mark]
            let partial = checkpoints.filter { stem in
                typed.count >= 2 && stem.scalars.starts(with: typed)
                    || isBounded(start, in: scan) && stem.scalars.suffix(typed.count) == typed
            }
            if !partial.isEmpty {
                return Candidate(range: start..<end, kind: .checkpoint(partial.map(\.code)))
            }
        }
        if let (start, code) = nearName(before: mark, from: limit, in: scan, among: checkpoints) {
            return Candidate(range: start..<end, kind: .checkpoint([code]), isRepaired: true)
        }
        let length = mark - limit
        guard (2...4).contains(length), isBounded(limit, in: scan), !Self.isGeneral(scan.text(limit..<mark))
        else { return nil }
        return Candidate(range: limit..<end, kind: .unknownCheckpoint)
    }

    /// A village that is not named exactly before the 村 at `mark`.
    func village(before mark: Int, in scan: Scan) -> Candidate? {
        let limit = hanStart(before: mark, in: scan, limit: 4)
        for start in limit..<mark
        where villages.contains(where: { $0.scalars[...] == scan.scalars[start..<mark] }) {
            return nil
        }
        if let (start, code) = nearName(before: mark, from: limit, in: scan, among: villages) {
            guard let (mention, end) = mention(in: scan, at: mark + 1) else {
                return Candidate(range: start..<(mark + 1), kind: .village(code), isRepaired: true)
            }
            let unit = UnitMention(village: code, name: mention.name, hamlet: mention.hamlet)
            return Candidate(range: start..<end, kind: .unit(unit), isRepaired: true)
        }
        guard (2...3).contains(mark - limit), isBounded(limit, in: scan),
            !Self.isGeneral(scan.text(limit..<mark)),
            !scan.isOne(of: "民里委长部口头道子上外内干屯", at: mark + 1)
        else { return nil }
        return Candidate(range: limit..<(mark + 1), kind: .unknownVillage)
    }

    /// The only entry whose name the characters before `mark` nearly are.
    ///
    /// A name with a wrong character must stand alone; one that only sounds the same need not.
    private func nearName(
        before mark: Int, from limit: Int, in scan: Scan, among stems: [Stem]
    ) -> (start: Int, code: String)? {
        var best: (distance: Int, start: Int, codes: [String])?
        for start in limit..<max(limit, mark - 1) {
            let typed = scan.scalars[start..<mark]
            if Self.general.contains(scan.text(start..<mark)) { continue }
            for stem in stems {
                guard let distance = homophones.distance(typed: typed, name: stem.scalars),
                    distance <= 2 || isBounded(start, in: scan), distance < 5 || typed.count >= 2
                else { continue }
                if let found = best, found.distance < distance { continue }
                if best?.distance == distance {
                    best?.codes.append(stem.code)
                } else {
                    best = (distance, start, [stem.code])
                }
            }
        }
        guard let best, best.codes.count == 1 else { return nil }
        return (best.start, best.codes[0])
    }

    private func hanStart(before mark: Int, in scan: Scan, limit: Int) -> Int {
        var start = mark
        while start > 0, mark - start < limit, scan[start - 1].isHan { start -= 1 }
        return start
    }

    private func isBounded(_ start: Int, in scan: Scan) -> Bool { !scan[start - 1].isHan }

    /// Words before 村 and 卡口 that name none.
    private static func isGeneral(_ text: String) -> Bool {
        general.contains(text) || text.last.map { generalEnds.contains($0) } ?? false
    }

    private static let general: Set<String> = [
        "新农", "我们", "咱们", "你们", "他们", "所有", "全部", "隔壁", "附近", "外地", "返回", "进出", "农", "本", "全", "各", "外",
        "督查", "检查", "查岗", "巡查", "值班", "设置", "各个", "邻", "回", "返", "进", "到", "出", "在", "去", "离", "防疫", "值守",
        "疫情", "返乡", "以",
    ]
    private static let generalEnds: Set<Character> = [
        "个", "本", "各", "全", "回", "返", "进", "到", "在", "去", "哪", "这", "那", "咱", "我",
    ]
}
