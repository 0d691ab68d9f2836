import Model

/// Where a text calls somebody: an `@name` and whose it is.
struct MentionSpan {
    let mention: Mention
    let range: Range<String.Index>

    /// Finds the `@name` of each mention, each place given once, in the order of the text.
    ///
    /// Longer names go first, so that `@张三丰` is not taken for 张三. A name that two bear stands for one of them a
    /// time; a mention whose name does not stand in the text is left out.
    static func find(_ mentions: [Mention], in text: String) -> [MentionSpan] {
        var spans: [MentionSpan] = []
        for mention in mentions.sorted(by: { $0.name.count > $1.name.count }) where !mention.name.isEmpty {
            var start = text.startIndex
            while let range = text.range(of: "@" + mention.name, from: start) {
                if spans.allSatisfy({ !$0.range.overlaps(range) }) {
                    spans.append(MentionSpan(mention: mention, range: range))
                    break
                }
                start = range.upperBound
            }
        }
        return spans.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}

extension String {
    /// The first place at or after `start` where a text stands, on character boundaries.
    fileprivate func range(of text: String, from start: Index) -> Range<Index>? {
        self[start...].firstRange(of: text)
    }
}
