import Foundation
import Model
import Testing

/// `接手` as people type it, and what they hear afterwards.
@Suite struct TakeoverTests {
    @Test func `a bare 接手 means the alarm that was told last in this chat`() throws {
        let stage = try ShiftNightTests.stage()
        #expect(try stage.say("P148", in: "supervisors", "接手").isEmpty)
        try stage.pass(to: "2022-01-26T20:31")
        #expect(try stage.say("P148", in: "supervisors", "我接手").to("supervisors").only.hasPrefix("E1 由范萍接手"))
    }

    @Test func `who took it over hears that nobody need go any more`() throws {
        let stage = try ShiftNightTests.stage()
        try stage.pass(to: "2022-01-26T20:11")
        try stage.say("P148", in: "supervisors", "接手 E1")
        let said = try stage.say("P088", in: "checkpoints", "到岗 双河南卡口 吕丽杰 刘敏伟")
        #expect(said.to("supervisors").texts == ["E1 解除：双河南卡口 20:00 班到齐（吕丽杰、刘敏伟）。"])
    }

    @Test func `of several shifts in one message a bare 接手 is asked about and 收到 holds all in their order`()
        throws
    {
        let duty = [
            try Sample.duty("K06", "20:00", "08:00", "P080", "P083"),
            try Sample.duty("K07", "20:00", "08:00", "P088", "P089"),
        ]
        let stage = try Stage(at: "2022-01-26T19:00") { $0.plan(duty) }
        try stage.begin()
        try stage.pass(to: "2022-01-26T20:21")
        #expect(try stage.say("P021", in: "V06", "接手").only == "接手哪一个？带上编号，例如“接手 E5”。")
        #expect(try stage.say("P021", in: "V06", "收到").only.hasPrefix("E1、E2 先停"))
    }

    @Test func `nobody is told that they know, and 已通知 holds for each shift`() throws {
        let stage = try ShiftNightTests.stage()
        try stage.pass(to: "2022-01-26T20:46")
        try stage.say("P145", in: "T01", "收到")
        let again = try stage.pass(to: "2022-01-26T21:17").only
        #expect(again.contains("已通知卡口负责人、村支书、督导组。"))
    }
}
