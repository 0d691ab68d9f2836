import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// What must be known at once: who is told, once, and what stops it.
@Suite struct IncidentTests {
    @Test func `supervisors hear of gambling in the same moment, whole, and the sender hears that they do`()
        throws
    {
        let stage = try Stage()
        let said = try stage.say("P010", in: "V03", "举报 打麻将 小卖部 5个人")
        #expect(try said.to("V03").only == "已记 R1：情况，赌博，永胜村，5人，小卖部。已报督导组（E1）。")
        let alert = try #require(said.to("supervisors").first)
        #expect(
            alert.text == "【急情】情况，赌博，永胜村，5人，小卖部（\(stage.name("P010")) 09:00 报）。能去的回“接手 E1”，知道了回“收到 E1”。")
        #expect(alert.post.priority == .escalation && alert.post.mentions.isEmpty)
    }

    @Test func `other incidents are kept without an alarm`() throws {
        let stage = try Stage()
        let said = try stage.say("P010", in: "V03", "情况上报 事由：破坏路障")
        #expect(try said.only.hasPrefix("已记 R1"))
        #expect(stage.facts.cases.isEmpty)
    }

    @Test func `a fever's number is whole for the supervisors and masked in the village`() throws {
        let stage = try Stage()
        let said = try stage.say("P010", in: "V03", "发热 周小芳 38.5度")
        #expect(try said.to("V03").only.contains("周*芳"))
        #expect(try said.to("supervisors").only.contains("周小芳，38.5度"))
    }

    @Test func `nobody reacts: the next in the policy are told, each once, by name`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "举报 打麻将 小卖部 5个人")
        #expect(try stage.pass(to: "2022-01-26T09:14").isEmpty)
        let deputy = try stage.pass(to: "2022-01-26T09:15").only
        #expect(deputy.contains("已通知督导组") && deputy.contains("@"))
        #expect(try stage.pass(to: "2022-01-26T09:30").count == 1)
        #expect(try stage.pass(to: "2022-01-26T12:00").isEmpty)
    }

    @Test(arguments: ["收到", "收到 E1", "接手 E1"])
    func `one word stops it`(word: String) throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "举报 打麻将 小卖部 5个人")
        try stage.say("P148", in: "supervisors", word)
        #expect(try stage.pass(to: "2022-01-26T12:00").isEmpty)
    }

    @Test func `whoever reported it hears who goes there`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "举报 打麻将 小卖部 5个人")
        let said = try stage.say("P148", in: "supervisors", "接手 E1")
        #expect(try said.to("V03").only == "E1 有人管了：情况，赌博，永胜村，5人，小卖部，\(stage.name("P148"))接手。")
        #expect(try stage.say("P149", in: "supervisors", "接手 E1").only.contains("已由"))
    }

    @Test func `many within a minute are the first at once and the others together`() throws {
        let stage = try Stage()
        for person in ["P010", "P011", "P012"] {
            try stage.say(person, in: "V03", "举报 打麻将 \(stage.name(person))家")
        }
        #expect(stage.log.to("supervisors").count == 1)
        let rest = try stage.pass(to: "2022-01-26T09:02").to("supervisors").only
        #expect(rest.hasPrefix("【急情】2 件：\nE2 ") && rest.contains("\nE3 "))
        #expect(try stage.say("P148", in: "supervisors", "收到").only.hasPrefix("E2、E3 "))
    }

    @Test func `an emergency waits for nothing: not for what it lacks, not for who its sender is`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "举报 打麻将 小卖部 5个人")
        let said = try stage.say("x7", in: "V03", "急救 病情：摔伤了 病人：周二婶")
        #expect(try said.to("supervisors").only.contains("待确认"))
        #expect(try said.to("V03").only.contains("已报督导组（E2）"))
        #expect(try said.to("V03").only.contains("电话"))
    }

    @Test func `a correction and a withdrawal reach those who were told`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "举报 打麻将 小卖部 5个人")
        let corrected = try stage.say("P010", in: "V03", "更正 R1 人数 8")
        #expect(try corrected.to("supervisors").only == "【急情】E1 更正：人数 8。")
        let gone = try stage.say("P010", in: "V03", "撤回 R1")
        #expect(try gone.to("supervisors").only.hasPrefix("E1 撤了：情况，赌博"))
        #expect(try stage.pass(to: "2022-01-26T12:00").isEmpty)
    }

    @Test func `where no supervisors' chat is, the next in line is told at once`() throws {
        let stage = try Stage { bot in bot.chats.removeAll { $0.purpose == .supervisors } }
        let said = try stage.say("P010", in: "V03", "举报 打麻将 小卖部 5个人")
        #expect(try said.to("V03").only.contains("已报副书记"))
        #expect(try said.to("T01").only.contains("@"))
    }

    @Test func `after an outage only the step that is due now is told`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "举报 打麻将 小卖部 5个人")
        let said = try stage.outage(to: "2022-01-26T09:40")
        #expect(said.filter { $0.text.contains("急情") }.count == 1)
    }
}
