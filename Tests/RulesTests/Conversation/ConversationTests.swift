import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// Help, questions, floods, practice, silence.
@Suite struct ConversationTests {
    @Test(arguments: ["P010", "P009", "P086", "P145", "x1"])
    func `help is at most six lines that can be copied`(person: String) throws {
        let stage = try Stage()
        let lines = try stage.say(person, in: person == "P086" ? "checkpoints" : "V03", "帮助").only.split(
            separator: "\n")
        #expect((3...6).contains(lines.count))
    }

    @Test func `help offers a broadcast only to those who may send one`() throws {
        let stage = try Stage()
        #expect(try !stage.say("P010", in: "V03", "帮助").only.contains("广播"))
        #expect(try stage.say("P009", in: "V03", "帮助").only.contains("广播"))
    }

    @Test(arguments: ["今天真冷", "张三回来没", "都报备了吗", "明天谁值班", "[图片]", "收到", "13800001234", "好的好的，谢谢", "已阅"])
    func `talk gets no answer`(text: String) throws {
        let stage = try Stage()
        #expect(try stage.say("P010", in: "V03", text).isEmpty)
        #expect(stage.facts.audit.isEmpty || stage.outcomes.last == .chatter)
    }

    @Test
    func `a flood gets one polite word; what it reports is kept all the same, what it commands is not done`()
        throws
    {
        let stage = try Stage { $0.flood = RateLimit(3, perSeconds: 60) }
        func report(_ index: Int) throws -> [Stage.Said] {
            try stage.say(
                "P010", in: "V03",
                "报备 郑海\(["一", "二", "三", "四", "五", "六"][index]) 1380000552\(index) 从大庆让胡路回来 1月30日到家")
        }
        for index in 0..<3 { #expect(try report(index).only.hasPrefix("已登记")) }
        #expect(try stage.say("P010", in: "V03", "今天真冷").isEmpty)
        #expect(try report(3).only.hasPrefix("发得太快"))
        #expect(try report(4).isEmpty)
        #expect(stage.outcomes.last == .throttled)
        #expect(try stage.facts.report(5)?.state == .complete)
        #expect(try stage.say("P010", in: "V03", "撤回 R5").isEmpty)
        #expect(try stage.facts.report(5)?.state == .complete)
        try stage.pass(to: "2022-01-26T09:02")
        #expect(try report(5).only.hasPrefix("已登记 R6"))
    }

    @Test func `in training every post is marked as practice`() throws {
        let stage = try Stage { $0.isTraining = true }
        #expect(try stage.say("P010", in: "V03", ReturneeTests.complete).only.hasPrefix("【演练】已登记 R1"))
    }

    @Test func `who is on duty is told for the asker's place`() throws {
        let stage = try ShiftNightTests.stage()
        try stage.pass(to: "2022-01-26T20:01")
        try stage.say("P088", in: "checkpoints", "到岗 双河南卡口 吕丽杰")
        #expect(try stage.say("P021", in: "V06", "值守").only == "现在在岗：双河南卡口 吕丽杰（差 1 人）。")
        #expect(try stage.say("P009", in: "V03", "值守").only == "现在没有排班。")
    }

    @Test func `who is on duty tells also of a shift that began before the daemon did`() throws {
        let stage = try ShiftNightTests.stage(at: "2022-01-26T21:00")
        #expect(try stage.say("P021", in: "V06", "值守").only == "现在在岗：双河南卡口 没人报到（差 2 人）。")
    }

    @Test func `who has not reported today is told by village`() throws {
        let stage = try Stage()
        #expect(try stage.say("P010", in: "V03", "零报告").only == "已记 R1：零报告，1组，1月26日。")
        try stage.say("P011", in: "V03", "报备 赵小燕 13800004321 从哈尔滨道里回来 1月28日到家")
        #expect(try stage.say("P009", in: "V03", "未报").only == "今天未报：永胜村 3组。其余 2 组已报。")
        let all = try stage.say("P145", in: "T01", "未报").only
        #expect(all.hasPrefix("今天未报：兴隆村全村；东升村全村；永胜村 3组；"))
        #expect(all.hasSuffix("其余 2 组已报。"))
    }

    @Test func `a chain of zero reports that grows speaks only of what is new`() throws {
        let stage = try Stage()
        let chain = "#接龙\n各村零报告\n1. 兴隆村 零报告\n2. 东升村 零报告"
        #expect(try stage.say("P001", in: "T01", chain).only.hasPrefix("已登记 2 条："))
        #expect(try stage.say("P017", in: "T01", chain + "\n3. 新民 无异常").only.hasPrefix("已记 R3：零报告，新民村"))
        #expect(try stage.say("P017", in: "T01", chain).isEmpty)
    }

    @Test func `a guide is found by its topic`() throws {
        let stage = try Stage()
        var bot = stage.bot
        bot.guides = ["返乡": "返乡\n\n1. 先报备。"]
        let rules = RuleBook(
            bot: bot, phrases: try Sample.phrases("zh-Hans"), reader: try Sample.reader(), hash: { $0 })
        let found = try rules.receive(
            stage.event(user: "P010", chat: "V03", text: "指南 返乡"), id: 1, facts: stage.facts, now: stage.now)
        #expect(found.posts.first?.text == "返乡\n\n1. 先报备。")
        let none = try rules.receive(
            stage.event(user: "P010", chat: "V03", text: "指南 养牛"), id: 2, facts: stage.facts, now: stage.now)
        #expect(none.posts.first?.text == "没有这个指南。有的：返乡。")
        let bare = try rules.receive(
            stage.event(user: "P010", chat: "V03", text: "指南"), id: 3, facts: stage.facts, now: stage.now)
        #expect(bare.posts.first?.text == "有这些指南：返乡。要看哪个写上名字，例如“指南 返乡”。")
    }

    @Test func `any other form is kept and gets its one line`() throws {
        let stage = try Stage()
        let text = try stage.say("P009", in: "V03", "消杀登记 小学 消毒液用量 12").only
        #expect(text.hasPrefix("已记 R1：消杀登记") && text.contains("永胜村"))
        #expect(try stage.report(1).state == .complete)
    }
}
