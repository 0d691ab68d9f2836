import Testing

@testable import ReportLanguage

struct FoldingTests {
    @Test(arguments: [
        ("１３８－００００", "138-0000"), ("姓名：张三", "姓名:张三"), ("臘月廿八到後屯", "腊月廿八到后屯"),
        ("①张三②李四", "•张三•李四"), ("1️⃣张三", "•张三"), ("⑴张三", "•张三"), ("a\u{200B}b\u{202E}c\u{FEFF}", "abc"),
        ("⻄⻓安⼈", "西长安人"), ("20：00～８：００", "20:00~8:00"), ("张三\r\n李四\r王五", "张三\n李四\n王五"),
        ("1月28日—30日", "1月28日-30日"), ("📢已播✅", "\u{FFFC}已播\u{FFFC}"), ("👨‍👩‍👧到家", "\u{FFFC}\u{FFFC}\u{FFFC}到家"),
        ("\u{1D7CF}\u{1D7D1}", "13"),
    ])
    func `a message folds to one spelling`(text: String, folded: String) {
        #expect(FoldedText(text).folded == folded)
    }

    @Test func `folding twice is the same as once`() {
        let scalars = (1...0x2FFFF).compactMap { Unicode.Scalar($0) }
        for chunk in stride(from: 0, to: scalars.count, by: 4096) {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[chunk..<min(chunk + 4096, scalars.count)])
            let once = FoldedText(String(view)).folded
            #expect(FoldedText(once).folded == once)
        }
    }

    @Test func `a folded range gives the text as typed`() {
        let text = FoldedText("張\u{200B}三：１３８")
        #expect(text.folded == "张三:138")
        #expect(text.typed(0..<2) == "張\u{200B}三")
        #expect(text.typed(3..<6) == "１３８")
    }

    @Test func `every digit of a message is still there`() {
        let text = "①１３８⑵0000🔟1234 20:30 ⒈"
        #expect(FoldedText(text).folded.filter(\.isNumber) == "13800001234203" + "0")
    }
}
