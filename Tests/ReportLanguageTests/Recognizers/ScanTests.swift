import Testing

@testable import ReportLanguage

struct ScanTests {
    private static let pieces = Array(
        "0123456789零一二三十百千万两廿年月日号点时分半刻周星期初腊正闰农历明后前昨今早晚夜到至-—~～.:：/,，、 \t\n（）()#RrBbKkVvGgXx黑京+哈尔滨朝阳市区县村卡口组队度几多个人元旦除夕过再差第幺①１２\u{200B}\u{FEFF}\u{1F468}\u{200D}👍🏽"
            .unicodeScalars)

    @Test func `no text of random pieces breaks the recognisers, and candidates lie inside it in order`() {
        var random = Seeded(state: 20_220_128)
        for _ in 0..<3000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                view.append(Self.pieces.randomElement(using: &random) ?? " ")
            }
            let text = FoldedText(String(view))
            let candidates = Samples.recognizers.candidates(in: text)
            var last = 0
            for candidate in candidates {
                #expect(
                    !candidate.range.isEmpty && candidate.range.upperBound <= text.scalars.count,
                    "\(String(view))")
                #expect(candidate.range.lowerBound >= last)
                last = candidate.range.lowerBound
                guard case .time(let time) = candidate.kind, let at = LocalMoment(iso: "2022-01-22T10:00")
                else { continue }
                for aim in [TimeExpression.Aim.day, .when, .messageTime] {
                    for leaning in [Leaning.past, .future, .neutral] {
                        _ = time.resolve(at: at, leaning: leaning, for: aim, calendar: Samples.calendar)
                    }
                }
            }
        }
    }

    @Test func `no scalar of any plane breaks the recognisers`() {
        var random = Seeded(state: 7)
        for _ in 0..<500 {
            var view = String.UnicodeScalarView()
            for _ in 0..<60 {
                view.append(Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random)) ?? "三")
            }
            let text = FoldedText(String(view))
            for candidate in Samples.recognizers.candidates(in: text) {
                #expect(candidate.range.upperBound <= text.scalars.count)
            }
            _ = Samples.recognizers.places.read(text, text.scalars.indices)
        }
    }

    @Test(arguments: [
        "1", "(", "(0", "28号", "一", "1 ", "1.", "年", "明年", "22年", "哈尔滨", "卡口", "村", "晚8点到", "农历闰", "再过",
    ])
    func `long repetitions end, with no more candidates than scalars`(piece: String) {
        let text = FoldedText(String(repeating: piece, count: 5000))
        #expect(Samples.recognizers.candidates(in: text).count <= text.scalars.count)
    }

    @Test func `texts with nothing in them have no candidates`() {
        #expect(Samples.found(in: "").isEmpty)
        #expect(Samples.found(in: "今儿真冷啊").filter { $0 != "time" }.isEmpty)
        #expect(Samples.found(in: "[图片]").isEmpty)
    }
}
