/// The part of a message that its writer means: without the mention of the bot, a quoted message, and forwarding headers.
struct MessageBody {
    /// The range of the folded text.
    private(set) var range: Range<Int>
    /// Whether a header says that somebody else wrote it.
    private(set) var isForwarded = false

    private let text: FoldedText
    private var scalars: [Unicode.Scalar] { text.scalars }
    private let isPersonName: (Range<Int>) -> Bool

    /// Finds the body of `text`; `isPersonName` tells whether a mention is of somebody on the roster.
    init(_ text: FoldedText, isPersonName: @escaping (Range<Int>) -> Bool) {
        self.text = text
        self.isPersonName = isPersonName
        range = text.scalars.indices
        trim()
        dropQuote()
        dropMentions()
        dropForwardHeaders()
        dropQuote()
        trim()
    }

    private mutating func trim() {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, scalars[start].isBlank || scalars[start] == "\n" { start += 1 }
        while end > start, scalars[end - 1].isBlank || scalars[end - 1] == "\n" { end -= 1 }
        range = start..<end
    }

    private mutating func cut(to start: Int) {
        range = min(start, range.upperBound)..<range.upperBound
        trim()
    }

    private func lineEnd(from start: Int) -> Int {
        var end = start
        while end < range.upperBound, scalars[end] != "\n" { end += 1 }
        return end
    }

    /// Whether a line holds nothing but dashes, three at least.
    private func isRule(_ line: Range<Int>) -> Bool {
        var dashes = 0
        for index in line {
            if scalars[index] == "-" || scalars[index] == "=" || scalars[index] == "_" {
                dashes += 1
            } else if !scalars[index].isBlank {
                return false
            }
        }
        return dashes >= 3
    }

    /// 「张三：…」, a line of dashes, and the reply; or lines that begin with `>`.
    private mutating func dropQuote() {
        guard let first = range.first else { return }
        if scalars[first] == "「" || scalars[first] == "『" {
            var start = first
            while start < range.upperBound {
                let end = lineEnd(from: start)
                if isRule(start..<end) { return cut(to: end) }
                start = end + 1
            }
        }
        while let start = range.first, scalars[start] == ">" { cut(to: lineEnd(from: start)) }
    }

    /// `@联防小助手 ` in front, and behind.
    private mutating func dropMentions() {
        // [CQ:at,qq=310077]: OneBot's codes in front.
        while range.count > 4, text.has("[CQ:", at: range.lowerBound),
            let end = range.first(where: { scalars[$0] == "]" })
        {
            cut(to: end + 1)
        }
        while let first = range.first, scalars[first] == "@" {
            var end = first + 1
            while end < range.upperBound, !scalars[end].isBlank, scalars[end] != "\n", scalars[end] != ":" {
                end += 1
            }
            guard !isPersonName(first + 1..<end) || end >= range.upperBound else { return }
            cut(to: end < range.upperBound && scalars[end] == ":" ? end + 1 : end)
        }
        var start = range.upperBound
        while start > range.lowerBound, !scalars[start - 1].isBlank, scalars[start - 1] != "\n",
            range.upperBound - start < 20
        {
            start -= 1
            if scalars[start] == "@" {
                if start > range.lowerBound, !isPersonName(start + 1..<range.upperBound) {
                    range = range.lowerBound..<start
                    trim()
                }
                return
            }
        }
    }

    /// `——转发自 …——`, and lines of a name, a date and a time.
    private mutating func dropForwardHeaders() {
        for _ in 0..<4 {
            guard let first = range.first else { return }
            let line = first..<lineEnd(from: first)
            guard line.upperBound < range.upperBound, isForwardHeader(line) else { return }
            isForwarded = true
            cut(to: line.upperBound)
        }
    }

    private func isForwardHeader(_ line: Range<Int>) -> Bool {
        guard line.count <= 60 else { return false }
        let content = scalars[line]
        let tellsSource = line.contains { index in
            switch scalars[index] {
            case "转": text.has("转自", at: index) || text.has("转发自", at: index)
            case "聊": index > line.lowerBound && text.has("的聊天记录", at: index - 1)
            default: false
            }
        }
        if tellsSource { return true }
        // 王广军 2022/01/26 12:58: a short name, then only a date and a clock.
        var digits = 0
        var hasClock = false
        var letters = 0
        for (index, scalar) in zip(content.indices, content) {
            if scalar.isDigit {
                digits += 1
            } else if scalar == ":" {
                hasClock = hasClock || (index > line.lowerBound && scalars[index - 1].isDigit)
            } else if scalar.isHan || scalar.isLetter {
                if digits > 0, !scalar.isOne(of: "年月日上下午") { return false }
                letters += digits > 0 ? 0 : 1
            } else if !scalar.isBlank, scalar != "/", scalar != "-", scalar != ".", scalar != "@" {
                return false
            }
        }
        return hasClock && digits >= 6 && digits <= 14 && letters >= 1 && letters <= 12
    }
}
