import Model
import ReportLanguage
import Testing

@testable import Settings

/// How talks are written down and judged.
struct TranscriptTests {
    private func parse(_ text: String) -> (Transcript?, [Finding]) {
        let log = FindingLog()
        return (
            TranscriptParser(source: SourceText(name: "transcripts/a.talk", text: text), log: log).parse(),
            log.findings
        )
    }

    @Test func `a talk is read step by step`() throws {
        let (parsed, findings) = parse(
            """
            # a comment
            talk: 缺电话
            duty: K07,*,20:00,08:00,P086 P090

            2022-01-28 19:30 P010@V03: 报备 张三
            | 从哈尔滨回来
            → V03: 还差…电话
            → direct:P049: 缺岗
            ↛ 13800001234
            19:31 ?老王@V03: 今天真冷
            → silence
            20:10
            → …
            2022-01-29 00:10
            """)
        #expect(findings == [])
        let talk = try #require(parsed)
        #expect(talk.name == "a" && talk.title == "缺电话" && talk.duty.count == 1)
        #expect(
            talk.steps.map(\.at.iso) == [
                "2022-01-28T19:30", "2022-01-28T19:31", "2022-01-28T20:10", "2022-01-29T00:10",
            ])
        #expect(talk.steps[0].action == .say(.person(PersonID("P010")), in: "V03", text: "报备 张三\n从哈尔滨回来"))
        #expect(talk.steps[0].expected.map(\.chat) == ["V03", "direct:P049"])
        #expect(talk.steps[0].forbidden == ["13800001234"])
        #expect(talk.steps[1].action == .say(.stranger("老王"), in: "V03", text: "今天真冷"))
        #expect(talk.steps[2].action == .wait && talk.steps[2].allowsMore)
    }

    @Test func `what was said is held against what was expected`() throws {
        let talk = try #require(parse("2022-01-28 09:00 P010@V03: 报备\n→ V03: 还差…电话\n→ K15: 缺岗\n↛ 138").0)
        let step = talk.steps[0]
        let good = Transcript.Step.Said(chat: "V03", text: "还差一项：张三的电话。")
        #expect(step.differences(from: [.init(chat: "K15", text: "【缺岗】"), good]) == [])
        #expect(step.differences(from: [good]) == ["line 3: K15 did not hear “缺岗”"])
        #expect(step.differences(from: [good, .init(chat: "K15", text: "缺岗"), good]).count == 1)
        #expect(
            step.differences(from: [.init(chat: "V03", text: "电话还差"), .init(chat: "K15", text: "缺岗 138")])
                .count == 3)
    }

    @Test(arguments: [
        ("→ V03: x", 1, "answers nothing"), ("09:00 P010@V03: x", 1, "no day"),
        ("2022-01-28 09:00 P010: x", 1, "nobody is named"), ("hello", 1, "no time"),
        ("2022-01-28 09:00\n08:00", 2, "before the one above"),
        ("2022-01-28 09:00\n→ V03", 2, "neither a chat nor silence"),
        ("duty: K07,*,20:00\n2022-01-28 09:00", 1, "no duty line"),
        ("2022-01-28 09:00\n| more", 2, "continues nothing"),
    ])
    func `a slip in a talk is told with its line`(text: String, line: Int, cause: String) {
        let (parsed, findings) = parse(text)
        #expect(parsed == nil)
        #expect(findings.contains { $0.line == line && $0.message.contains(cause) }, "\(findings)")
    }
}
