import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// One sender who writes faster than anybody reads.
@Suite struct FloodTests {
    private static let numerals = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    private func stage(_ limit: RateLimit? = RateLimit(3, perSeconds: 60)) throws -> Stage {
        try Stage { $0.flood = limit }
    }

    private func report(_ index: Int) -> String {
        let name = "郑海" + Self.numerals[index / 10] + Self.numerals[index % 10]
        return "报备 \(name) 138000055\(index / 10)\(index % 10) 从大庆让胡路回来 1月30日到家"
    }

    @Test func `after a flood one receipt tells of all that was kept, and calls its sender`() throws {
        let stage = try stage()
        for index in 0..<8 { try stage.say("P010", in: "V03", report(index)) }
        #expect(stage.log.count == 4, "three receipts and one polite word")
        let late = try stage.pass(seconds: 60)
        #expect(try late.only == "@\(stage.name("P010")) 刚才发的 5 条都记下了：R4、R5、R6、R7、R8。")
        #expect(late[0].post.mentions.map(\.user) == ["P010"])
        #expect(try stage.pass(seconds: 3600).filter { $0.post.priority == .reply }.isEmpty)
    }

    @Test func `two hundred reports of one sender are kept, and answered by a handful of messages`() throws {
        let stage = try stage(RateLimit(20, perSeconds: 60))
        for round in 0..<2 {
            for index in 0..<100 {
                try stage.say(
                    "P010", in: "V03", report(index).replacing("郑海", with: round == 0 ? "郑海" : "郑江"))
            }
        }
        try stage.pass(seconds: 120)
        #expect(stage.facts.current.count == 200)
        #expect(stage.log.count == 22, "twenty receipts, one word, one receipt of all: \(stage.log.count)")
        #expect(stage.log.last?.text.contains("180 条都记下了：R21 到 R200") == true)
    }

    @Test func `the receipt of all asks for what is lacking`() throws {
        let stage = try stage()
        for index in 0..<3 { try stage.say("P010", in: "V03", report(index)) }
        try stage.say("P010", in: "V03", "报备 郑江一 从大庆让胡路回来 1月30日到家")
        try stage.say("P010", in: "V03", report(4))
        let text = try stage.pass(seconds: 60).only
        #expect(text.contains("R4、R5"))
        #expect(text.contains("还差：R4"))
    }

    @Test func `while the flood goes on its receipt waits, but not for ever`() throws {
        let stage = try stage()
        var kept: [Stage.Said] = []
        for index in 0..<99 {
            try stage.say("P010", in: "V03", report(index))
            kept += try stage.pass(seconds: 15).filter { $0.text.contains("都记下了") }
        }
        #expect(kept.count == 1, "\(kept)")
        kept += try stage.pass(seconds: 120).filter { $0.text.contains("都记下了") }
        #expect(kept.count == 2)
        let words = stage.log.filter { $0.text.hasPrefix("发得太快") }
        #expect(words.count == 2, "one polite word a quarter hour")
    }

    @Test func `talk in a flood stays unanswered, and commands wait until they are said again`() throws {
        let stage = try stage()
        for index in 0..<3 { try stage.say("P010", in: "V03", report(index)) }
        #expect(try stage.say("P010", in: "V03", "今天真冷").isEmpty)
        #expect(try stage.say("P010", in: "V03", "撤回 R3").only.hasPrefix("发得太快"))
        #expect(try stage.say("P010", in: "V03", "撤回 R3").isEmpty)
        #expect(try stage.report(3).state == .complete)
        try stage.pass(seconds: 61)
        #expect(try !stage.say("P010", in: "V03", "撤回 R3").isEmpty)
        #expect(try stage.report(3).state == .withdrawn)
    }

    @Test func `an emergency in a flood is told and answered as ever`() throws {
        let stage = try stage()
        for index in 0..<9 { try stage.say("P010", in: "V03", report(index)) }
        let said = try stage.say("P010", in: "V03", "急救 永胜二组 老人摔倒 昏迷")
        #expect(said.contains { $0.post.priority == .escalation })
        #expect(said.contains { $0.chat == "V03" && $0.post.priority == .reply })
    }

    @Test func `who takes an alarm over in a flood has taken it over`() throws {
        let stage = try stage()
        try stage.say("P010", in: "V03", "急救 永胜二组 老人摔倒 昏迷")
        for index in 0..<9 { try stage.say("P009", in: "V03", report(index)) }
        let said = try stage.say("P009", in: "V03", "接手 E1")
        #expect(said.contains { $0.chat == "V03" && $0.post.priority == .reply })
        #expect(stage.facts.cases[1]?.state == .taken)
    }

    @Test func `what was written over ten minutes and comes in at once is no flood`() throws {
        let stage = try stage()
        for index in 0..<9 {
            var event = stage.event(user: "P010", chat: "V03", text: report(index))
            event.at = stage.now.addingTimeInterval(Double(index - 9) * 61)
            #expect(try stage.receive(event).only.hasPrefix("已登记"))
        }
    }

    @Test func `one sender's flood is nobody else's`() throws {
        let stage = try stage()
        for index in 0..<9 { try stage.say("P010", in: "V03", report(index)) }
        #expect(try stage.say("P011", in: "V03", report(20)).only.hasPrefix("已登记"))
    }

    @Test func `without a limit each report has its receipt`() throws {
        let stage = try stage(nil)
        for index in 0..<50 {
            #expect(try stage.say("P010", in: "V03", report(index)).only.hasPrefix("已登记"))
        }
    }

    @Test func `a stranger in a flood is still told how to be known`() throws {
        let stage = try stage()
        for index in 0..<3 { try stage.say("x1", in: "V03", "今天真冷 \(index)") }
        try stage.say("x1", in: "V03", report(1))
        try stage.pass(seconds: 120)
        #expect(try stage.say("x1", in: "V03", report(2)).only.contains("绑定"))
    }
}
