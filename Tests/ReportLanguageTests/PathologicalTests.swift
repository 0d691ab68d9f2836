import ReportLanguage
import Testing

struct PathologicalTests {
    @Test(arguments: [
        String(repeating: "1", count: 1_000_000), String(repeating: "(", count: 40_000),
        String(repeating: "【", count: 10_000),
        String(repeating: "张三", count: 5_000), String(repeating: "报备 ", count: 3_000),
        String(repeating: "姓名：", count: 3_000),
        String(repeating: "1、", count: 4_000), String(repeating: "\n", count: 10_000),
        String(repeating: "@", count: 10_000),
        String(repeating: "「", count: 10_000), String(repeating: "\t", count: 10_000),
        String(repeating: "哈尔滨", count: 3_000),
        String(repeating: "一二三四五", count: 2_000), String(repeating: "👨‍👩‍👧", count: 2_000),
        String(repeating: "a·", count: 5_000),
        String(repeating: "张·", count: 5_000), String(repeating: "和", count: 10_000),
        "\u{202E}\u{200B}\u{FEFF}\u{0}\u{7F}",
        String(repeating: "从", count: 10_000), String(repeating: "1月", count: 5_000),
        String(repeating: "> ", count: 5_000),
    ])
    func `a text without sense is read and answered with silence`(text: String) throws {
        #expect(try Township.read(text).summary == "chatter")
    }

    @Test func `five hundred people in one message are five hundred reports`() throws {
        let people = (0..<500).map { "\($0 + 1). 张三 138\(String(10_000_000 + $0)) 大连 1.27到 2组" }
        let reports = try Township.read((["返村人员"] + people).joined(separator: "\n")).reports
        #expect(reports.count == 500)
        #expect(Set(reports.compactMap { $0.fields["phone"]?.string }).count == 500)
        #expect(reports.allSatisfy { $0.problems.isEmpty })
    }

    @Test func `a report with a story of five thousand characters keeps its facts`() throws {
        let story = String(repeating: "路上雪大车慢。", count: 700)
        let reading = try Township.read("返乡报备\n姓名：张三\n电话：13800001234\n从哪回：大连\n到家时间：后天\n备注：" + story)
        let reports = reading.reports
        #expect(reports.first?.fields["phone"] == .string("13800001234"))
        #expect(reports.first?.fields["note"]?.string?.hasPrefix("路上雪大") == true)
    }
}
