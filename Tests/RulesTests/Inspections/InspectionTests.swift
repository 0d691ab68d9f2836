import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// Inspections: what is found wrong has a number until it is put right.
@Suite struct InspectionTests {
    private func stage() throws -> Stage {
        let stage = try Stage()
        try stage.say("P148", in: "supervisors", "督查 双河南卡口 结果：有问题 问题：睡觉")
        return stage
    }

    @Test func `a problem gives a number, and the checkpoint is told with its head called`() throws {
        let stage = try stage()
        #expect(
            stage.log.to("supervisors").texts == [
                "已记 R1：督查，双河南卡口，有问题，睡觉。整改编号 Z1，已告诉卡口，改好后回“整改 Z1 已整改”。"
            ])
        let told = try #require(stage.log.to("checkpoints").first)
        #expect(told.text.hasPrefix("【整改 Z1】督查，双河南卡口，有问题，睡觉。@"))
        #expect(told.post.mentions.count == 1)
        #expect(stage.facts.rectifications[1]?.state == .open)
    }

    @Test func `where all is well there is nothing to put right`() throws {
        let stage = try Stage()
        #expect(try stage.say("P148", in: "supervisors", "督查 双河南卡口 正常").only == "已记 R1：督查，双河南卡口，正常。")
        #expect(stage.facts.rectifications.isEmpty)
    }

    @Test func `under way keeps it open, done closes it, and the inspector hears of it`() throws {
        let stage = try stage()
        let doing = try stage.say("P086", in: "checkpoints", "整改 Z1 整改中").only
        #expect(doing.contains("Z1 整改中：双河南卡口，睡觉") && stage.facts.rectifications[1]?.isOpen == true)
        let done = try stage.say("P086", in: "checkpoints", "整改 Z1 已整改")
        #expect(try done.to("checkpoints").only.contains("Z1 已整改：双河南卡口，睡觉"))
        #expect(try done.to("supervisors").only == "Z1 已整改：双河南卡口，睡觉。")
        #expect(stage.facts.rectifications[1]?.state == .done)
        #expect(try stage.say("P088", in: "checkpoints", "整改 Z1 整改完成").isEmpty)
        #expect(try stage.say("P088", in: "checkpoints", "整改 Z1 整改中 备注：差一点").only.contains("之前就报过"))
        #expect(stage.facts.rectifications[1]?.state == .done)
    }

    @Test func `a number that there is not is said so, and the right one settles it`() throws {
        let stage = try stage()
        #expect(
            try stage.say("P086", in: "checkpoints", "整改 Z9 已整改").only == "没有找到 Z9，请对一下编号再发一遍，例如 Z5")
        #expect(
            try stage.say("P086", in: "checkpoints", "Z1").to("checkpoints").only.contains("Z1 已整改：双河南卡口"))
        #expect(stage.facts.rectifications[1]?.state == .done)
    }

    @Test func `withdrawn, nothing is left to put right`() throws {
        let stage = try stage()
        try stage.say("P148", in: "supervisors", "撤回 R1")
        #expect(stage.facts.rectifications[1]?.state == .cancelled)
        #expect(try stage.say("P086", in: "checkpoints", "整改 Z1 已整改").only.contains("Z1 已经撤销"))
    }

    @Test func `corrected to all well, it is cancelled and the findings go`() throws {
        let stage = try stage()
        try stage.say("P148", in: "supervisors", "更正 R1 结果 正常")
        #expect(stage.facts.rectifications[1]?.state == .cancelled)
        #expect(try stage.report(1).report.fields["findings"] == nil)
    }

    @Test func `what was said to be done and withdrawn is open again`() throws {
        let stage = try stage()
        try stage.say("P086", in: "checkpoints", "整改 Z1 已整改")
        try stage.say("P086", in: "checkpoints", "撤回 R2")
        #expect(stage.facts.rectifications[1]?.state == .open)
    }
}
