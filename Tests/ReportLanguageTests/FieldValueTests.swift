import ReportLanguage
import Testing

@Suite struct FieldValueTests {
    @Test(
        "The text of a value under which reports are filed is what stores already hold",
        arguments: [
            .string("张三"), .string(""), .string("a\"b"), .string("it's"), .string("C:\\"), .string("两\n行"),
            .string("e\u{301}"), .string("👩‍👩‍👧"), .string("2026-11-24T08:00+08:00"), .integer(-3),
            .boolean(true), .boolean(false),
            .decimal(36.5), .strings(["张三", "李四"]), .decimals([36.5, 37]),
            .place(Place(code: "230102", name: "黑龙江省哈尔滨市道里区")),
            .place(Place(code: nil, name: "日本", detail: "东京")),
            .place(Place(code: "230102", name: "x", detail: "\"")),
            .items([Item(item: "口罩", amount: 50, unit: "个")]),
        ] as [FieldValue])
    func keyText(value: FieldValue) {
        #expect(value.keyText == String(describing: value))
    }
}
