import Foundation
import ReportLanguage
import Testing

@testable import Store

/// The JSON that the store writes by hand is what the general decoder reads.
struct ContentJSONTests {
    private static let values: [FieldValue] = [
        .string(""), .string("引\"号\\和\n换行\u{0}\u{1F}\u{7F}👨‍👩‍👧\u{2028}"), .integer(-7), .integer(.max),
        .decimal(36.5), .decimal(0.1), .decimal(1e-7), .boolean(true), .boolean(false),
        .strings([]), .strings(["王磊", "a\"b"]), .decimals([36.6, 37.25]),
        .place(Place(code: nil, name: "俄罗斯")),
        .place(Place(code: "230102", name: "黑龙江省哈尔滨市道里区", detail: "建国街\t1号")),
        .items([Item(item: "口罩", amount: 50.5, unit: "个"), Item(item: "酒精", amount: 0.25)]),
    ]

    @Test(arguments: values) func `every kind of value comes back from a report's JSON`(value: FieldValue)
        throws
    {
        let content = ReportContent(
            fields: ["a": value, "名\"字": .string("x")],
            problems: [
                Problem(.conflict, "phone", raw: "139\n", options: [value, .string("二")]),
                Problem(.missing, "name"),
            ])
        let read = try JSONDecoder().decode(ReportContent.self, from: Data(content.json.utf8))
        #expect(read.fields == content.fields)
        #expect(read.problems == content.problems)
    }

    @Test func `an empty report and a bare returnee come back`() throws {
        let report = ReportContent(fields: [:], problems: [])
        #expect(report.json == #"{"fields":{},"problems":[]}"#)
        let bare = ReturneeContent(name: "方平")
        #expect(bare.json == #"{"name":"方平"}"#)
        let whole = ReturneeContent(
            name: "方平", phone: "13900000000", idNumber: "23", origin: Place(code: "230102", name: "道里"),
            arrival: "2022-01-28")
        let read = try JSONDecoder().decode(ReturneeContent.self, from: Data(whole.json.utf8))
        #expect(read.json == whole.json)
        #expect(read.origin == whole.origin)
    }
}
