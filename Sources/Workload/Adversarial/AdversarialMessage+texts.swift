extension AdversarialMessage {
    /// A good report in front, for what may stand around one.
    static let report = "报备 张三 13800001234 从大连回来 后天到家 坐火车G1234"

    /// Long messages in which everything is in order.
    static func whole(_ length: Int) -> [AdversarialMessage] {
        [
            AdversarialMessage("story", report + " 备注：" + filled(length, "路上雪大车慢，")),
            AdversarialMessage("talk", filled(length, "今天真冷，你家炕烧了没有，")),
            AdversarialMessage("one line", "报备 " + filled(length, "张三 13800001234 大连 后天到 3组 ")),
            AdversarialMessage("triggers", filled(length, "报备 返乡 到岗 交班 零报告 已播 ")),
            AdversarialMessage("phones", "报备 张三 " + filled(length, "13800001234 ")),
            AdversarialMessage("spaced phones", "报备 张三 " + filled(length, "138-0000 ")),
            AdversarialMessage("identity numbers", "报备 " + filled(length, "230102199001011234 ")),
            AdversarialMessage("places", "报备 张三从" + filled(length, "哈尔滨道里朝阳")),
            AdversarialMessage("near places", "报备 张三从" + filled(length, "哈尔宾道理")),
            AdversarialMessage("dates", "报备 张三 " + filled(length, "腊月二十六晚8点到")),
            AdversarialMessage("clocks", "到岗 " + filled(length, "20:00-次日8:00 ")),
            AdversarialMessage("names", "到岗 国道卡口 " + filled(length, "张三、李四、王五，")),
            AdversarialMessage("corrections", report + filled(length, " 不对，是13900001234")),
            AdversarialMessage("questions", report + filled(length, "？！")),
            AdversarialMessage("checkpoints", "到岗 " + filled(length, "国到卡口 西屯卡扣 ")),
        ]
    }

    /// One character, or few, without end.
    static func endless(_ length: Int) -> [AdversarialMessage] {
        [
            "1", "0", "1 ", "1-", "1.", "1,", "86", "幺", "一二三四五", "十", "百", "年", "月", "1月", "1:", "度", "从",
            "和", "·",
            "张·", "a", "aB1", "啊", "@", "@张三 ", "#", "R1 ", "?", " ", "\t", "\n", "\r\n", "\r", ":", "=", "|",
            "-", ">", "> ",
            ". ", "•", "①", "1、", "1)", "村", "组", "V03 ", "张三", "不", "例", "号", "点", "半", "到", "回来",
        ].map { AdversarialMessage("endless " + $0.debugDescription, filled(length, $0)) }
    }

    /// Brackets and quotes that open and never close, close and were never open, or go deep.
    static func nested(_ length: Int) -> [AdversarialMessage] {
        let opening = ["(", "（", "[", "【", "「", "『", "《", "“", "{", "〔"].map {
            AdversarialMessage("opening \($0)", filled(length, $0))
        }
        let closing = [")", "]", "】", "」", "』", "》", "”", "}"].map {
            AdversarialMessage("closing \($0)", filled(length, $0))
        }
        let rule = "\n- - - - - - - - - - -\n"
        let quote = "「张三：" + report + "」" + rule
        return opening + closing + [
            AdversarialMessage("open and closed", filled(length / 2, "【") + filled(length / 2, "】")),
            AdversarialMessage("bracketed keys", filled(length, "【姓名】")),
            AdversarialMessage("open keys", filled(length, "【姓名")),
            AdversarialMessage(
                "quotes within quotes", filled(length, "「张三：") + filled(length / 20, "」" + rule) + report),
            AdversarialMessage("quote after quote", filled(length, quote) + report),
            AdversarialMessage("forwarded headers", filled(length, "张三 2022/01/22 09:58\n") + report),
            AdversarialMessage("lines of >", filled(length, "> 张三\n") + report),
        ]
    }

    /// What one does not see: controls, marks of direction, joiners, broken code units.
    static func invisible(_ length: Int) -> [AdversarialMessage] {
        let controls = String(String.UnicodeScalarView((0..<0x20).compactMap { Unicode.Scalar($0) }))
        let spaced = report.unicodeScalars.map { String($0) }.joined(separator: "\u{200B}")
        let halves: [UInt16] = [0xD83D, 0x5F20, 0xDE00, 0x4E09, 0xDC00, 0xD800]
        let surrogates = Array(repeating: halves, count: max(1, length / halves.count)).flatMap { $0 }
        let bytes = Array(
            repeating: [UInt8]([0xE5, 0xBC, 0xFF, 0xF0, 0x9F, 0x98, 0x80, 0xC0]), count: length / 8)
        return [
            AdversarialMessage("controls", filled(length, controls) + report),
            AdversarialMessage("a control in every word", filled(length, "报\u{0}备\u{7} 张\u{8}三\u{1B}[0m ")),
            AdversarialMessage("directions", filled(length, "\u{202E}\u{2066}张三\u{202C}\u{2069}\u{200F}")),
            AdversarialMessage("zero-width spaces", filled(length, spaced + " ")),
            AdversarialMessage("nothing visible", filled(length, "\u{200B}\u{200D}\u{FEFF}\u{2060}\u{FE0F}")),
            AdversarialMessage("joined emoji", filled(length, "👨‍👩‍👧‍👦🏳️‍🌈👍🏽")),
            AdversarialMessage("endless joiners", "👩" + filled(length, "\u{200D}👩")),
            AdversarialMessage("keycaps", filled(length, "1\u{FE0F}\u{20E3}")),
            AdversarialMessage("combining marks", "张" + filled(length, "\u{0301}\u{0327}")),
            AdversarialMessage("flags", filled(length, "🇨🇳")),
            AdversarialMessage("halves of surrogate pairs", String(decoding: surrogates, as: UTF16.self)),
            AdversarialMessage("broken UTF-8", String(decoding: bytes.flatMap { $0 }, as: UTF8.self)),
            AdversarialMessage("rare characters", filled(length, "\u{20000}\u{2A6D6}\u{10FFFF}\u{E000}")),
        ]
    }

    /// Lists, chains and tables with too much in them.
    static func lists(_ length: Int) -> [AdversarialMessage] {
        func lines(_ line: (Int) -> String) -> String {
            var text = ""
            var count = 0
            while text.unicodeScalars.count < length, count < length {
                let next = (count..<count + 50).map { line($0 + 1) }.joined(separator: "\n")
                text += (text.isEmpty ? "" : "\n") + next
                count += 50
            }
            return text
        }
        func phone(_ index: Int) -> String { "138" + String(10_000_000 + index) }
        return [
            AdversarialMessage("list", "返村人员\n" + lines { "\($0). 张三 \(phone($0)) 大连 1.27到 2组" }),
            AdversarialMessage("chain", "#接龙\n返乡报备\n" + lines { "\($0). 张三 \(phone($0))" }),
            AdversarialMessage("chain of names", "#接龙\n返乡报备\n" + lines { "\($0). 张三" }),
            AdversarialMessage("lines", lines { "张三 \(phone($0)) 大连 1.27到" }),
            AdversarialMessage(
                "inline list", "返村人员：" + lines { "\($0)、张三\(phone($0))" }.filter { $0 != "\n" }),
            AdversarialMessage("same person", "返村人员\n" + lines { _ in "张三 13800001234 大连 后天到" }),
            AdversarialMessage("blocks", lines { "姓名：张三\n电话：\(phone($0))\n" }),
            AdversarialMessage("table", "姓名\t电话\t从哪回\n" + lines { "张三\t\(phone($0))\t大连" }),
            AdversarialMessage(
                "wide table", filled(length / 2, "姓名\t电话\t") + "\n" + filled(length / 2, "张三\t1\t")),
            AdversarialMessage("empty cells", "姓名\t电话\n" + filled(length, "\t\t\t\n")),
            AdversarialMessage("examples", "#接龙\n报备\n" + lines { _ in "例 张三 13800000000" }),
            AdversarialMessage("keys", filled(length, "姓名：")),
            AdversarialMessage("keys of all kinds", filled(length, "姓名：张三 电话：1 从哪回：大连 到家：")),
            AdversarialMessage("unknown keys", filled(length, "性别：男\n")),
            AdversarialMessage("units", "零报告 " + filled(length, "1组2组3组")),
        ]
    }

    /// Messages larger than any chat carries, and lists longer than any village.
    static var oversized: [AdversarialMessage] {
        let people = (1...500).map { "\($0). 张三 138\(String(10_000_000 + $0)) 大连 1.27到 2组" }
        let chain = (1...5_000).map { "\($0). 张三" }
        return [
            AdversarialMessage("500 lines", "返村人员\n" + people.joined(separator: "\n")),
            AdversarialMessage("chain of 5,000", "#接龙\n返乡报备\n" + chain.joined(separator: "\n")),
            AdversarialMessage("megabyte of digits", String(repeating: "1234567890", count: 100_000)),
            AdversarialMessage("100,000 keys", String(repeating: "姓名：", count: 100_000)),
        ]
    }
}
