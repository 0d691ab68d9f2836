import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// The whole township for a night: sixteen checkpoints, one group.
@Suite struct SixteenCheckpointsTests {
    private func stage(at start: String = "2022-01-26T19:00") throws -> Stage {
        let stage = try Stage(at: start) { bot in
            let duty = bot.roster.checkpoints.map { checkpoint in
                let staff = bot.roster.people.filter {
                    $0.role == .checkpointStaff && $0.place == checkpoint.code
                }
                return DutyLine(
                    checkpoint: checkpoint.code, days: .every, from: ClockTime(iso: "20:00") ?? .midnight,
                    to: ClockTime(iso: "08:00") ?? .midnight, staff: staff.prefix(2).map(\.id))
            }
            bot.plan(duty)
        }
        try stage.begin()
        return stage
    }

    @Test func `sixteen missed shifts are one message a chat and step`() throws {
        let stage = try stage()
        let reminder = try stage.pass(to: "2022-01-26T19:30")
        #expect(reminder.map(\.chat) == ["checkpoints"])
        let first = try stage.pass(to: "2022-01-26T20:10")
        #expect(first.map(\.chat) == ["checkpoints"])
        #expect(try first.only.hasPrefix("【缺岗】16 个卡口人没到齐："))
        let heads = try stage.pass(to: "2022-01-26T20:15")
        #expect(heads.count == 1)
        // Twelve villages have a secretary each; the two checkpoints of the township itself have none to tell.
        let secretaries = try stage.pass(to: "2022-01-26T20:20")
        #expect(Set(secretaries.map(\.chat)) == Set(stage.bot.roster.villages.map(\.code.rawValue)))
        #expect(secretaries.count == 12)
        #expect(try stage.pass(to: "2022-01-26T20:30").map(\.chat) == ["supervisors"])
        #expect(try stage.pass(to: "2022-01-26T20:45").map(\.chat) == ["T01"])
        #expect(try stage.pass(to: "2022-01-27T07:00").isEmpty)
        #expect(stage.facts.cases.count == 16)
    }

    @Test func `a night in which all but two check in speaks only of those two`() throws {
        let stage = try stage()
        for shift in stage.facts.shifts.values.sorted(by: { $0.id.rawValue < $1.id.rawValue })
        where shift.checkpoint != PlaceCode("K02") && shift.checkpoint != PlaceCode("K09")
            && shift.id.rawValue.hasSuffix("2022-01-26T20:00")
        {
            let names = shift.staff.compactMap { stage.bot.roster.person($0)?.name }.joined(separator: " ")
            let name = stage.bot.roster.name(of: shift.checkpoint)
            try stage.say(shift.staff[0].rawValue, in: "checkpoints", "到岗 \(name) \(names)")
        }
        let alerts = try stage.pass(to: "2022-01-26T20:30").filter { $0.post.priority == .escalation }
        #expect(alerts.allSatisfy { $0.text.contains("东升卡口") || $0.text.contains("长发卡口") })
        #expect(Set(alerts.map(\.chat)) == ["checkpoints", "V02", "V08", "supervisors"])
        try stage.pass(to: "2022-01-27T08:00")
        let night = stage.facts.shifts.values.filter { $0.id.rawValue.hasSuffix("2022-01-26T20:00") }
        #expect(night.count { $0.state == .manned } == 14)
        #expect(night.count { $0.state == .missed } == 2)
    }

    @Test func `a first start in the middle of a shift raises no alarm`() throws {
        let stage = try stage(at: "2022-01-27T03:00")
        #expect(try stage.pass(to: "2022-01-27T08:30").isEmpty)
        #expect(stage.facts.cases.isEmpty)
        #expect(!stage.facts.shifts.values.contains { $0.id.rawValue.hasSuffix("2022-01-26T20:00") })
    }

    @Test func `a shift that was not watched comes to life with its first check-in`() throws {
        let stage = try stage(at: "2022-01-27T03:00")
        let text = try stage.say("P050", in: "checkpoints", "到岗 兴隆东卡口 丁广喜").only
        #expect(text.contains("20:00 班到 1 人"))
        #expect(stage.facts.shifts[ShiftID(rawValue: "K01@2022-01-26T20:00")] != nil)
    }

    @Test func `laying out the plan again changes nothing`() throws {
        let stage = try stage()
        let timers = stage.facts.timers
        let shifts = stage.facts.shifts
        try stage.begin()
        #expect(stage.facts.shifts == shifts)
        #expect(
            stage.facts.timers.filter { $0.key != "plan-shifts" } == timers.filter { $0.key != "plan-shifts" }
        )
    }

    @Test func `after an outage only the step that is due now is told, once people's backlog was read`()
        throws
    {
        let stage = try stage()
        try stage.pass(to: "2022-01-26T19:59")
        #expect(try stage.outage(to: "2022-01-26T20:32").isEmpty)
        let said = try stage.pass(to: "2022-01-26T20:34")
        #expect(said.map(\.chat) == ["supervisors"])
        #expect(try said.only.hasPrefix("【缺岗】16 个卡口"))
    }

    @Test func `reminders that an outage made late are dropped`() throws {
        let stage = try stage()
        try stage.outage(to: "2022-01-26T20:05")
        #expect(try stage.pass(to: "2022-01-26T20:09").isEmpty)
    }

    @Test func `of shifts that ended during an outage only the record speaks`() throws {
        let stage = try stage()
        try stage.pass(to: "2022-01-26T19:59")
        #expect(try stage.outage(to: "2022-01-27T09:00").isEmpty)
        #expect(stage.facts.shifts[ShiftID(rawValue: "K01@2022-01-26T20:00")]?.state == .missed)
    }

    @Test func `a check-in that was sent during the outage counts at its own time`() throws {
        let stage = try stage()
        try stage.pass(to: "2022-01-26T19:59")
        var event = stage.event(user: "P050", chat: "checkpoints", text: "到岗 兴隆东卡口 丁广喜 武广志")
        event.at = try stage.instant("2022-01-26T19:58")
        try stage.outage(to: "2022-01-26T20:32")
        try stage.receive(event)
        #expect(stage.facts.shifts[ShiftID(rawValue: "K01@2022-01-26T20:00")]?.state == .manned)
        #expect(try stage.pass(to: "2022-01-26T20:34").only.hasPrefix("【缺岗】15 个卡口"))
    }

    @Test func `a plan that changed moves what is planned and drops what is gone`() throws {
        let stage = try stage()
        var bot = stage.bot
        let duty = bot.roster.duty.filter { $0.checkpoint != PlaceCode("K01") }
        bot.plan(duty)
        let rules = RuleBook(
            bot: bot, phrases: try Sample.phrases("zh-Hans"), reader: try Sample.reader(), hash: { $0 })
        stage.facts.apply(try rules.decide(.started, facts: stage.facts, now: stage.now))
        #expect(stage.facts.shifts[ShiftID(rawValue: "K01@2022-01-26T20:00")]?.state == .cancelled)
        #expect(stage.facts.timers["shift-step:K01@2022-01-26T20:00"] == nil)
        #expect(stage.facts.timers["shift-step:K02@2022-01-26T20:00"] != nil)
    }
}

extension ClockTime {
    /// For filling in where a literal cannot fail.
    static let midnight: ClockTime = {
        guard let time = ClockTime(hour: 0) else { preconditionFailure("a constant") }
        return time
    }()
}
