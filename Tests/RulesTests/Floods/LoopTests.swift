import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// Machines that answer machines.
@Suite struct LoopTests {
    /// Another machine writes a text in answer to each answer that it gets, until it gets none.
    private func talk(
        _ stage: Stage, as user: String = "x1", pause: Double, atMost: Int = 100,
        _ text: (Int) -> String
    ) throws -> Int {
        for turn in 0..<atMost {
            try stage.pass(seconds: pause)
            let said = try stage.say(user, in: "V03", text(turn))
            guard said.contains(where: { $0.chat == "V03" }) else { return turn }
        }
        return atMost
    }

    @Test func `an account that answers every answer in the same words is answered ten times`() throws {
        let stage = try Stage()
        #expect(try talk(stage, pause: 20) { _ in "帮助" } == 10)
        #expect(stage.outcomes.last == .throttled)
    }

    @Test func `so is one whose words differ but come faster than anybody types`() throws {
        let stage = try Stage()
        #expect(try talk(stage, as: "P010", pause: 0.4) { "撤回 R\($0 + 100)" } == 10)
    }

    @Test func `the supervisors hear of it once a day`() throws {
        let stage = try Stage()
        for _ in 0..<3 {
            _ = try talk(stage, pause: 1) { _ in "帮助" }
            try stage.pass(seconds: 600)
        }
        let notes = stage.log.filter { $0.chat == "supervisors" }
        #expect(try notes.only.contains("像是自动程序"))
    }

    @Test func `somebody who asks for many things at a human pace is answered each time`() throws {
        let stage = try Stage()
        #expect(try talk(stage, as: "P010", pause: 6, atMost: 30) { "撤回 R\($0 + 100)" } == 30)
    }

    @Test func `a backlog that comes in at once is no loop`() throws {
        let stage = try Stage()
        for index in 0..<20 {
            #expect(try stage.say("P010", in: "V03", "撤回 R\(index + 100)").count == 1)
        }
    }

    @Test func `what such an account reports is kept`() throws {
        let stage = try Stage()
        _ = try talk(stage, as: "P010", pause: 0.4) { "撤回 R\($0 + 100)" }
        try stage.pass(seconds: 0.4)
        try stage.say("P010", in: "V03", "报备 郑海一 13800005521 从大庆让胡路回来 1月30日到家")
        #expect(try stage.report(1).state == .complete)
    }

    @Test func `two gateways in one group end their talk`() throws {
        let one = try Stage()
        let other = try Stage()
        // Each hears the other as an ordinary account; something starts it.
        var words = ["帮助"]
        var turns = 0
        while !words.isEmpty, turns < 200 {
            turns += 1
            let (speaker, listener) = turns.isMultiple(of: 2) ? ("y1", one) : ("y2", other)
            try one.pass(seconds: 0.5)
            try other.pass(seconds: 0.5)
            words = try words.flatMap { try listener.say(speaker, in: "V03", $0) }
                .filter { $0.chat == "V03" }.map(\.text)
        }
        #expect(turns <= 25, "\(turns)")
    }

    @Test func `who quotes the bot and adds a report has reported`() throws {
        let stage = try Stage()
        let help = try stage.say("P009", in: "V03", "帮助").only
        let before = stage.facts.current.count
        try stage.say("x1", in: "V03", help + "\n" + ReturneeTests.complete)
        #expect(stage.facts.current.count > before)
    }

    @Test func `what the bot says, said back by a bridge, reports nobody and is not answered`() throws {
        let stage = try Stage()
        for text in [
            ReturneeTests.complete, "报备 郑江一 从大庆让胡路回来 1月30日到家", "急救 永胜二组 老人摔倒 昏迷", "零报告", "帮助",
            "广播 永胜 18:00 明天做核酸", "值守", "未报", "撤回 R99",
        ] {
            try stage.pass(seconds: 30)
            try stage.say("P009", in: "V03", text)
        }
        let said = stage.log.filter { $0.chat == "V03" }.map(\.text)
        let (reports, cases) = (stage.facts.current.count, stage.facts.cases.count)
        #expect(said.count >= 8)
        for text in said {
            try stage.pass(seconds: 1)
            #expect(try stage.say("x1", in: "V03", "小喇叭: " + text).isEmpty)
            #expect(try stage.say("x1", in: "V03", text).isEmpty)
        }
        #expect(stage.facts.current.count == reports)
        #expect(stage.facts.cases.count == cases)
    }
}
