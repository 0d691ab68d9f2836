import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// Sixteen shifts are missed at once, and then each goes its own way.
@Suite struct GroupedAlertTests {
    private func stage() throws -> Stage {
        let stage = try Stage(at: "2022-01-26T19:00") { bot in
            bot.plan(
                bot.roster.checkpoints.map { checkpoint in
                    let staff = bot.roster.people.filter {
                        $0.role == .checkpointStaff && $0.place == checkpoint.code
                    }
                    return DutyLine(
                        checkpoint: checkpoint.code, days: .every, from: ClockTime(iso: "20:00") ?? .midnight,
                        to: ClockTime(iso: "08:00") ?? .midnight, staff: staff.prefix(2).map(\.id))
                })
        }
        try stage.begin()
        return stage
    }

    /// Those on the plan of a checkpoint say that they are there.
    @discardableResult
    private func checkIn(_ checkpoint: String, _ stage: Stage) throws -> [Stage.Said] {
        let shift = try #require(stage.facts.shifts[ShiftID(rawValue: "\(checkpoint)@2022-01-26T20:00")])
        let names = shift.staff.map { stage.name($0.rawValue) }.joined(separator: " ")
        let place = stage.bot.roster.name(of: shift.checkpoint)
        return try stage.say(shift.staff[0].rawValue, in: "checkpoints", "到岗 \(place) \(names)")
    }

    private func supervisor(_ stage: Stage) throws -> String {
        try #require(stage.bot.roster.people.first { $0.role == .supervisor }).id.rawValue
    }

    /// The cases that an alert names.
    private func refs(_ text: String) -> Set<String> {
        Set(text.matches(of: /E\d+/).map { String($0.0) })
    }

    @Test func `at each step one message a chat, with just those that are still empty`() throws {
        let stage = try stage()
        try stage.pass(to: "2022-01-26T20:09")
        for (index, time) in ["20:10", "20:15", "20:20", "20:30", "20:45"].enumerated() {
            let alerts = try stage.pass(to: "2022-01-26T\(time)").filter { $0.post.priority == .escalation }
            let counts = Dictionary(grouping: alerts, by: \.chat).mapValues(\.count)
            #expect(!alerts.isEmpty && counts.values.allSatisfy { $0 == 1 }, "\(time): \(counts)")
            if alerts.count == 1 {
                #expect(try alerts.only.hasPrefix("【缺岗】\(16 - 2 * index) 个卡口"), "\(time)")
            }
            // Two more come between one step and the next.
            try stage.pass(seconds: 90)
            for number in 1...2 { try checkIn(String(format: "K%02d", 2 * index + number), stage) }
        }
        #expect(stage.facts.cases.values.count { $0.state == .resolved } == 10)
    }

    @Test func `single ones of a grouped alert are acknowledged or taken over, the others go on`() throws {
        let stage = try stage()
        let alert = try stage.pass(to: "2022-01-26T20:30").to("supervisors").only
        #expect(refs(alert).contains("E1"))
        let supervisor = try supervisor(stage)
        try stage.say(supervisor, in: "supervisors", "收到 E3")
        try stage.say(supervisor, in: "supervisors", "接手 E5")
        #expect(stage.facts.cases[3]?.state == .acknowledged && stage.facts.cases[5]?.state == .taken)
        #expect(stage.facts.cases.values.count { $0.state == .open } == 14)
        let next = try stage.pass(to: "2022-01-26T20:45").to("T01").only
        #expect(next.hasPrefix("【缺岗】14 个卡口"))
        #expect(refs(next).isDisjoint(with: ["E3", "E5"]))
    }

    @Test func `a bare acknowledgement holds the whole of it, and it is raised again as one`() throws {
        let stage = try stage()
        try stage.pass(to: "2022-01-26T20:30")
        try stage.say(try supervisor(stage), in: "supervisors", "收到")
        #expect(stage.facts.cases.values.allSatisfy { $0.state == .acknowledged })
        #expect(try stage.pass(to: "2022-01-26T20:59").isEmpty)
        let again = try stage.pass(to: "2022-01-26T21:01")
        #expect(try again.only.hasPrefix("【缺岗】16 个卡口"))
    }

    @Test func `acknowledged one by one within a minute, they are raised again in one message`() throws {
        let stage = try stage()
        try stage.pass(to: "2022-01-26T20:30")
        let supervisor = try supervisor(stage)
        for number in 1...16 {
            try stage.pass(seconds: 3)
            try stage.say(supervisor, in: "supervisors", "收到 E\(number)")
        }
        let again = try stage.pass(to: "2022-01-26T21:05").filter { $0.post.priority == .escalation }
        #expect(again.count == 1)
        #expect(stage.clock(again[0].at) == "21:01")
    }

    @Test
    func `ends that follow each other within a minute are held to one moment, the first is told at once`()
        throws
    {
        let stage = try stage()
        try stage.pass(to: "2022-01-26T20:30")
        var ends: [Stage.Said] = []
        for number in 1...16 {
            try stage.pass(seconds: 5)
            ends += try checkIn(String(format: "K%02d", number), stage).to("supervisors")
        }
        #expect(ends.count == 16)
        let moments = Dictionary(grouping: ends) { $0.post.notBefore ?? $0.at }
        #expect(moments.count <= 4, "three or four posts instead of sixteen")
        #expect(ends[0].post.notBefore == nil)
        #expect(ends.allSatisfy { ($0.post.notBefore ?? $0.at).timeIntervalSince($0.at) <= 60 })
    }

    @Test func `an emergency is told at once, also right after an alert and another emergency`() throws {
        let stage = try stage()
        try stage.pass(to: "2022-01-26T20:30")
        for number in 1...3 {
            try stage.pass(seconds: 5)
            let said = try stage.say("P010", in: "V03", "急救 永胜二组 老人摔倒 昏迷 第\(number)户")
            #expect(said.contains { $0.chat == "supervisors" || $0.post.priority == .escalation })
            #expect(said.allSatisfy { $0.post.notBefore == nil })
        }
    }
}
