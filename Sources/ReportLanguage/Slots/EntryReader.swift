/// Reads one entry of a message as a report of one form: keys first, then shapes, words and order, then defaults.
struct EntryReader {
    let entry: Entry
    /// The token of the trigger that opens it, where there is one.
    let trigger: Int?
    var reader: FieldReader
    var slots: [Slot]
    /// Which of the entry's scalars something has taken.
    private var taken = PositionSet()
    /// Times found without a key, by field, with whether they correct what came before.
    var times = FieldTimes()
    /// The fields whose times stand behind a key.
    var keyedTimes = FieldSet()
    /// The fields of which a word next to the time speaks.
    var cuedTimes = FieldSet()
    /// Names found without a key, in order, by the tokens that hold them.
    var looseNames: [Int] = []
    /// Names beyond the first of a list that shares all else, by their tokens; a report of its own each.
    var furtherNames: [Int] = []
    /// Units beyond the first, each of which a report of its own speaks of (1组2组零报告).
    var furtherUnits: [Found] = []
    /// Numbers that no field has a place for besides another: they go to the note.
    var refused: [Range<Int>] = []
    /// Whether it reads an answer or a correction, in which any name, number or place is meant for a field.
    var isAnswer = false
    /// Whether a word said that what follows replaces what came before.
    var isCorrecting = false

    /// The form's fields.
    let fields: [FieldDefinition]

    var scan: ScannedMessage { reader.material.scan }
    var vocabulary: Vocabulary { reader.material.vocabulary }
    var form: Int { reader.form }
    var definition: FormDefinition { vocabulary.forms[form] }

    init(_ material: ReadingMaterial, form: Int, entry: Entry, trigger: Int? = nil) {
        self.entry = entry
        self.trigger = trigger
        reader = FieldReader(material: material, form: form)
        fields = material.vocabulary.forms[form].fields
        slots = []
        slots.reserveCapacity(fields.count)
        for _ in fields { slots.append(Slot()) }
    }

    /// Reads the entry.
    ///
    /// `heading`: what stands over all entries.
    mutating func read(heading: Range<Int>) {
        reader.village = village(in: entry.range) ?? village(in: heading)
        if entry.cells.isEmpty { readKeys() } else { readCells() }
        readNameLikeValue()
        readTokens()
        readWeakValues()
        readMisspelledCheckpoints()
        takeHeadcount()
        readNames()
        readUnknownPlaces()
        readMisspelledPlaces()
        readItems()
        settleTimes()
        settleVehicle()
        settleImplied()
    }

    /// The village that the text itself names.
    private func village(in range: Range<Int>) -> String? {
        for candidate in scan.candidates(in: range) {
            if case .village(let code) = candidate.kind, !candidate.isWeak { return code }
        }
        return nil
    }

    // MARK: - Taking

    /// A place's detail is no longer than this.
    private static let longestDetail = 40

    /// Marks what a value or a key covers.
    mutating func take(_ range: Range<Int>) {
        for index in range where entry.range.contains(index) { taken.insert(index - entry.range.lowerBound) }
    }

    /// Whether the token is already taken.
    func isTaken(_ token: Token) -> Bool {
        isTaken(at: token.range.lowerBound)
    }

    /// Whether the scalar at `position` is already taken.
    func isTaken(at position: Int) -> Bool {
        entry.range.contains(position) && taken.contains(position - entry.range.lowerBound)
    }

    /// Gives what was found to a field's slot.
    mutating func fill(_ field: Int, _ found: Found, _ claim: Slot.Claim) {
        let before = slots[field]
        let replaces = isCorrecting && claim != .inherited
        slots[field].take(found, for: fields[field], claim: claim, replaces: replaces)
        take(found.range)
        if !replaces { keepRefused(found, before: before, field) }
    }

    /// Whether a key gave any field its value.
    var usesKeys: Bool { slots.contains { $0.claim == .key } }

    // MARK: - Keys

    private mutating func readKeys() {
        let heads = Array(scan.heads(in: entry.range))
        for (index, head) in heads.enumerated() {
            let limit = index + 1 < heads.count ? heads[index + 1].range.lowerBound : entry.range.upperBound
            // 【交班】 over the names of both shifts is the report's title.
            let isTitle =
                head.range.lowerBound < head.word.lowerBound && index == 0
                && role(vocabulary.uses(ofUnspaced: scan.text.scalars[head.word])).isTrigger
            guard let field = isTitle ? nil : field(of: head.uses) else {
                // A key that no form has, left blank (性别：), says nothing.
                if head.uses.isEmpty,
                    scan.trimmed(head.range.upperBound..<max(head.range.upperBound, limit)).isEmpty
                {
                    take(head.range)
                }
                continue
            }
            take(head.range)
            readKeyed(field, from: head.range.upperBound, limit: limit)
        }
    }

    /// The field of this form that a key can be; with several, the first.
    func field(of uses: WordUses) -> Int? { role(uses).keys.first }

    /// What a word is in this form.
    func role(_ uses: WordUses) -> FormRole { vocabulary.role(of: uses, in: form) }

    private mutating func readKeyed(_ field: Int, from start: Int, limit: Int) {
        let isText = fields[field].type == .text
        var end = isText ? limit : scan.lineEnd(start, limit: limit)
        if !isText, scan.trimmed(start..<end).isEmpty, end < limit {
            end = scan.lineEnd(end + 1, limit: limit)
        }
        if fields[field].type == .names { end = endOfNameLines(end, limit: limit) }
        if !isText { end = min(end, nextKey(after: start, limit: max(start, end), than: field)) }
        let region = withoutListMark(start..<max(start, end))
        if fields[field].type == .time, readClocks(region) { return }
        guard let found = reader.read(fields[field], field, in: region) else {
            if vocabulary.isWord(scan.text.scalars[scan.trimmed(region)], .none) { take(region) }
            return
        }
        fill(field, found, .key)
        if case .place = fields[field].type {
            readDetail(field, after: found.range.upperBound, limit: region.upperBound)
        }
        if [.choice, .choices, .decimals, .boolean, .ref, .checkpoint, .village, .unit].contains(
            fields[field].type)
        {
            if found.range.isEmpty { return }
            takeTail(found.range.upperBound..<max(found.range.upperBound, region.upperBound))
        }
    }

    /// Where the lines end, from `end` on, that hold names and nothing else (人员：秦国丽⏎武玲娟).
    private func endOfNameLines(_ end: Int, limit: Int) -> Int {
        var end = end
        while end < limit {
            let next = scan.lineEnd(end + 1, limit: limit)
            let tokens = scan.tokenIndices(in: end + 1..<max(end + 1, next)).map { scan.tokens[$0] }
            let isNames = tokens.allSatisfy { token in
                if case .name = token.content { true } else { token.isSeparator || token.isWord(.connector) }
            }
            guard isNames, tokens.contains(where: { !$0.isSeparator }) else { break }
            end = next
        }
        return end
    }

    /// What goes on behind a value up to the next separator belongs to it, but for a number with a shape of its own
    /// (动车D1058).
    private mutating func takeTail(_ range: Range<Int>) {
        for index in scan.tokenIndices(in: reader.upToSeparator(range)) {
            if scan.candidate(of: scan.tokens[index])?.isHard ?? false { continue }
            take(scan.tokens[index].range)
        }
    }

    /// `时间：20:00-次日8:00`: both ends of a shift under one key.
    private mutating func readClocks(_ region: Range<Int>) -> Bool {
        for candidate in scan.candidates(in: region) where candidate.range.upperBound <= region.upperBound {
            guard case .clockRange(let from, let to) = candidate.kind else { continue }
            fillClocks(from, to, candidate.range, .key)
            return true
        }
        // 8-20 is a day anywhere else.
        let text = scan.trimmed(region)
        let hours = scan.text.folded(text).split(separator: "-").map { Int($0) }
        guard hours.count == 2, let from = hours[0].flatMap({ ClockTime(hour: $0) }),
            let to = hours[1].flatMap({ ClockTime(hour: $0 % 24) })
        else { return false }
        fillClocks(from, to, text, .key)
        return true
    }

    /// Where the key of another field begins that stands apart without a delimiter (接班：石力敏 时间8:00).
    private func nextKey(after start: Int, limit: Int, than field: Int) -> Int {
        for index in scan.tokenIndices(in: start..<limit) {
            let token = scan.tokens[index]
            guard token.range.count > 1, token.range.lowerBound > start, index > 0,
                scan.tokens[index - 1].isSeparator,
                let other = self.field(of: token.uses), other != field,
                reader.code(of: token.uses, field) == nil
            else { continue }
            return token.range.lowerBound
        }
        return limit
    }

    /// Without the number of the next line (`2、`) that stands in front of the next key.
    private func withoutListMark(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, scan.text.scalars[end - 1].isBlank || scan.text.scalars[end - 1] == "\n"
        { end -= 1 }
        var digits = end
        if digits > range.lowerBound, scan.text.scalars[digits - 1].isOne(of: ".、)") {
            digits -= 1
            let mark = digits
            while digits > range.lowerBound, mark - digits < 3, scan.text.scalars[digits - 1].isDigit {
                digits -= 1
            }
            let before = digits > range.lowerBound ? scan.text.scalars[digits - 1] : " "
            if digits < mark, before.isBlank || before == "\n" { return range.lowerBound..<digits }
        }
        return range
    }

    private mutating func readCells() {
        for cell in entry.cells {
            guard let field = field(of: cell.uses), !cell.range.isEmpty else { continue }
            if fields[field].type == .time, readClocks(cell.range) { continue }
            if let found = reader.read(fields[field], field, in: cell.range) {
                fill(field, found, .key)
                if case .place = fields[field].type {
                    readDetail(field, after: found.range.upperBound, limit: cell.range.upperBound)
                }
                if fields[field].type != .text { take(reader.upToSeparator(cell.range)) }
            }
        }
    }

    /// Whether what stands behind a place is no name of a town or a street (大连来的车): then somebody tells a story.
    var hasOddDetail: Bool {
        slots.contains { slot in
            guard case .place(let place) = slot.value, let detail = place.detail?.unicodeScalars,
                let last = detail.last
            else { return false }
            return !last.isOne(of: "镇乡路街道村屯区园厂校场站院号楼")
                && (detail.count > 4 || !detail.allSatisfy(vocabulary.canBeInName))
        }
    }

    /// Whether a token can go on with the name of a place: plain text, a house number, a village, no word of the form.
    private func mayBeDetail(_ token: Token) -> Bool {
        switch token.content {
        case .candidate(let number):
            let candidate = scan.candidate(number)
            if case .number = candidate.kind { return true }
            return candidate.isPlaceOfOurs
        case .word(let uses):
            return role(uses).isEmpty && !token.isWord(.past) && !token.isWord(.future)
                && !token.isWord(.boundary)
                && !(token.isWord(.filler) && token.range.count > 1)
        default: return true
        }
    }

    /// What follows a place without a gap is its detail (`北京市大兴区黄村镇`).
    mutating func readDetail(_ field: Int, after start: Int, limit: Int) {
        guard case .place(var place) = slots[field].value, place.detail == nil, start < limit else { return }
        var end = start
        let limit = min(limit, start + Self.longestDetail)
        for index in scan.tokenIndices(in: start..<limit) {
            let token = scan.tokens[index]
            guard token.range.lowerBound == end, !token.isSeparator, !isTaken(token), mayBeDetail(token)
            else { break }
            end = token.range.upperBound
        }
        guard end - start >= 2 else { return }
        place.detail = scan.text.typed(start..<end)
        let claim = slots[field].claim
        slots[field] = Slot()
        slots[field].take(
            .value(.place(place), start..<end), for: fields[field], claim: claim, replaces: true)
        take(start..<end)
    }
}
