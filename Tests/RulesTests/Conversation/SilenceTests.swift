import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// A chat that is spared reminders for a while, and what comes all the same.
@Suite struct SilenceTests {
    private func stage() throws -> Stage {
        let duty = [try Sample.duty("K07", "20:00", "08:00", "P088", "P089")]
        let stage = try Stage(at: "2022-01-26T18:00") { bot in
            bot.plan(duty)
            bot.chats.append(Sample.chat("K07", .checkpoints, place: "K07"))
        }
        try stage.begin()
        return stage
    }

    @Test func `a reminder waits until the silence is over, and an alarm does not`() throws {
        let stage = try stage()
        let told = try stage.say("P085", in: "K07", "静默 到19:45").only
        #expect(told == "本群静默到今晚7点45分：提醒先不发，缺岗、急情和广播照发。")
        let reminder = try #require(try stage.pass(to: "2022-01-26T19:31").first)
        #expect(reminder.post.notBefore == (try stage.instant("2022-01-26T19:45")))
        try stage.say("P085", in: "K07", "静默 2小时")
        let alarm = try #require(try stage.pass(to: "2022-01-26T20:10").first)
        #expect(alarm.text.hasPrefix("【缺岗】") && alarm.post.notBefore == nil)
    }

    @Test func `a reminder that is of no use afterwards is dropped, on record`() throws {
        let stage = try stage()
        try stage.say("P085", in: "K07", "静默 3小时")
        #expect(try stage.pass(to: "2022-01-26T19:59").isEmpty)
        #expect(stage.facts.audit.contains { $0.action == "post.silenced" })
    }

    @Test func `answers come at once`() throws {
        let stage = try stage()
        try stage.say("P009", in: "V03", "静默 2小时")
        let receipt = try #require(try stage.say("P010", in: "V03", ReturneeTests.complete).first)
        #expect(receipt.post.notBefore == nil)
    }

    @Test(arguments: [("P009", true), ("P145", true), ("P010", false), ("P046", false)])
    func `leaders of the place and the township may, others are told who can`(person: String, may: Bool)
        throws
    {
        let stage = try stage()
        let text = try stage.say(person, in: "V03", "静默 2小时").only
        #expect(text.hasPrefix(may ? "本群静默到今晚8点" : "静默要卡口负责人、村支书或镇里来设"))
    }

    @Test func `a night is the longest`() throws {
        let stage = try stage()
        #expect(try stage.say("P009", in: "V03", "静默 20小时").only.hasPrefix("静默最长 12 小时"))
        #expect(try stage.say("P009", in: "V03", "静默 晚10点到早6点").only.hasPrefix("本群今晚10点起静默到明早6点"))
    }
}
