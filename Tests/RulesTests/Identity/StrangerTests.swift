import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// Accounts that no roster knows.
@Suite struct StrangerTests {
    private static let report = "报备 王德发 13800007701 从长春绿园区回来 明天到家"

    @Test func `a stranger's report is kept unconfirmed, and how to bind is told once a day`() throws {
        let stage = try Stage()
        let text = try stage.say("x1", in: "V03", Self.report).only
        #expect(text.hasPrefix("已记 R1（待确认）：王*发，长春绿园区，1月27日到。\n还不认识这个账号。"))
        #expect(try stage.report(1).state == .unconfirmed)
        #expect(stage.facts.returnees.isEmpty)
        let second = try stage.say("x1", in: "V03", "报备 王小发 13800007702 从长春绿园区回来 明天到家").only
        #expect(second.hasPrefix("已记 R2（待确认）") && !second.contains("绑定"))
        #expect(try stage.say("x1", in: "V03", "今天真冷").isEmpty)
    }

    @Test func `it counts when somebody of the village vouches for it`() throws {
        let stage = try Stage()
        try stage.say("x1", in: "V03", Self.report)
        #expect(try stage.say("P046", in: "V12", "确认 R1").only == "R1 要本村的人或镇里来确认。")
        #expect(try stage.say("P009", in: "V03", "确认 R1").only.hasPrefix("已确认 R1：王*发"))
        #expect(stage.facts.returnees[1]?.name == "王德发")
    }

    @Test func `a stranger's report about somebody known adds to what is known`() throws {
        let stage = try Stage()
        try stage.say("x1", in: "V03", Self.report)
        try stage.say("P010", in: "V03", Self.report)
        try stage.say("P009", in: "V03", "确认 R1")
        #expect(stage.facts.returnees.count == 1)
        #expect(try stage.report(1).mergedInto == 2)
    }

    @Test func `it counts when they bind, and the account is theirs from then on`() throws {
        let stage = try Stage()
        try stage.say("x1", in: "V03", Self.report)
        stage.facts.invitations["hash of fq8866"] = PersonID("P012")
        let text = try stage.tell("x1", "绑定 fq8866").only
        #expect(text == "绑定好了：谢杰斌，永胜村3组组长。之前报的 R1 都算数。")
        #expect(try stage.report(1).state == .complete)
        #expect(try stage.tell("x1", "绑定 fq8866").only.hasPrefix("口令不对"))
        #expect(try stage.say("x1", in: "V03", "报备 王小发 13800007702 从长春绿园区回来 明天到家").only.hasPrefix("已登记 R2"))
    }

    @Test func `a token shown in a group still binds, with a word about it`() throws {
        let stage = try Stage()
        stage.facts.invitations["hash of fq8866"] = PersonID("P012")
        #expect(try stage.say("x1", in: "V03", "绑定 fq8866").only.hasSuffix("下次口令请私聊发，别发在群里。"))
    }

    @Test func `somebody known neither takes nor spends another's token`() throws {
        let stage = try Stage()
        stage.facts.invitations["hash of fq8866"] = PersonID("P012")
        #expect(try stage.say("P010", in: "V03", "绑定 fq8866").only.contains("口令是给别人的"))
        #expect(try stage.say("x1", in: "V03", "绑定 fq8866").only.hasPrefix("绑定好了：谢杰斌"))
    }

    @Test func `a stranger's direct chat is not answered without a token`() throws {
        let stage = try Stage()
        #expect(try stage.tell("x1", Self.report).isEmpty)
        #expect(try stage.tell("x1", "你好").isEmpty)
        #expect(stage.outcomes.allSatisfy { $0 == .ignored })
        #expect(try stage.tell("x1", "绑定 nonsense").only == "口令不对、用过了或过期了，请跟村里再要一个。")
    }

    @Test func `a chat may accept or ignore strangers`() throws {
        let accepting = try Stage { bot in
            for index in bot.chats.indices { bot.chats[index].unknownSenders = .accept }
        }
        #expect(try accepting.say("x1", in: "V03", Self.report).only.hasPrefix("已登记 R1：王*发"))
        let ignoring = try Stage { bot in
            for index in bot.chats.indices { bot.chats[index].unknownSenders = .ignore }
        }
        #expect(try ignoring.say("x1", in: "V03", Self.report).isEmpty)
        #expect(ignoring.facts.reports.isEmpty)
    }

    @Test func `a stranger cannot stop an alarm or send a broadcast`() throws {
        let stage = try ShiftNightTests.stage()
        try stage.pass(to: "2022-01-26T20:11")
        #expect(try stage.say("x1", in: "checkpoints", "接手 E1").only.hasPrefix("还不认识这个账号"))
        #expect(try stage.say("x1", in: "checkpoints", "收到 E1").isEmpty)
        #expect(try stage.say("x1", in: "checkpoints", "收到").isEmpty)
        #expect(try stage.say("x1", in: "V03", "广播 全镇 内容").isEmpty)
        #expect(stage.facts.cases[1]?.state == .open)
    }

    @Test func `an unlisted group, a bot and the bot itself are met with silence`() throws {
        let stage = try Stage()
        #expect(try stage.say("P010", in: "elsewhere", ReturneeTests.complete).isEmpty)
        var event = stage.event(user: "P010", chat: "V03", text: ReturneeTests.complete)
        event.isFromBot = true
        #expect(try stage.receive(event).isEmpty)
        #expect(stage.facts.reports.isEmpty)
    }

    @Test func `a stranger's check-in does not man a shift until somebody vouches for it`() throws {
        let stage = try ShiftNightTests.stage()
        try stage.say("x1", in: "checkpoints", "到岗 双河南卡口 吕丽杰 刘敏伟")
        #expect(stage.facts.checkIns.isEmpty)
        #expect(try stage.say("P085", in: "checkpoints", "确认 R1").only.contains("到齐 2 人"))
    }
}
