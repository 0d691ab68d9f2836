import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// Returnees as a unit leader meets them.
@Suite struct ReturneeTests {
    static let complete = "报备 张三 13900005678 从哈尔滨道里回来 后天到家 坐火车G1234 3组"
    static let noPhone = "报备 赵小燕 从哈尔滨道里回来 1月28日到家"

    @Test func `a complete report gets one receipt that says back what matters, masked`() throws {
        let stage = try Stage()
        let text = try stage.say("P010", in: "V03", Self.complete).only
        #expect(text == "已登记 R1：张*，哈尔滨道里区，1月28日到，3组。")
        #expect(try stage.report(1).state == .complete)
        #expect(stage.facts.returnees[1]?.phone == "13900005678")
        #expect(stage.facts.returnees[1]?.village == PlaceCode("V03"))
        #expect(stage.facts.returnees[1]?.state == .expected)
    }

    @Test func `the receipt answers its message and dies after half a day`() throws {
        let stage = try Stage()
        let post = try #require(try stage.say("P010", in: "V03", Self.complete).first).post
        #expect(post.key == "reply:1" && post.replyTo == "m1" && post.priority == .reply)
        #expect(post.expiresAt == stage.now.addingTimeInterval(12 * 3600))
    }

    @Test func `what is missing is asked for, and the bare answer completes the report`() throws {
        let stage = try Stage()
        let ask = try stage.say("P011", in: "V03", Self.noPhone).only
        #expect(ask == "已登记 R1：赵*燕，哈尔滨道里区，1月28日到，2组。\n还差一项：赵*燕的电话。直接回复就行，例如 13800001234")
        #expect(try stage.report(1).state == .incomplete)
        #expect(try stage.say("P009", in: "V03", "今天真冷").isEmpty)
        #expect(try stage.say("P011", in: "V03", "13800004321").only == "R1 齐了：赵*燕，哈尔滨道里区，1月28日到，2组。")
        #expect(try stage.report(1).state == .complete)
        #expect(stage.facts.drafts.isEmpty && stage.facts.timers["draft:R1"] == nil)
        #expect(try stage.say("P011", in: "V03", "13800004321").isEmpty)
    }

    @Test func `somebody else's number does not fill a draft`() throws {
        let stage = try Stage()
        try stage.say("P011", in: "V03", Self.noPhone)
        #expect(try stage.say("P010", in: "V03", "13800004321").isEmpty)
        #expect(try stage.report(1).state == .incomplete)
    }

    @Test func `the draft lives on in the store, whoever keeps the rules`() throws {
        let stage = try Stage()
        try stage.say("P011", in: "V03", Self.noPhone)
        let rules = RuleBook(
            bot: stage.bot, phrases: try Sample.phrases("zh-Hans"), reader: try Sample.reader(), hash: { $0 })
        let event = stage.event(user: "P011", chat: "V03", text: "电话是13800004321")
        let decision = try rules.receive(event, id: 50, facts: stage.facts, now: stage.now)
        #expect(decision.posts.first?.text.hasPrefix("R1 齐了") == true)
    }

    @Test func `a number that is too short is shown and asked for again`() throws {
        let stage = try Stage()
        let text = try stage.say("P012", in: "V03", "报备 李秀兰 1380000432 从大庆让胡路回来 明天到家").only
        #expect(text.hasSuffix("李*兰的电话好像不对：138****432（10位）。请照着再发一遍，例如 13800001234"))
        #expect(try stage.say("P012", in: "V03", "13800004322").only.hasPrefix("R1 齐了"))
    }

    @Test func `several missing things are one line, a partial answer leaves only the rest`() throws {
        let stage = try Stage()
        let text = try stage.say("P010", in: "V03", "报备 孙玉芝 从哈尔滨道里回来").only
        #expect(text.hasSuffix("还差：孙*芝的电话、到家日期。直接回复就行，例如 13800001234 1月28日"))
        let rest = try stage.say("P010", in: "V03", "13800004455").only
        #expect(rest == "R1 记下了：电话 138****4455。\n还差一项：孙*芝的到家日期。直接回复就行，例如 1月28日")
        #expect(try stage.say("P010", in: "V03", "后天到").only.hasPrefix("R1 齐了"))
    }

    @Test func `several people in one message are one answer`() throws {
        let stage = try Stage()
        let text = try stage.say(
            "P010", in: "V03",
            "报备\n\n姓名：王立秋 电话：13800006601 从哪回：哈尔滨南岗 到家时间：1月28日\n\n姓名：孙玉芝 电话：13800006602 从哪回：齐齐哈尔龙沙 到家时间：1月29日\n\n姓名：高大山 从哪回：北京朝阳区 到家时间：1月30日"
        ).only
        let lines = text.split(separator: "\n")
        #expect(lines.first == "已登记 3 人：")
        try #require(lines.count == 5, "\(text)")
        #expect(lines[1] == "R1 王*秋，哈尔滨南岗区，1月28日到，1组")
        #expect(lines[4] == "还差一项：高*山的电话。直接回复就行，例如 13800001234")
        #expect(try stage.say("P010", in: "V03", "13800006603").only.hasPrefix("R3 齐了"))
    }

    @Test func `with two people lacking the same thing a bare value is not guessed at`() throws {
        let stage = try Stage()
        let text = try stage.say(
            "P010", in: "V03", "报备\n王立秋 从哈尔滨南岗回来 1月28日到家\n高大山 从北京朝阳区回来 1月30日到家"
        ).only
        #expect(text.hasSuffix("还差：R1 王*秋的电话；R2 高*山的电话。回复时带上编号，例如 R1 13800001234"))
        let whose = try stage.say("P010", in: "V03", "13800006603").only
        #expect(whose.hasPrefix("这是谁的：R2 高*山、R1 王*秋？") || whose.hasPrefix("这是谁的：R1 王*秋、R2 高*山？"))
        #expect(try stage.say("P010", in: "V03", "R2 13800006603").only.hasPrefix("R2 齐了"))
        #expect(try stage.say("P010", in: "V03", "王立秋 13800006604").only.contains("R1"))
        #expect(try stage.report(1).report.fields["phone"]?.string == "13800006604")
        #expect(try stage.report(1).state == .complete)
    }

    @Test func `more than ten people are counted, not listed`() throws {
        let stage = try Stage()
        let people = (0..<12).map { "\(Array("赵钱孙李周吴郑王冯陈褚卫")[$0])大明 138000077\($0 + 10) 从哈尔滨南岗回来 1月28日到家" }
        let text = try stage.say("P010", in: "V03", "报备\n" + people.joined(separator: "\n")).only
        #expect(text == "已登记 12 人：R1 到 R12。")
    }

    @Test func `the same person again is an update of the same receipt`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "报备 郑海 13800005521 从大庆让胡路回来 1月30日到家")
        try stage.pass(to: "2022-01-26T10:15")
        let text = try stage.say("P011", in: "V03", "报备 郑海 13800005521 从大庆让胡路回来 1月29日到家").only
        #expect(text.hasPrefix("R1 之前报过，已更新：到家日期 1月29日"))
        #expect(try stage.report(1).version == 2)
        #expect(stage.facts.reports[1]?.first?.report.fields["arrival"]?.string == "2022-01-30")
        #expect(try stage.report(2).mergedInto == 1)
        #expect(stage.facts.returnees.count == 1)
    }

    @Test func `the same name with another phone is another person`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "报备 郑海 13800005521 从大庆让胡路回来 1月30日到家")
        #expect(
            try stage.say("P010", in: "V03", "报备 郑海 13800005522 从大庆让胡路回来 1月30日到家").only.hasPrefix("已登记 R2"))
    }

    @Test func `an edited message corrects its own report, also in the number`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "报备 郑海 13800005521 从大庆让胡路回来 1月30日到家")
        var event = stage.event(user: "P010", chat: "V03", text: "报备 郑海 13800005529 从大庆让胡路回来 1月30日到家")
        event.kind = .edited
        #expect(try stage.receive(event).only == "R1 之前报过，已更新：电话 138****5529。")
    }

    @Test func `an identical repeat is silent within the hour and one line after it`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", Self.complete)
        #expect(try stage.say("P010", in: "V03", Self.complete).isEmpty)
        try stage.pass(to: "2022-01-26T11:00")
        #expect(try stage.say("P010", in: "V03", Self.complete).only == "R1 已经有了：张*，哈尔滨道里区，1月28日到，3组。")
        #expect(try stage.say("P010", in: "V03", Self.complete).isEmpty)
    }

    @Test func `a chain that grows speaks only of who is new`() throws {
        let stage = try Stage()
        let first = "#接龙\n返乡报备\n1. 王立秋 13800006601 从哈尔滨南岗回来 1月28日到家"
        try stage.say("P010", in: "V03", first)
        let text = try stage.say("P011", in: "V03", first + "\n2. 高大山 13800006602 从北京朝阳区回来 1月30日到家").only
        #expect(text.hasPrefix("已登记 R2：高*山"))
    }

    @Test func `a second report of somebody with two phones is asked about, and asked only once`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "报备 郑海 13900005521 从大庆让胡路回来 1月28日到家")
        let twice = "报备 姓名：郑海 电话：13900005521 电话：13900005522 从哪回：大庆让胡路 到家时间：1月28日"
        let text = try stage.say("P010", in: "V03", twice).only
        #expect(text == "郑*的电话写了两个：139****5521、139****5522。哪个对，直接回复那个。")
        #expect(try stage.report(1).state == .incomplete)
        #expect(try stage.say("P010", in: "V03", "13900005522").only.hasPrefix("R1 齐了"))
        _ = try stage.say("P010", in: "V03", twice)
        #expect(try stage.report(1).state == .complete && stage.facts.drafts.isEmpty)
        #expect(try stage.report(1).report.fields["phone"]?.string == "13900005522")
    }

    @Test func `a chain that grows does not reopen what was answered`() throws {
        let stage = try Stage()
        let first = "#接龙\n返乡报备\n1. 王立秋 13800006601 从朝阳回来 1月28日到家"
        #expect(try stage.say("P010", in: "V03", first).only.contains("有几种可能"))
        #expect(try stage.say("P010", in: "V03", "北京朝阳区").only.hasPrefix("R1 齐了"))
        let text = try stage.say("P011", in: "V03", first + "\n2. 高大山 13800006602 从北京朝阳区回来 1月30日到家").only
        #expect(!text.contains("王*秋") && text.contains("高*山"))
        #expect(try stage.report(1).state == .complete && stage.facts.drafts.isEmpty)
    }

    @Test func `without a name the rest is said back, and the name is asked for`() throws {
        let stage = try Stage()
        let text = try stage.say("P010", in: "V03", "报备 从青岛回来 1月28日到家 13900005521").only
        #expect(text.hasPrefix("R1：139****5521，青岛市，1月28日到，1组。\n还差一项：姓名。"))
    }

    @Test func `a unit whose reports were all withdrawn has not reported`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "报备 郑海 13900005521 从大庆让胡路回来 1月28日到家")
        try stage.say("P010", in: "V03", "报备 高大山 13900005522 从大庆让胡路回来 1月29日到家")
        try stage.say("P011", in: "V03", "零报告")
        try stage.say("P010", in: "V03", "更正 R1 电话 13900005523")
        #expect(try stage.say("P009", in: "V03", "未报").only == "今天未报：永胜村 3组。其余 2 组已报。")
        try stage.say("P010", in: "V03", "撤回 R1")
        #expect(try stage.say("P009", in: "V03", "未报").only == "今天未报：永胜村 3组。其余 2 组已报。")
        try stage.say("P010", in: "V03", "撤回 R2")
        #expect(try stage.say("P009", in: "V03", "未报").only == "今天未报：永胜村 1组、3组。其余 1 组已报。")
        try stage.say("P011", in: "V03", "撤回 R3")
        #expect(try stage.say("P009", in: "V03", "未报").only == "今天未报：永胜村全村。")
        try stage.say("P010", in: "V03", "零报告")
        #expect(try stage.say("P009", in: "V03", "未报").only == "今天未报：永胜村 2组、3组。其余 1 组已报。")
    }

    @Test func `a draft that gets no answer keeps its report and is mentioned once, by day`() throws {
        let stage = try Stage(at: "2022-01-26T23:30")
        try stage.say("P011", in: "V03", "报备 赵小燕 从哈尔滨道里回来 1月28日到家")
        #expect(try stage.pass(to: "2022-01-28T05:59").isEmpty)
        let said = try stage.pass(to: "2022-01-28T06:00")
        #expect(try said.only == "还差的没等到，先这样记着：R1 赵*燕的电话。想补随时发“更正 R1 电话 13800001234”。")
        #expect(try stage.report(1).state == .expired)
        #expect(try stage.say("P011", in: "V03", "更正 R1 电话 13800004321").only == "已更正 R1：电话 138****4321。")
        #expect(try stage.report(1).state == .complete)
        #expect(try stage.pass(to: "2022-01-30T06:00").isEmpty)
    }

    @Test func `in a chat that may see all, names and phones are whole`() throws {
        let stage = try Stage()
        let text = try stage.say("P148", in: "supervisors", "报备 郑海 13800005521 从大庆让胡路回来 1月30日到家 永胜2组").only
        #expect(text.contains("郑海"))
        #expect(
            try stage.say("P148", in: "supervisors", "更正 R1 电话 13800005522").only == "已更正 R1：电话 13800005522。")
    }
}
