import ReportLanguage
import Testing

struct AnswerTests {
    @Test(arguments: [
        ("13800001234", ["phone"], "phone=13800001234"), ("电话13800001234", ["phone"], "phone=13800001234"),
        ("是138 0000 1234", ["phone", "arrival"], "phone=13800001234"),
        ("幺三八零零零零幺二三四", ["phone"], "phone=13800001234"),
        ("1380000123", ["phone"], "!invalid:phone(1380000123)"), ("哈尔滨道里", ["origin"], "origin=230102"),
        ("晚上8点", ["arrival"], "arrival=2022-01-22T20:00"), ("后天", ["arrival"], "arrival=2022-01-24"),
        ("张三", ["name"], "name=张三"),
        ("张三 13800001234", ["name", "phone"], "name=张三 phone=13800001234"),
        ("我叫张三", ["name", "origin"], "name=张三"),
        ("从大连回来的，后天到", ["origin", "arrival"], "arrival=2022-01-24 origin=210200"),
        ("2月30号", ["arrival"], "!invalid:arrival(2月30号)"),
    ])
    func `a bare answer fills what the draft lacks`(text: String, lacking: [String], summary: String) throws {
        let answer = try #require(try Township.answer(text, form: "returnee", lacking: lacking), "\(text)")
        #expect((answer.fields.summary + answer.problems.summary).joined(separator: " ") == summary)
    }

    @Test(arguments: [
        "好的", "今天真冷", "张三回来没", "电话是多少来着", "[图片]", "我问问他", "等会儿给你", "谁的电话？", "张三昨天还在群里说话呢", "收到",
    ])
    func `talk is no answer`(text: String) throws {
        #expect(try Township.answer(text, form: "returnee", lacking: ["name", "phone", "arrival"]) == nil)
    }

    @Test func `the staff that a check-in lacks are answered with names alone`() throws {
        let answer = try Township.answer(
            "贾桂、邓洋永", form: "checkin", lacking: ["staff"], from: "P133", in: "K15")
        #expect(answer?.fields.summary == ["staff=贾桂+邓洋永"])
    }
}
