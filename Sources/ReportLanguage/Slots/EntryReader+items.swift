/// Amounts of things: `口罩200个 84消毒液5桶`, `200个口罩`, `品名：棉大衣 数量：6件`.
extension EntryReader {
    /// Collects the things and their amounts from what nothing else took.
    mutating func readItems() {
        guard let field = fields.firstIndex(where: { $0.type == .items }), slots[field].isEmpty else {
            return
        }
        takeListMarks()
        var list = ItemList()
        for index in scan.tokenIndices(in: entry.range) {
            let token = scan.tokens[index]
            if isTaken(token) || isTrigger(token) || isItemsKey(token, field) {
                list.closePiece(isWall: !isItemsKey(token, field) && !token.isSeparator)
                continue
            }
            if let quantity = quantity(at: index) {
                list.add(quantity)
                continue
            }
            switch token.content {
            case .lineBreak: list.closePiece(isWall: false)
            case .mark(let mark, let isStrong):
                if isStrong || mark == "、" || mark == "/" || mark == "+" { list.closePiece(isWall: false) }
            case .blank: list.closePiece(isWall: false)
            case .word where list.awaitsUnit && token.range.count == 1: list.grow(token.range)
            case .word where token.isWord(.connector) || token.isWord(.filler) && !list.isInPiece:
                list.closePiece(isWall: false)
            case .word, .text, .name, .candidate: list.grow(token.range)
            }
        }
        list.finish()
        settle(list, field)
    }

    /// The number of a line (`3. 物品：`) counts nothing.
    private mutating func takeListMarks() {
        var start = entry.range.lowerBound
        while start < entry.range.upperBound {
            let end = scan.lineEnd(start, limit: entry.range.upperBound)
            let content = (start..<end).first { !scan.text.scalars[$0].isBlank } ?? end
            if start > entry.range.lowerBound,
                let text = LayoutFinder.markEnd(scan.text.scalars, content, end)
            {
                take(content..<text)
            }
            start = end + 1
        }
    }

    private func isItemsKey(_ token: Token, _ field: Int) -> Bool {
        role(token.uses).keys.contains(field)
    }

    /// An amount that the token is: a number behind a thing, or in front of one with its unit.
    private func quantity(at index: Int) -> ItemList.Quantity? {
        let token = scan.tokens[index]
        guard let candidate = scan.candidate(of: token) else { return weakQuantity(token) }
        return quantity(candidate, before: index + 1)
    }

    private func quantity(_ candidate: Candidate, before next: Int) -> ItemList.Quantity? {
        switch candidate.kind {
        case .number(let number, let unit):
            // 84 in 84消毒液 counts nothing: what it would count follows without a unit.
            if unit == nil, next < scan.tokens.count, !scan.tokens[next].isSeparator,
                scan.tokens[next].range.lowerBound < entry.range.upperBound, startsThing(next)
            {
                return nil
            }
            return .init(amount: Double(number), unit: unit, range: candidate.range)
        case .decimal(let number, let unit): return .init(amount: number, unit: unit, range: candidate.range)
        case .vagueNumber: return .init(amount: nil, unit: nil, range: candidate.range)
        default: return nil
        }
    }

    /// Whether more than a measure word stands at a token: then the figure before it is part of a thing's name.
    private func startsThing(_ index: Int) -> Bool {
        var count = 0
        for position in scan.tokens[index].range.lowerBound..<entry.range.upperBound {
            let scalar = scan.text.scalars[position]
            guard scalar.isHan || scalar.isLetter else { break }
            count += 1
        }
        return count > 1
    }

    /// 俩 and other amounts that are no token of their own.
    private func weakQuantity(_ token: Token) -> ItemList.Quantity? {
        for candidate in scan.candidates(in: token.range)
        where candidate.range == token.range && candidate.isWeak {
            if case .number(let number, let unit) = candidate.kind {
                return .init(amount: Double(number), unit: unit, range: candidate.range)
            }
        }
        return nil
    }

    /// A thing's name without spaces, and without 是 and the like before its amount.
    private func itemName(_ range: Range<Int>) -> String {
        let name = scan.text.folded(range).filter { !$0.isWhitespace }
        return name.count > 1 && ["是", "有", "要", "共"].contains { name.hasSuffix($0) }
            ? String(name.dropLast()) : name
    }

    private mutating func settle(_ list: ItemList, _ field: Int) {
        var items: [Item] = []
        var vague: Range<Int>?
        let correction = scan.tokenIndices(in: entry.range).last { scan.tokens[$0].isWord(.correction) }
            .map { scan.tokens[$0].range.lowerBound }
        for (thing, quantity) in list.pairs.prefix(Slot.longestList) {
            take(thing)
            take(quantity.range)
            if let unit = quantity.unitRange { take(unit) }
            guard let amount = quantity.amount else {
                vague = vague ?? quantity.range
                continue
            }
            let name = itemName(thing)
            // 酒精15瓶 不对 酒精是5瓶: the same thing once more takes the first back.
            if let word = correction, thing.lowerBound > word { items.removeAll { $0.item == name } }
            items.append(
                Item(
                    item: name, amount: amount,
                    unit: quantity.unit ?? quantity.unitRange.map { scan.text.folded($0) }))
        }
        if let vague {
            let problem = Problem(.ambiguous, fields[field].name, raw: scan.text.typed(vague))
            fill(field, .problem(problem, vague), .shape)
        } else if let first = list.pairs.first, !items.isEmpty {
            fill(field, .value(.items(items), first.thing), .shape)
        }
    }
}

/// Things and amounts as they come, paired: a thing goes with the amount behind it, or, where lists have the amount in
/// front, with that.
struct ItemList {
    /// How much; nil where it is vague.
    struct Quantity {
        var amount: Double?
        var unit: String?
        var range: Range<Int>
        /// A measure word that no list knows (`五挂`), behind the number.
        var unitRange: Range<Int>?
    }

    /// The pairs so far.
    private(set) var pairs: [(thing: Range<Int>, quantity: Quantity)] = []
    private var piece: Range<Int>?
    /// A thing whose amount stands further on (`品名：棉大衣⏎数量：6件`).
    private var thing: Range<Int>?
    /// An amount whose thing stands behind it.
    private var quantity: Quantity?
    private var isAmountFirst = false

    /// Whether the last amount has no unit yet.
    var awaitsUnit: Bool {
        piece == nil && quantity == nil
            && pairs.last.map { $0.quantity.unit == nil && $0.quantity.unitRange == nil } ?? false
    }
    /// Whether a thing is being spelled.
    var isInPiece: Bool { piece != nil }

    /// Goes on with the name of a thing.
    mutating func grow(_ range: Range<Int>) {
        if let old = piece, old.upperBound == range.lowerBound {
            piece = old.lowerBound..<range.upperBound
        } else {
            closePiece(isWall: false)
            piece = range
        }
    }

    /// Takes an amount.
    mutating func add(_ amount: Quantity) {
        if let named = piece ?? (isAmountFirst ? nil : thing), quantity == nil {
            pairs.append((named, amount))
            piece = nil
            thing = nil
        } else {
            closePiece(isWall: false)
            if pairs.isEmpty { isAmountFirst = true }
            quantity = amount
        }
    }

    /// Ends the name of a thing; a wall (a value of another field) also parts a thing from its amount.
    mutating func closePiece(isWall: Bool) {
        if let named = piece {
            if let amount = quantity {
                pairs.append((named, amount))
                quantity = nil
            } else if var last = pairs.last, last.quantity.unit == nil, named.count == 1,
                last.quantity.range.upperBound <= named.lowerBound, !isAmountFirst
            {
                last.quantity.unitRange = named
                pairs[pairs.count - 1] = last
            } else {
                thing = named
            }
            piece = nil
        }
        if isWall {
            thing = nil
            quantity = nil
        }
    }

    /// Ends the list.
    mutating func finish() { closePiece(isWall: true) }
}
