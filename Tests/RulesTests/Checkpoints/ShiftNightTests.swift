import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// A night at the checkpoints: who is told what, when.
@Suite struct ShiftNightTests {
    static func stage(
        at start: String = "2022-01-26T19:00", _ change: (inout BotDefinition) -> Void = { _ in }
    ) throws
        -> Stage
    {
        let duty = [try Sample.duty("K07", "20:00", "08:00", "P088", "P089")]
        let stage = try Stage(at: start) { bot in
            bot.plan(duty)
            change(&bot)
        }
        try stage.begin()
        return stage
    }

    @Test func `the planned staff is reminded half an hour before and called by name`() throws {
        let stage = try Self.stage()
        #expect(try stage.pass(to: "2022-01-26T19:29").isEmpty)
        let said = try stage.pass(to: "2022-01-26T19:30")
        #expect(try said.only == "今晚8点的班快到了：双河南卡口 @吕丽杰、@刘敏伟。到了回“到岗 双河南卡口 吕丽杰 刘敏伟”。")
        #expect(said.first?.chat == "checkpoints")
        #expect(said.first?.post.mentions.map(\.user) == ["P088", "P089"])
        #expect(said.first?.post.expiresAt == (try stage.instant("2022-01-26T20:00")))
    }

    @Test func `an empty shift climbs the chain step by step`() throws {
        let stage = try Self.stage()
        try stage.pass(to: "2022-01-26T19:59")
        #expect(try stage.pass(to: "2022-01-26T20:09").isEmpty)
        let chat = try stage.pass(to: "2022-01-26T20:10")
        #expect(try chat.only == "【缺岗】双河南卡口 20:00 班还没人到岗。到了回“到岗 双河南卡口 吕丽杰 刘敏伟”，能去的回“接手 E1”。\n@吕丽杰 @刘敏伟")
        #expect(chat.first?.chat == "checkpoints" && chat.first?.post.key == "escalate:E1:0:town:checkpoints")
        let head = try stage.pass(to: "2022-01-26T20:15")
        #expect(try head.only == "【缺岗】双河南卡口 20:00 班还没人到岗，没到的：吕丽杰、刘敏伟。能去的回“接手 E1”。\n@胡辉刚")
        #expect(head.first?.chat == "checkpoints")
        let secretary = try stage.pass(to: "2022-01-26T20:20")
        #expect(try secretary.only == "【缺岗】双河南卡口 20:00 班还没人到岗，没到的：吕丽杰、刘敏伟。已通知卡口负责人。能去的回“接手 E1”。\n@冯勇武")
        #expect(secretary.first?.chat == "V06")
        let supervisors = try stage.pass(to: "2022-01-26T20:30")
        #expect(try supervisors.only.contains("已通知卡口负责人、村支书。"))
        #expect(supervisors.first?.chat == "supervisors")
        let town = try stage.pass(to: "2022-01-26T20:45")
        #expect(town.first?.chat == "T01")
        #expect(try town.only.hasSuffix("@谢成娜"))
        #expect(try stage.pass(to: "2022-01-27T07:00").isEmpty)
        #expect(stage.facts.cases.count == 1)
        let later = try stage.pass(to: "2022-01-27T08:10")
        #expect(later.allSatisfy { $0.post.priority == .reminder })
        #expect(stage.facts.shifts[ShiftID(rawValue: "K07@2022-01-26T20:00")]?.state == .missed)
        #expect(stage.facts.cases[1]?.state == .exhausted)
    }

    @Test func `two check-ins in time keep everybody's night quiet`() throws {
        let stage = try Self.stage()
        let first = try stage.say("P088", in: "checkpoints", "到岗 双河南卡口 吕丽杰").only
        #expect(first == "已记 R1：双河南卡口 20:00 班到 1 人（吕丽杰），还差 1 人：刘敏伟。")
        #expect(try stage.pass(to: "2022-01-26T19:30").only.contains("@刘敏伟"))
        let second = try stage.say("P089", in: "checkpoints", "到岗 双河南卡口 刘敏伟").only
        #expect(second == "已记 R2：双河南卡口 20:00 班到齐 2 人（吕丽杰、刘敏伟）。")
        #expect(try stage.pass(to: "2022-01-27T07:00").isEmpty)
        let shift = stage.facts.shifts[ShiftID(rawValue: "K07@2022-01-26T20:00")]
        #expect(shift?.state == .manned)
        #expect(stage.facts.cases.isEmpty)
    }

    @Test func `the same person twice is one person`() throws {
        let stage = try Self.stage()
        try stage.say("P088", in: "checkpoints", "到岗 双河南卡口 吕丽杰")
        #expect(try stage.say("P088", in: "checkpoints", "到岗 双河南卡口 吕丽杰").isEmpty)
        #expect(try stage.pass(to: "2022-01-26T20:10").last?.text.contains("只到 1 人（吕丽杰）") == true)
    }

    @Test func `acknowledged after the last step, the last is told again while the shift stays empty`() throws
    {
        let stage = try Self.stage()
        try stage.pass(to: "2022-01-26T20:50")
        try stage.say("P145", in: "T01", "收到 E1")
        #expect(try stage.pass(to: "2022-01-26T21:19").isEmpty)
        let again = try stage.pass(to: "2022-01-26T21:20")
        #expect(again.map(\.chat) == ["T01"])
        #expect(try stage.pass(to: "2022-01-27T07:00").isEmpty)
    }

    @Test func `a check-in that ended the alarm and was withdrawn opens a new one`() throws {
        let stage = try Self.stage()
        try stage.pass(to: "2022-01-26T20:11")
        try stage.say("P088", in: "checkpoints", "到岗 双河南卡口 吕丽杰 刘敏伟")
        try stage.say("P088", in: "checkpoints", "撤回 R1")
        #expect(try stage.pass(to: "2022-01-26T20:15").only.contains("接手 E2"))
    }

    @Test func `a policy that respects quiet hours speaks when they end, if it still holds`() throws {
        let duty = [
            try Sample.duty("K07", "23:00", "09:00", "P088", "P089"),
            try Sample.duty("K08", "23:00", "09:00", "P092", "P093"),
        ]
        let stage = try Stage(at: "2022-01-26T22:00") { bot in
            bot.plan(duty)
            bot.policies = bot.policies.map { policy in
                var policy = policy
                if policy.name == "missed-shift" { policy.quiet = .respect }
                return policy
            }
        }
        try stage.begin()
        #expect(try stage.pass(to: "2022-01-27T05:59").allSatisfy { $0.post.priority == .reminder })
        try stage.say("P092", in: "checkpoints", "到岗 团结卡口 \(stage.name("P092")) \(stage.name("P093"))")
        let said = try stage.pass(to: "2022-01-27T06:00")
        #expect(try said.only.contains("双河南卡口 23:00 班"))
    }

    @Test func `what comes up within a policy's grouping time is one message`() throws {
        let duty = [
            try Sample.duty("K07", "20:00", "08:00", "P088", "P089"),
            try Sample.duty("K08", "20:02", "08:00", "P092", "P093"),
        ]
        let stage = try Stage(at: "2022-01-26T19:00") { bot in
            bot.plan(duty)
            bot.policies = bot.policies.map { policy in
                var policy = policy
                if policy.name == "missed-shift" { policy.groupWithin = 300 }
                return policy
            }
        }
        try stage.begin()
        let said = try stage.pass(to: "2022-01-26T20:14").filter { $0.post.priority == .escalation }
        #expect(said.map { stage.clock($0.at) } == ["20:10"])
        let both = try stage.pass(to: "2022-01-26T20:15").to("checkpoints")
        #expect(try both.only.hasPrefix("【缺岗】2 个卡口人没到齐："))
    }

    @Test func `a policy may repeat its last step so many times`() throws {
        let stage = try Self.stage { bot in
            bot.policies =
                bot.policies.filter { $0.name != "missed-shift" } + [
                    Policy(
                        name: "missed-shift", steps: [PolicyStep(after: 600, to: .chat)], quiet: .ignore,
                        repeatEvery: 900,
                        repeatLimit: 2)
                ]
        }
        let times = try stage.pass(to: "2022-01-27T07:00").filter { $0.post.priority == .escalation }.map {
            stage.clock($0.at)
        }
        #expect(times == ["20:10", "20:25", "20:40"])
    }

    @Test func `a late check-in ends the alarm and tells those who heard of it, each once`() throws {
        let stage = try Self.stage()
        try stage.pass(to: "2022-01-26T20:31")
        let said = try stage.say("P088", in: "checkpoints", "到岗 双河南卡口 吕丽杰 刘敏伟")
        #expect(said.map(\.chat).sorted() == ["V06", "checkpoints", "supervisors"])
        #expect(said.to("checkpoints").texts == ["已记 R1：双河南卡口 20:00 班到齐 2 人（吕丽杰、刘敏伟），E1 解除。"])
        #expect(said.to("supervisors").texts == ["E1 解除：双河南卡口 20:00 班到齐（吕丽杰、刘敏伟）。"])
        #expect(try stage.pass(to: "2022-01-27T07:00").isEmpty)
        #expect(stage.facts.shifts[ShiftID(rawValue: "K07@2022-01-26T20:00")]?.state == .late)
        #expect(stage.facts.cases[1]?.state == .resolved)
    }

    @Test func `one of two is an alarm that says who is there and who is lacking`() throws {
        let stage = try Self.stage()
        try stage.say("P088", in: "checkpoints", "到岗 双河南卡口 吕丽杰")
        try stage.pass(to: "2022-01-26T20:14")
        let head = try stage.pass(to: "2022-01-26T20:15").only
        #expect(head.hasPrefix("【缺岗】双河南卡口 20:00 班只到 1 人（吕丽杰），还差 1 人，没到的：刘敏伟。"))
        try stage.pass(to: "2022-01-27T08:00")
        #expect(stage.facts.shifts[ShiftID(rawValue: "K07@2022-01-26T20:00")]?.state == .understaffed)
    }

    @Test func `somebody who stands in counts and is named`() throws {
        let stage = try Self.stage()
        let text = try stage.say("P088", in: "checkpoints", "到岗 双河南卡口 吕丽杰 王磊").only
        #expect(text.contains("到齐 2 人（吕丽杰、王磊）") && text.contains("王磊是替班"))
    }

    @Test func `a bare check-in by one of the staff is the sender's own`() throws {
        let stage = try Self.stage()
        #expect(try stage.say("P088", in: "checkpoints", "到岗 双河南卡口").only.contains("到 1 人（吕丽杰）"))
    }

    @Test func `taking it over stops the chain and says who goes`() throws {
        let stage = try Self.stage()
        try stage.pass(to: "2022-01-26T20:31")
        let said = try stage.say("P148", in: "supervisors", "接手 E1")
        #expect(said.to("supervisors").texts == ["E1 由范萍接手，不再往上报。人到了照样发到岗。"])
        #expect(said.to("V06").texts == ["E1 有人管了：双河南卡口 20:00 班，范萍接手。"])
        #expect(try stage.pass(to: "2022-01-26T23:00").isEmpty)
        #expect(try stage.say("P149", in: "supervisors", "接手 E1").only == "E1 已由范萍接手。")
    }

    @Test func `an acknowledgement holds the chain for half an hour, not for ever`() throws {
        let stage = try Self.stage()
        try stage.pass(to: "2022-01-26T20:11")
        #expect(try stage.say("P010", in: "V03", "收到").isEmpty)
        let held = try stage.say("P085", in: "checkpoints", "收到").only
        #expect(held == "E1 先停，胡辉刚知道了。30 分钟后人还没齐会再报。")
        #expect(try stage.pass(to: "2022-01-26T20:40").isEmpty)
        let again = try stage.pass(to: "2022-01-26T20:41").only
        #expect(again.contains("先前有人回了收到，人还没齐。"))
    }

    @Test func `a bare 收到 from somebody who was not asked does not stop an alarm`() throws {
        let stage = try Self.stage()
        try stage.pass(to: "2022-01-26T20:11")
        #expect(try stage.say("P050", in: "checkpoints", "收到").isEmpty)
        #expect(stage.facts.cases[1]?.state == .open)
        #expect(try !stage.pass(to: "2022-01-26T20:15").isEmpty)
    }

    @Test func `a withdrawn check-in leaves the shift unmanned again`() throws {
        let stage = try Self.stage()
        try stage.say("P088", in: "checkpoints", "到岗 双河南卡口 吕丽杰 刘敏伟")
        #expect(try stage.say("P088", in: "checkpoints", "撤回 R1").only.hasPrefix("已撤回 R1"))
        try stage.pass(to: "2022-01-26T20:09")
        #expect(try stage.pass(to: "2022-01-26T20:10").only.contains("还没人到岗"))
    }

    @Test func `an acknowledgement takes back alerts that were not sent yet`() throws {
        let stage = try Self.stage()
        try stage.pass(to: "2022-01-26T20:11")
        let event = stage.event(user: "P085", chat: "checkpoints", text: "收到 E1")
        let decision = try stage.rules.receive(event, id: 99, facts: stage.facts, now: stage.now)
        #expect(decision.changes.contains(.cancelPosts(prefix: "escalate:E1:")))
        #expect(decision.timers.contains(.cancel(key: "shift-step:K07@2022-01-26T20:00")))
    }

    @Test func `a handover is on record and the next are told to check in`() throws {
        let stage = try Self.stage(at: "2022-01-26T19:55")
        let text = try stage.say("P086", in: "checkpoints", "交班 双河南卡口 下岗黎志、万力宏 接班吕丽杰、刘敏伟 车36 人52").only
        #expect(text == "已记 R1：双河南卡口交班，黎志、万力宏下岗，过车 36 台，52 人。接班的吕丽杰、刘敏伟到了请回“到岗 吕丽杰 刘敏伟”。")
    }

    @Test func `somebody with a direct chat is told there instead of in the group`() throws {
        let stage = try Self.stage()
        try stage.tell("P085", "帮助")
        try stage.pass(to: "2022-01-26T20:14")
        let said = try stage.pass(to: "2022-01-26T20:15")
        #expect(said.map(\.chat) == ["dm-P085"])
        #expect(said.first?.post.mentions.isEmpty == true)
    }

    @Test func `a step that reaches nobody is on record and said in the next`() throws {
        let stage = try Self.stage { $0.chats.removeAll { $0.key.id == "V06" } }
        try stage.pass(to: "2022-01-26T20:19")
        #expect(try stage.pass(to: "2022-01-26T20:20").isEmpty)
        #expect(stage.facts.audit.contains { $0.action == "case.step-skipped" && $0.subject == "E1" })
        #expect(try stage.pass(to: "2022-01-26T20:30").only.contains("村支书联系不上。"))
    }
}
