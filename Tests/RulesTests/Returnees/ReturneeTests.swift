import Foundation
import Model
import Rules
import Testing

/// Returnees as a unit leader meets them.
@Suite struct ReturneeTests {
    static let complete = "报备 张三 13800001234 从哈尔滨道里回来 后天到家 坐火车G1234 3组"

    @Test func `a complete report gets one receipt that says back what matters, masked`() throws {
        let stage = try Stage()
        let text = try stage.say("P010", in: "V03", Self.complete).only
        #expect(text == "已登记 R1：张*，哈尔滨道里区，1月28日到，3组。")
        #expect(try stage.report(1).state == .complete)
        #expect(stage.facts.returnees[1]?.phone == "13800001234")
        #expect(stage.facts.returnees[1]?.village == PlaceCode("V03"))
    }

    @Test func `what is missing is asked for, and the bare answer completes the report`() throws {
        let stage = try Stage()
        let ask = try stage.say("P011", in: "V03", "报备 赵小燕 从哈尔滨道里回来 1月28日到家").only
        #expect(ask == "已登记 R1：赵*燕，哈尔滨道里区，1月28日到，2组。\n还差一项：赵*燕的电话。直接回复就行，例如 13800001234")
        #expect(try stage.report(1).state == .incomplete)
        #expect(try stage.say("P009", in: "V03", "今天真冷").isEmpty)
        #expect(try stage.say("P011", in: "V03", "13800004321").only == "R1 齐了：赵*燕，哈尔滨道里区，1月28日到，2组。")
        #expect(try stage.report(1).state == .complete)
        #expect(stage.facts.drafts.isEmpty && stage.facts.timers["draft:R1"] == nil)
        #expect(try stage.say("P011", in: "V03", "13800004321").isEmpty)
    }
}
