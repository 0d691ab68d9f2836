extension RosterIndex {
    // MARK: A stretch of text as a whole

    /// The village that the whole of `range` names; with near misses.
    func village(_ text: FoldedText, _ range: Range<Int>) -> Match {
        let scan = Scan(scalars: text.scalars)
        let typed = trimmed(range, in: scan)
        if case .village(let code)? = entry(code: scan.upper(typed)) { return .one(code) }
        let stem = stemRange(typed, in: scan, Self.villageSuffixes)
        return nearest(scan.scalars[stem], among: villages)
    }

    /// The checkpoint that the whole of `range` names; with near misses.
    ///
    /// `place` is the chat's or the sender's (a village, unit or checkpoint), which decides between several.
    func checkpoint(_ text: FoldedText, _ range: Range<Int>, place: String? = nil) -> Match {
        let scan = Scan(scalars: text.scalars)
        let typed = trimmed(range, in: scan)
        if case .checkpoint(let codes)? = entry(code: scan.upper(typed)) { return Self.match(codes) }
        let stem = stemRange(typed, in: scan, Self.checkpointSuffixes)
        return checkpoint(named: scan.scalars[stem], place: place)
    }

    /// The unit that the whole of `range` names; `village`: the village that the chat or the sender fixes.
    func unit(_ text: FoldedText, _ range: Range<Int>, village: String?) -> Match {
        let scan = Scan(scalars: text.scalars)
        let typed = trimmed(range, in: scan)
        if case .unit(let mention)? = entry(code: scan.upper(typed)) {
            return unit(mention, village: village)
        }
        for index in typed {
            guard let (mention, end) = mention(in: scan, at: index), end == typed.upperBound else { continue }
            if index == typed.lowerBound { return unit(mention, village: village) }
            let before = stemRange(
                trimmed(typed.lowerBound..<index, in: scan), in: scan, Self.villageSuffixes)
            guard case .one(let code) = nearest(scan.scalars[before], among: villages) else { continue }
            var named = mention
            named.village = code
            return unit(named, village: nil)
        }
        return .none
    }

    private func trimmed(_ range: Range<Int>, in scan: Scan) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, scan[start].isBlank || scan.isOne(of: ":\n、,。", at: start) { start += 1 }
        while end > start, scan[end - 1].isBlank || scan.isOne(of: ":\n、,。", at: end - 1) { end -= 1 }
        return start..<end
    }

    private func stemRange(_ range: Range<Int>, in scan: Scan, _ suffixes: [String]) -> Range<Int> {
        for suffix in suffixes {
            let length = suffix.unicodeScalars.count
            if range.count > length, scan.has(suffix, at: range.upperBound - length) {
                return range.lowerBound..<(range.upperBound - length)
            }
        }
        return range
    }

    // MARK: Near misses

    /// The entry nearest to a name; none where several are as near, unless they bear that very name.
    func nearest(_ typed: ArraySlice<Unicode.Scalar>, among stems: [Stem]) -> Match {
        var best = Int.max
        var codes: [String] = []
        for stem in stems {
            guard let distance = homophones.distance(typed: typed, name: stem.scalars), distance <= best
            else { continue }
            if distance < best { codes = [] }
            best = distance
            codes.append(stem.code)
        }
        if best == 0 { return Self.match(codes) }
        return codes.count == 1 ? .one(codes[0]) : .none
    }

    /// The checkpoint of a name: exact, the start or the end of a longer name (双河 for 双河桥 and 双河南), or near.
    func checkpoint(named typed: ArraySlice<Unicode.Scalar>, place: String?) -> Match {
        let exact = checkpoints.filter { $0.scalars[...] == typed }
        if !exact.isEmpty { return narrow(exact.map(\.code), place: place) }
        let partial = checkpoints.filter { stem in
            typed.count >= 2 && stem.scalars.starts(with: typed)
                || !typed.isEmpty && stem.scalars.count > typed.count
                    && stem.scalars.suffix(typed.count) == typed
        }
        if !partial.isEmpty { return narrow(partial.map(\.code), place: place) }
        return nearest(typed, among: checkpoints)
    }
}
