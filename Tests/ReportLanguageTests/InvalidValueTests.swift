import ReportLanguage
import Testing

struct InvalidValueTests {
    @Test(arguments: [
        ("电话：（老婆的）1380000", "1380000"), ("电话：，1380000", "1380000"), ("电话：1380000（老婆的）", "1380000"),
        ("身份证号：（231102）", "231102"), ("身份证号：、231102 1988", "231102"),
    ])
    func `what is shown of an invalid value holds its digits`(line: String, digits: String) throws {
        let reports = try Township.read("返乡报备\n姓名：张三\n从哪回：大连\n到家时间：后天\n" + line).reports
        let raws = reports.flatMap(\.problems).filter { $0.code == .invalid }.compactMap(\.raw)
        #expect(raws.count == 1)
        #expect(raws.first?.contains(digits) == true, "\(raws)")
    }
}
