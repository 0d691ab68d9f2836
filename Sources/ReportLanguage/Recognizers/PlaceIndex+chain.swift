extension PlaceIndex {
    /// A chain of names, each inside the one before.
    struct Chain {
        /// What the last name stands for, with the names before taken into account.
        var names: [Name]
        var end: Int
        /// How many names.
        var levels = 1
        /// Whether a wrong character was read over.
        var isRepaired = false
    }

    /// The longest chain at `index`; `isSlot`: a place is asked for there, so near misses count from the first name.
    func chain(in scan: Scan, at index: Int, isSlot: Bool) -> Chain? {
        var best: Chain?
        for start in firstNames(in: scan, at: index) {
            let chain = extended(start, in: scan)
            if best.map({ Self.isBetter(chain, than: $0) }) ?? true { best = chain }
        }
        if let best {
            // 牡丹将 is 牡丹江 misspelled, not 牡丹区 and more.
            if best.levels == 1, best.end - index == 2, scan[best.end].isHan,
                best.names.allSatisfy({
                    !$0.isFull && $0.entry < table.divisions.count && table.divisions[$0.entry].level == 3
                }),
                let longer = soundingName(in: scan, at: index, isSlot: false),
                longer.end > best.end,
                longer.names.allSatisfy({ table.divisions[$0.entry].level == 2 })
            {
                return extended(longer, in: scan)
            }
            return best
        }
        return soundingName(in: scan, at: index, isSlot: isSlot).map {
            extended($0, in: scan)
        }
    }

    private static func isBetter(_ chain: Chain, than other: Chain) -> Bool {
        if chain.end != other.end { return chain.end > other.end }
        return chain.isRepaired == other.isRepaired ? chain.levels <= other.levels : other.isRepaired
    }

    /// The names that start at `index`, each as a chain of one.
    private func firstNames(in scan: Scan, at index: Int) -> [Chain] {
        var chains: [Chain] = []
        guard names.hasMatch(in: scan.scalars, at: index, limit: scan.count) else { return chains }
        names.forEachMatch(in: scan.scalars, at: index, limit: scan.count) { end, found in
            // An old name counts only where no name in force is the same.
            let areAliases = found.allSatisfy(\.isAlias)
            let usable = found.filter {
                $0.isAlias == areAliases && !isPartOfOther($0, in: scan, end: end)
            }
            guard !usable.isEmpty else { return }
            chains.append(Chain(names: usable, end: suffixEnd(usable, in: scan, end: end)))
        }
        return chains
    }

    /// Streets and the like are named after places, and peoples and languages after countries.
    private func isPartOfOther(_ name: Name, in scan: Scan, end: Int) -> Bool {
        // Nothing follows but what ends a name: the usual case.
        guard scan[end].isHan || scan[end].isDigit else { return false }
        if name.entry >= table.divisions.count, scan.isOne(of: "族语菜车牌片队", at: end) { return true }
        if scan.isOne(of: "省市县区州盟旗", at: end - 1) { return false }
        // 北京路, 南京大街, 香港中路, 太原1路; but 唐山路北 is 路北区, and 沈阳中街 a street of Shenyang.
        for word in ["中路", "大街", "大道"] where scan.has(word, at: end) { return true }
        let isNumbered = scan.isOne(of: "东西南北", at: end) || Scan.chineseDigit(scan[end]) != nil
        let start = isNumbered ? end + 1 : scan.endOfDigits(end, limit: 2)
        return scan.isOne(of: "路街巷弄", at: start) && !hasPart(of: name, in: scan, at: end)
    }

    /// Whether a short name is that of a town: the 克山镇 of 齐齐哈尔克山镇 is no county.
    private func isTownship(_ name: Name, in scan: Scan, end: Int) -> Bool {
        !name.isFull && table.divisions[name.entry].level == 3 && scan.isOne(of: "镇乡", at: end)
    }

    /// Whether a name inside a division starts at `index`.
    private func hasPart(of name: Name, in scan: Scan, at index: Int) -> Bool {
        var isFound = false
        names.forEachMatch(in: scan.scalars, at: index, limit: scan.count) { _, found in
            isFound = isFound || found.contains { $0.entry != name.entry && isInside($0, [name]) }
        }
        return isFound
    }

    /// A short name may carry another suffix than its own: 上海浦东区, 柳州地区.
    private func suffixEnd(_ names: [Name], in scan: Scan, end: Int) -> Int {
        guard names.allSatisfy({ !$0.isFull && $0.entry < table.divisions.count }) else { return end }
        if scan.has("地区", at: end), names.contains(where: { table.divisions[$0.entry].level == 2 }) {
            return end + 2
        }
        if scan[end] == "省", names.contains(where: { table.divisions[$0.entry].level == 1 }) {
            return end + 1
        }
        if scan[end] == "市", names.contains(where: { table.divisions[$0.entry].level < 3 }),
            !scan.isOne(of: "场里内区北南中", at: end + 1)
        {
            return end + 1
        }
        return end
    }

    // MARK: The levels below

    private func extended(_ start: Chain, in scan: Scan) -> Chain {
        var chain = start
        while chain.levels < 4, let next = next(chain, in: scan) { chain = next }
        return withCounty(chain, in: scan) ?? chain
    }

    /// The chain with one more name, which lies inside what the chain has so far.
    private func next(_ chain: Chain, in scan: Scan) -> Chain? {
        guard
            chain.names.contains(where: {
                $0.entry < table.divisions.count && table.divisions[$0.entry].level < 3
            })
        else {
            return nil
        }
        let start = scan.isOne(of: " -/,、·的>", at: chain.end) ? chain.end + 1 : chain.end
        var best: Chain?
        names.forEachMatch(in: scan.scalars, at: start, limit: scan.count) { end, found in
            let inside = found.filter {
                isInside($0, chain.names) && !isPartOfOther($0, in: scan, end: end)
                    && !isTownship($0, in: scan, end: end)
                    && !isRegion($0, in: chain)
            }
            guard !inside.isEmpty else { return }
            let areAliases = inside.allSatisfy(\.isAlias)
            let usable = inside.count == 1 ? inside : inside.filter { $0.isAlias == areAliases }
            // 吉林吉林, 邵阳邵阳: the same name again fixes the deeper one.
            let deeper =
                usable.count == 1
                ? usable
                : usable.filter { inner in
                    chain.names.contains { $0.entry != inner.entry && table.isInside(inner.entry, $0.entry) }
                }
            let longer = Chain(
                names: deeper.isEmpty ? usable : deeper, end: suffixEnd(usable, in: scan, end: end),
                levels: chain.levels + 1,
                isRepaired: chain.isRepaired)
            // 济南市中 is 市中区 of 济南, not 济南市.
            if let shorter = best.map({ extended($0, in: scan) }), !shorter.isRepaired,
                shorter.end > extended(longer, in: scan).end
            {
                return
            }
            best = longer
        }
        if let best { return best }
        guard start == chain.end else { return nil }
        return nearName(inside: chain, in: scan, at: start)
    }

    /// Whether a name of Taiwan, Hong Kong or Macao follows the region's own: what lies below is its detail (台湾省台北市).
    private func isRegion(_ name: Name, in chain: Chain) -> Bool {
        chain.names.contains { $0.entry == name.entry }
            && Countries.regions.contains {
                $0.1 == table.divisions[name.entry].code
            }
    }

    private func isInside(_ name: Name, _ outer: [Name]) -> Bool {
        guard name.entry < table.divisions.count else { return false }
        if outer.contains(where: {
            $0.entry < table.divisions.count && table.isInside(name.entry, $0.entry)
        }) {
            return true
        }
        // 柳州地区忻城县: a county that has gone to a neighbour still is the one of its full name in that province.
        return name.isFull && !name.isAlias && table.divisions[name.entry].level == 3
            && table.divisions[name.entry].name.count >= 3
            && outer.contains {
                $0.entry < table.divisions.count
                    && table.divisions[$0.entry].province == table.divisions[name.entry].province
            }
            && outer.allSatisfy {
                $0.entry < table.divisions.count && table.divisions[$0.entry].level == 2
            }
            && isOnly(name)
    }

    /// Whether no other division bears the same full name.
    private func isOnly(_ name: Name) -> Bool {
        var count = 0
        let scalars = Array(table.divisions[name.entry].name.unicodeScalars)
        names.forEachMatch(in: scalars, at: 0) { end, found in
            if end == scalars.count {
                count = Set(found.filter { $0.isFull && !$0.isAlias }.map(\.entry)).count
            }
        }
        return count == 1
    }

    // MARK: Near misses

    /// A name with a wrong character inside a level that is certain.
    private func nearName(inside chain: Chain, in scan: Scan, at start: Int) -> Chain? {
        guard scan[start].isHan, scan[start + 1].isHan else { return nil }
        let parents = chain.names.map(\.entry).filter { $0 < table.divisions.count }
        guard let province = parents.first.map({ table.divisions[$0].province }) else { return nil }
        var best: (distance: Int, length: Int, names: [Name])?
        for index in spellings.near(scan[start], scan[start + 1], among: provinces[province]) {
            let spelling = spellings[index].scalars
            let name = spellings[index].name
            let end = start + spelling.count
            guard end <= scan.count,
                parents.contains(where: { $0 != name.entry && table.isInside(name.entry, $0) }),
                let distance = homophones.distance(typed: scan.scalars[start..<end], name: spelling),
                distance > 0,
                isNear(distance, spelling, name, in: scan, start: start)
            else { continue }
            if let found = best, (found.distance, -found.length) < (distance, -spelling.count) { continue }
            if let found = best, found.distance == distance, found.length == spelling.count {
                best?.names.append(name)
            } else {
                best = (distance, spelling.count, [name])
            }
        }
        guard let best, Set(best.names.map(\.entry)).count == 1 else { return nil }
        return Chain(names: best.names, end: start + best.length, levels: chain.levels + 1, isRepaired: true)
    }

    /// Whether a wrong name may pass: a suffix must be right, and another character needs two right ones beside it.
    private func isNear(
        _ distance: Int, _ spelling: [Unicode.Scalar], _ name: Name, in scan: Scan, start: Int
    ) -> Bool {
        let end = start + spelling.count
        if name.isFull, scan[end - 1] != spelling[spelling.count - 1] { return false }
        if isPartOfOther(name, in: scan, end: end) { return false }
        if distance == 1 { return true }
        let right = zip(scan.scalars[start..<end], spelling).filter { $0 == $1 }.count
        return right >= 2 && (distance == 2 || spelling.count >= 3)
    }

    /// A name of three characters and more that sounds right (哈尔宾, 七七哈尔, 广洲市); in a slot one of two as well.
    private func soundingName(in scan: Scan, at index: Int, isSlot: Bool) -> Chain? {
        var best: (end: Int, names: [Name])?
        guard soundPairs.mayBegin(sound(scan[index]), sound(scan[index + 1])) else {
            return isSlot ? slotName(in: scan, at: index) : nil
        }
        // No name is longer than the stretch that is listened to.
        let sounds = (index..<min(index + 20, scan.count)).map { sound(scan[$0]) }
        bySound.forEachMatch(in: sounds, at: 0) { count, found in
            let end = index + count
            let fitting = found.map { spellings[$0] }.filter { entry in
                let (spelling, name) = (entry.scalars, entry.name)
                let right = zip(scan.scalars[index..<end], spelling).filter { $0 == $1 }.count
                return right * 2 >= count && (!name.isFull || scan[end - 1] == spelling[count - 1])
                    && !isPartOfOther(name, in: scan, end: end)
            }
            if !fitting.isEmpty { best = (end, fitting.map { $0.name }) }
        }
        if let best, Set(best.names.map(\.entry)).count == 1 {
            return Chain(names: best.names, end: best.end, isRepaired: true)
        }
        return isSlot ? slotName(in: scan, at: index) : nil
    }

    /// In a slot for a place: the division that is nearest to the whole stretch of Chinese characters, where only one is.
    private func slotName(in scan: Scan, at index: Int) -> Chain? {
        var end = index
        while end < scan.count, scan[end].isHan, end - index < 8 { end += 1 }
        guard end - index >= 2 else { return nil }
        let near = spellings.near(scan[index], scan[index + 1])
        for length in stride(from: end - index, through: 2, by: -1) {
            let typed = scan.scalars[index..<(index + length)]
            var best: (distance: Int, names: [Name])?
            for number in near {
                let (spelling, name) = (spellings[number].scalars, spellings[number].name)
                guard let distance = homophones.distance(typed: typed, name: spelling), distance > 0,
                    distance == 5 ? length >= 3 : isNear(distance, spelling, name, in: scan, start: index)
                else { continue }
                if let found = best, found.distance < distance { continue }
                if best?.distance == distance { best?.names.append(name) } else { best = (distance, [name]) }
            }
            if let best, Set(best.names.map(\.entry)).count == 1 {
                return Chain(names: best.names, end: index + length, isRepaired: true)
            }
        }
        return nil
    }
}
