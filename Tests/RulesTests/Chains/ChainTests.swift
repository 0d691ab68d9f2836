import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// Group chains: each message repeats the whole, and only what is new, changed or gone is spoken of.
@Suite struct ChainTests {
    private static let wang = "王立秋 13800006601 从哈尔滨南岗回来 1月28日到家"
    private static let sun = "孙玉芝 13800006602 从齐齐哈尔龙沙回来 后天到家"
    private static let gao = "高大山 13800006603 从北京朝阳区回来 1月30日到家"
    private static let li = "李明 13800006604 从沈阳铁西回来 1月30日到家"

    private func chain(_ entries: String..., title: String = "返乡报备") -> String {
        (["#接龙", title] + entries.enumerated().map { "\($0 + 1). \($1)" }).joined(separator: "\n")
    }

    private func stage() throws -> Stage {
        let stage = try Stage()
        try stage.say("P010", in: "V03", chain(Self.wang, Self.sun))
        return stage
    }

    @Test func `a chain that grows speaks only of the new one`() throws {
        let stage = try stage()
        let text = try stage.say("P011", in: "V03", chain(Self.wang, Self.sun, Self.gao)).only
        #expect(text.hasPrefix("已登记 R3：高*山"))
        #expect(stage.facts.reports.count == 3)
        #expect(stage.facts.chains.map(\.version) == [1, 2])
    }

    @Test func `the same chain again gets no answer, renumbered or not, today or tomorrow`() throws {
        let stage = try stage()
        #expect(try stage.say("P011", in: "V03", chain(Self.wang, Self.sun)).isEmpty)
        #expect(try stage.say("P011", in: "V03", chain(Self.sun, Self.wang)).isEmpty)
        try stage.pass(to: "2022-01-27T15:00")
        // 后天 was said yesterday: the day has not moved with the message.
        #expect(try stage.say("P012", in: "V03", chain(Self.wang, Self.sun)).isEmpty)
        #expect(try stage.report(2).report.fields["arrival"]?.string == "2022-01-28")
        #expect(stage.facts.reports.count == 2)
    }

    @Test func `a changed number is told with what it changed, under the same receipt`() throws {
        let stage = try stage()
        let text = try stage.say(
            "P010", in: "V03", chain("王立秋 13800006609 从哈尔滨南岗回来 1月28日到家", Self.sun, Self.gao)
        ).only
        #expect(text.hasPrefix("接龙收到：新增 1 人（R"))
        #expect(text.contains("改动 1 人（R1 电话 138****6609）"))
        #expect(try stage.report(1).report.fields["phone"]?.string == "13800006609")
        #expect(stage.facts.returnees.count == 3)
    }

    @Test func `a wrong name put right is the same person by the number`() throws {
        let stage = try stage()
        let text = try stage.say(
            "P010", in: "V03", chain("王丽秋 13800006601 从哈尔滨南岗回来 1月28日到家", Self.sun)
        ).only
        #expect(text == "接龙收到：改动 1 人（R1 姓名 王*秋）。")
    }

    @Test func `who is gone from it is asked about once and stays until withdrawn`() throws {
        let stage = try stage()
        try stage.say("P011", in: "V03", chain(Self.wang, Self.sun, Self.gao))
        let text = try stage.say("P011", in: "V03", chain(Self.wang, Self.gao)).only
        #expect(text == "接龙里少了 R2 孙*芝，若不算了请发“撤销 R2”。")
        #expect(try stage.report(2).state == .complete)
        #expect(try stage.say("P011", in: "V03", chain(Self.wang, Self.gao)).isEmpty)
        #expect(
            try stage.say("P012", in: "V03", chain(Self.wang, Self.gao, Self.li)).only.hasPrefix("已登记 R4"))
    }

    @Test func `of several who are gone each can be withdrawn by what is told`() throws {
        let stage = try stage()
        try stage.say("P010", in: "V03", chain(Self.wang, Self.sun, Self.gao))
        let text = try stage.say("P010", in: "V03", chain(Self.gao)).only
        #expect(text == "接龙里少了 R1 王*秋、R2 孙*芝，若不算了请发“撤销 R1 R2”。")
        #expect(try stage.say("P010", in: "V03", "撤销 R1 R2").only.hasPrefix("已撤回 2 条：R1 王*秋"))
    }

    @Test func `two who continue the same version are both kept, and nobody counts as gone`() throws {
        let stage = try stage()
        try stage.say("P011", in: "V03", chain(Self.wang, Self.sun, Self.gao))
        let text = try stage.say("P012", in: "V03", chain(Self.wang, Self.sun, Self.li)).only
        #expect(text.hasPrefix("已登记 R4：李*") && text.hasSuffix("这条接龙里没有 R3 高*山，先前报的照算；请接着最新的一条往下接。"))
        #expect(stage.facts.returnees.values.allSatisfy { $0.state != .withdrawn })
        // The branch goes on without being told again.
        #expect(try stage.say("P012", in: "V03", chain(Self.wang, Self.sun, Self.li)).isEmpty)
    }

    @Test func `an older version that comes late says nothing`() throws {
        let stage = try stage()
        try stage.say("P011", in: "V03", chain(Self.wang, Self.sun, Self.gao))
        #expect(try stage.say("P010", in: "V03", chain(Self.wang, Self.sun)).isEmpty)
        #expect(stage.facts.chains.count == 2)
    }

    @Test func `who was withdrawn does not come back with the next copy of the chain`() throws {
        let stage = try stage()
        try stage.say("P010", in: "V03", "撤回 R2")
        try stage.pass(to: "2022-01-26T11:00")
        #expect(try stage.say("P011", in: "V03", chain(Self.wang, Self.sun)).isEmpty)
        #expect(try stage.report(2).state == .withdrawn)
        #expect(stage.facts.reports.count == 2)
    }

    @Test func `what was answered or corrected meanwhile is not undone by the chain's old words`() throws {
        let stage = try Stage()
        let entry = "周海 从长春绿园回来 1月29日到家"
        try stage.say("P010", in: "V03", chain(Self.wang, entry))
        #expect(try stage.say("P010", in: "V03", "13800006605").only.hasPrefix("R2 齐了"))
        try stage.say("P010", in: "V03", "更正 R1 到家时间 1月29日")
        #expect(try stage.say("P011", in: "V03", chain(Self.wang, entry)).isEmpty)
        #expect(try stage.report(1).report.fields["arrival"]?.string == "2022-01-29")
        #expect(try stage.report(2).state == .complete)
    }

    @Test func `another chain, another chat and another list of the same name are their own`() throws {
        let stage = try stage()
        #expect(try stage.say("P010", in: "V03", chain(Self.gao, title: "回村登记")).only.hasPrefix("已登记 R3"))
        #expect(try stage.say("P010", in: "V03", chain(Self.li)).only.hasPrefix("已登记 R4"))
        #expect(!stage.log.texts.contains { $0.contains("少了") })
    }

    @Test func `a stranger's chain changes nobody's entry`() throws {
        let stage = try stage()
        let text = try stage.say("x9", in: "V03", chain("王立秋 13800006609 从哈尔滨南岗回来 1月28日到家", Self.sun)).only
        #expect(text.contains("待确认") || text.contains("绑定"))
        #expect(try stage.report(1).report.fields["phone"]?.string == "13800006601")
        #expect(stage.facts.chains.count == 1)
    }

    @Test func `a chain of many hundred entries is read again in bounded work`() throws {
        let stage = try Stage()
        let people = (0..<400).map { index in
            let names = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许")
            return "\(names[index % 20])\(names[index / 20])明 139\(10_000_000 + index) 从哈尔滨道里回来 1月28日到家"
        }
        func all(_ entries: [String]) -> String {
            (["#接龙", "返乡报备"] + entries.enumerated().map { "\($0 + 1). \($1)" }).joined(separator: "\n")
        }
        #expect(try stage.say("P010", in: "V03", all(people)).only == "已登记 400 人：R1 到 R400。")
        #expect(try stage.say("P010", in: "V03", all(people)).isEmpty)
        #expect(try stage.say("P010", in: "V03", all(people + [Self.gao])).only.hasPrefix("已登记 R401"))
    }
}
