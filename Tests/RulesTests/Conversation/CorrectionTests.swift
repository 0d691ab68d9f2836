import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// Corrections and withdrawals, and who may.
@Suite struct CorrectionTests {
    private func stage() throws -> Stage {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "报备 郑海 13800005521 从大庆让胡路回来 1月30日到家")
        return stage
    }

    @Test func `a correction says what is now there and keeps the old version`() throws {
        let stage = try stage()
        #expect(try stage.say("P010", in: "V03", "更正 R1 电话 13800005522").only == "已更正 R1：电话 138****5522。")
        #expect(
            stage.facts.reports[1]?.map { $0.report.fields["phone"]?.string } == [
                "13800005521", "13800005522",
            ])
        #expect(stage.facts.returnees[1]?.phone == "13800005522")
    }

    @Test func `without a number it means the sender's newest report`() throws {
        let stage = try stage()
        #expect(try stage.say("P010", in: "V03", "更正 到家时间 1月29日").only.hasPrefix("已更正 R1：到家日期 1月29日"))
        #expect(try stage.say("P011", in: "V03", "更正 到家时间 1月29日").only == "要改哪一条？带上编号，例如“撤回 R12”。")
    }

    @Test func `a wrong value in a correction leaves the old one and is shown`() throws {
        let stage = try stage()
        let text = try stage.say("P010", in: "V03", "更正 R1 电话 1380000552").only
        #expect(text.contains("电话好像不对：138****552（10位）"))
        #expect(try stage.report(1).report.fields["phone"]?.string == "13800005521")
        #expect(try stage.report(1).state == .complete)
    }

    @Test(arguments: [
        ("P010", true), ("P009", true), ("P145", true), ("P148", true), ("P046", false), ("P011", false),
    ])
    func `only the sender, the leaders of the place and the township may change a report`(
        person: String, may: Bool
    ) throws {
        let stage = try stage()
        let text = try stage.say(person, in: "T01", "更正 R1 电话 13800005522").only
        #expect(text == (may ? "已更正 R1：电话 138****5522。" : "R1 只有报的人、本村本组的负责人和镇里能改。"))
    }

    @Test func `a withdrawn report is gone, once`() throws {
        let stage = try stage()
        #expect(try stage.say("P010", in: "V03", "撤回 R1").only == "已撤回 R1：郑*，大庆让胡路区，1月30日到，1组。")
        #expect(stage.facts.returnees[1]?.state == .withdrawn)
        #expect(try stage.say("P010", in: "V03", "撤回 R1").only == "R1 已经撤回了。")
        #expect(try stage.say("P010", in: "V03", "撤回 R7").only == "没有 R7 这个编号，请对一下回执。")
    }

    @Test func `several are withdrawn in one answer, and each that cannot be with its reason`() throws {
        let stage = try stage()
        try stage.say("P010", in: "V03", "报备 周海 13800005523 从大庆让胡路回来 1月30日到家")
        try stage.say("P046", in: "V12", "报备 李明 13800005524 从大庆让胡路回来 1月30日到家")
        let text = try stage.say("P010", in: "V03", "撤销 R1、r2 Ｒ３ R9").only
        #expect(
            text
                == "已撤回 2 条：R1 郑*，大庆让胡路区，1月30日到，1组；R2 周*，大庆让胡路区，1月30日到，1组。\nR3 只有报的人、本村本组的负责人和镇里能改。\n没有 R9 这个编号，请对一下回执。"
        )
        #expect(try [1, 2, 3].map { try stage.report($0).state } == [.withdrawn, .withdrawn, .complete])
        #expect(try stage.say("P010", in: "V03", "撤销 R1 R2").only == "R1 已经撤回了。\nR2 已经撤回了。")
    }

    @Test func `somebody who is not coming after all is withdrawn by name`() throws {
        let stage = try stage()
        #expect(try stage.say("P010", in: "V03", "报备取消 郑海").only.hasPrefix("已撤回 R1"))
        #expect(try stage.say("P010", in: "V03", "报备取消 郑海").only == "没有 郑* 的报备。")
    }

    @Test func `of several of a name the sender is asked which`() throws {
        let stage = try stage()
        try stage.say("P010", in: "V03", "报备 郑海 13800005522 从北京朝阳区回来 1月29日到家")
        let text = try stage.say("P010", in: "V03", "报备取消 郑海").only
        #expect(text.contains("郑* 有几条") && text.contains("R1") && text.contains("R2"))
    }

    @Test func `a withdrawn draft takes no answer any more`() throws {
        let stage = try Stage()
        try stage.say("P011", in: "V03", "报备 赵小燕 从哈尔滨道里回来 1月28日到家")
        try stage.say("P011", in: "V03", "撤回 R1")
        #expect(try stage.say("P011", in: "V03", "13800004321").isEmpty)
    }
}
