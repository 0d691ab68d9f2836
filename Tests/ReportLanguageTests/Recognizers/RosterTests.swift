import Testing

@testable import ReportLanguage

struct RosterTests {
    let index = Samples.recognizers.roster

    @Test(arguments: [
        ("永胜村", "village V03"), ("V03", "village V03"), ("永盛村", "village V03"), ("新明村", "village V05"),
        ("红旗村", "unknownVillage"),
        ("永胜2组", "unit V03 2组"), ("永胜村三组", "unit V03 3组"), ("3组", "unit 3组"), ("三组", "unit 3组"),
        ("第3小组", "unit 3组"), ("3队", "unit 3组"),
        ("V03-02", "unit V03 V03-02"), ("永盛村2组", "unit V03 2组"), ("永胜前屯", "unit V03 前屯"),
        ("国道卡口", "checkpoint K15"), ("国到卡口", "checkpoint K15"), ("国道卡点", "checkpoint K15"),
        ("K07", "checkpoint K07"),
        ("双河卡口", "checkpoint K06 K07"), ("向阳卡口", "checkpoint K10 K11"), ("向阳东卡口", "checkpoint K10"),
        ("永胜卡口", "checkpoint K03"),
        ("红旗卡口", "unknownCheckpoint"), ("火车站卡口", "unknownCheckpoint"), ("侯洋娟", "person P010"),
        ("孙志", "person P134 P200"),
    ])
    func `roster entries are found by name, short name, code or a near miss`(text: String, expected: String) {
        #expect(Samples.whole(text).contains(expected), "\(Samples.found(in: text))")
    }

    @Test(arguments: ["回村", "全村", "本村", "新农村", "你们村设了几个卡口", "卡口", "各卡口", "在卡口", "侯洋绢", "两组", "一组织"])
    func `general words and near names of people are no entries`(text: String) {
        let entries = Samples.found(in: text).filter { entry in
            ["village", "unknown", "checkpoint", "unit", "person"].contains { entry.hasPrefix($0) }
        }
        #expect(entries.isEmpty)
    }

    @Test(arguments: ["永胜", "国道", "前屯"])
    func `a short name without its word is weak`(text: String) {
        let folded = FoldedText(text)
        let whole = Samples.recognizers.candidates(in: folded).filter { $0.range == folded.scalars.indices }
        #expect(!whole.isEmpty && whole.allSatisfy(\.isWeak))
    }

    private func match<Result>(_ text: String, _ read: (FoldedText, Range<Int>) -> Result) -> Result {
        let folded = FoldedText(text)
        return read(folded, folded.scalars.indices)
    }

    @Test func `a slot's village, checkpoint and unit are read as a whole`() {
        #expect(match("永胜") { index.village($0, $1) } == .one("V03"))
        #expect(match(" 永盛村 ") { index.village($0, $1) } == .one("V03"))
        #expect(match("红旗") { index.village($0, $1) } == .none)
        #expect(match("双河桥") { index.checkpoint($0, $1) } == .one("K06"))
        #expect(match("k07") { index.checkpoint($0, $1) } == .one("K07"))
        #expect(match("向阳") { index.checkpoint($0, $1) } == .several(["K10", "K11"]))
        #expect(match("三组") { index.unit($0, $1, village: "V04") } == .one("V04-03"))
        #expect(match("永胜村3组") { index.unit($0, $1, village: "V04") } == .one("V03-03"))
        #expect(match("9组") { index.unit($0, $1, village: "V04") } == .none)
        #expect(match("v04-02") { index.unit($0, $1, village: nil) } == .one("V04-02"))
        #expect(match("后屯") { index.unit($0, $1, village: "V06") } == .one("V06-03"))
    }

    @Test func `a unit without its village is several, and the chat decides between checkpoints`() {
        #expect(
            match("2组") { index.unit($0, $1, village: nil) }
                == .several(["V03", "V04", "V05", "V06", "V09", "V11"].map { $0 + "-02" }))
        #expect(index.narrow(["K10", "K11"], place: "K11") == .one("K11"))
        #expect(index.narrow(["K06", "K07"], place: "V06") == .several(["K06", "K07"]))
        #expect(index.narrow(["K03", "K07"], place: "V03-02") == .one("K03"))
        #expect(match("向阳") { index.checkpoint($0, $1, place: "K10") } == .one("K10"))
        #expect(index.village(of: "K07") == "V06")
        #expect(index.village(of: "V03-01") == "V03")
        #expect(index.village(of: "K15") == nil)
    }
}
