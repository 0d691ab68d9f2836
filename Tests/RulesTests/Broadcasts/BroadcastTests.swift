import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// Broadcasts from the wish to the summary.
@Suite struct BroadcastTests {
    private func sent(_ stage: Stage) throws {
        try stage.say("P145", in: "T01", "广播 永胜村、双河村 10:00 出门戴口罩，回家先洗手。")
        try stage.say("P145", in: "T01", "确认 B1")
        try stage.pass(to: "2022-01-26T10:00")
    }

    @Test func `a broadcast is shown first and goes out only when confirmed, at its time`() throws {
        let stage = try Stage()
        let preview = try stage.say("P145", in: "T01", "广播 永胜村、双河村 10:00 出门戴口罩，回家先洗手。").only
        #expect(preview == "B1 预览：发 2 个村，今天上午10点，播 3 遍，每遍约 6 秒：“出门戴口罩，回家先洗手”。回“确认 B1”发出，“撤回 B1”取消。")
        #expect(try stage.pass(to: "2022-01-26T09:02").isEmpty)
        #expect(try stage.say("P145", in: "T01", "确认 B1").only == "B1 定好了，今天上午10点发 2 个村。要停回“撤回 B1”。")
        let said = try stage.pass(to: "2022-01-26T10:00")
        #expect(said.map(\.chat).sorted() == ["V03", "V06"])
        #expect(said.first?.text == "【广播 B1】请播 3 遍，每遍约 6 秒，播完回“已播 B1”。\n出门戴口罩，回家先洗手\n再说一遍。\n出门戴口罩，回家先洗手")
    }

    @Test func `a time that cannot be, is over or has no hour is asked about, and nothing goes out`() throws {
        let stage = try Stage()
        #expect(try stage.say("P145", in: "T01", "广播 永胜 25点 开会").only.hasPrefix("时间没看懂：25点。"))
        #expect(try stage.say("P145", in: "T01", "广播 永胜 昨天 开会").only.hasPrefix("昨天已经过了。"))
        #expect(try stage.say("P145", in: "T01", "广播 永胜 明天 开会").only.hasPrefix("明天几点发？"))
    }

    @Test func `who may not withdraw a broadcast is told who may`() throws {
        let stage = try Stage()
        try sent(stage)
        #expect(try stage.say("P009", in: "V03", "撤回 B1").only == "B1 只有发的人和镇里能确认、撤回。")
    }

    @Test func `a prepared notice is called by its title`() throws {
        let stage = try Stage()
        #expect(try stage.say("P145", in: "T01", "广播 永胜村 10:00 戴口罩").only.contains("《戴口罩》"))
        try stage.say("P145", in: "T01", "确认 B1")
        let text = try stage.pass(to: "2022-01-26T10:00").only
        #expect(text.contains("\n戴口罩\n各位乡亲，大家好，我说个事儿。\n出门请戴好口罩"))
        #expect(!text.contains("再说一遍。\n各位"))
    }

    @Test func `without a time it goes out when confirmed`() throws {
        let stage = try Stage()
        #expect(try stage.say("P145", in: "T01", "广播 永胜村 出门戴口罩").only.contains("马上"))
        let said = try stage.say("P145", in: "T01", "确认 B1")
        #expect(said.to("V03").count == 1 && said.to("T01").texts == ["B1 已发永胜村，播没播齐会告诉你。"])
    }

    @Test
    func
        `who has not played it is chased once an hour, and the sender gets the list in between and at the end`()
        throws
    {
        let stage = try Stage()
        try sent(stage)
        #expect(try stage.say("P009", in: "V03", "已播 3遍").only == "永胜村 B1 已播 3 遍。")
        #expect(try stage.say("P009", in: "V03", "已播 3遍").isEmpty)
        let chase = try stage.pass(to: "2022-01-26T10:30")
        #expect(try chase.only == "@冯勇武 B1 还没回播放情况。播了回“已播 B1 3遍”，没播请播一下。")
        #expect(chase.first?.chat == "V06")
        let silent = try stage.pass(to: "2022-01-26T11:00")
        #expect(silent.map(\.chat) == ["T01"])
        #expect(try silent.only == "B1 播了 1 个，还没回的：双河村。")
        #expect(try stage.pass(to: "2022-01-26T11:29").isEmpty)
        #expect(try stage.pass(to: "2022-01-26T11:30").map(\.chat) == ["V06"])
        #expect(stage.facts.broadcasts[1]?.state == .sent)
        let summary = try stage.pass(to: "2022-01-26T12:00")
        #expect(summary.map(\.chat) == ["T01"])
        #expect(try summary.only == "B1 发了 2 个地方，播了 1 个。没回的：双河村。")
        #expect(stage.facts.broadcasts[1]?.state == .closed)
        #expect(try stage.pass(to: "2022-01-26T20:00").isEmpty)
    }

    @Test func `when all have played it the summary comes at once and nobody is chased`() throws {
        let stage = try Stage()
        try sent(stage)
        try stage.say("P009", in: "V03", "已播 3遍")
        let last = try stage.say("P021", in: "V06", "已播")
        #expect(last.to("T01").texts == ["B1 2 个地方全部播完。"])
        #expect(try stage.pass(to: "2022-01-26T20:00").isEmpty)
    }

    @Test func `seen is not played, and gets no answer`() throws {
        let stage = try Stage()
        try sent(stage)
        #expect(try stage.say("P009", in: "V03", "收到").isEmpty)
        #expect(try stage.say("P009", in: "V03", "收到 B1").isEmpty)
        #expect(try stage.pass(to: "2022-01-26T10:30").map(\.chat).sorted() == ["V03", "V06"])
    }

    @Test func `who may not broadcast is told so in one line`() throws {
        let stage = try Stage()
        #expect(try stage.say("P010", in: "V03", "广播 全镇 10:00 今晚放电影").only == "广播要镇里，或本村支书发本村。")
        #expect(try stage.say("P009", in: "V03", "广播 双河村 10:00 今晚放电影").only == "广播要镇里，或本村支书发本村。")
        #expect(try stage.say("P009", in: "V03", "广播 永胜村 10:00 今晚放电影").only.hasPrefix("B1 预览"))
        #expect(try stage.say("P010", in: "V03", "确认 B1").only == "B1 只有发的人和镇里能确认、撤回。")
        #expect(try stage.pass(to: "2022-01-26T20:00").isEmpty)
    }

    @Test func `a time that is over is asked about`() throws {
        let stage = try Stage()
        #expect(try stage.say("P145", in: "T01", "广播 永胜村 今天8:00 出门戴口罩").only.hasPrefix("今早8点已经过了"))
        #expect(stage.facts.broadcasts.isEmpty)
    }

    @Test func `an old preview lapses without a word and is refused when confirmed`() throws {
        let stage = try Stage()
        try stage.say("P145", in: "T01", "广播 永胜村 18:00 出门戴口罩")
        #expect(try stage.pass(to: "2022-01-26T11:30").isEmpty)
        #expect(try stage.say("P145", in: "T01", "确认 B1").only.hasPrefix("B1 放得太久"))
    }

    @Test func `withdrawn before its time it never goes out; after it, its targets are told`() throws {
        let stage = try Stage()
        try stage.say("P145", in: "T01", "广播 永胜村 10:00 出门戴口罩")
        try stage.say("P145", in: "T01", "确认 B1")
        #expect(try stage.say("P145", in: "T01", "撤回 B1").only == "B1 已撤回。")
        #expect(try stage.pass(to: "2022-01-26T10:30").isEmpty)
        try stage.say("P145", in: "T01", "广播 永胜村 出门戴口罩")
        try stage.say("P145", in: "T01", "确认 B2")
        let said = try stage.say("P145", in: "T01", "撤回 B2")
        #expect(said.to("V03").texts == ["【广播 B2】撤回了，不要再播。"])
        #expect(try stage.pass(to: "2022-01-26T14:00").isEmpty)
        #expect(try stage.say("P009", in: "V03", "已播 B2 3遍").only.contains("撤回"))
    }

    @Test func `a loudspeaker plays at most once and is not read a chase`() throws {
        let stage = try Stage { $0.chats.append(Sample.chat("speaker", .loudspeaker, place: "V03")) }
        try stage.say("P145", in: "T01", "广播 永胜村 10:00 出门戴口罩")
        try stage.say("P145", in: "T01", "确认 B1")
        let said = try stage.pass(to: "2022-01-26T10:00")
        #expect(said.to("speaker").first?.post.delivery == .atMostOnce)
        #expect(said.to("V03").first?.post.delivery == .atLeastOnce)
        #expect(try stage.pass(to: "2022-01-26T10:30").map(\.chat) == ["V03"])
    }

    @Test func `a chase that falls into quiet hours waits for the morning`() throws {
        let stage = try Stage(at: "2022-01-26T21:40")
        try stage.say("P145", in: "T01", "广播 永胜村 出门戴口罩")
        try stage.say("P145", in: "T01", "确认 B1")
        #expect(try stage.pass(to: "2022-01-27T05:59").isEmpty)
        #expect(try !stage.pass(to: "2022-01-27T06:00").isEmpty)
    }

    @Test func `a broadcast that an outage made late is asked about, not sent`() throws {
        let stage = try Stage()
        try stage.say("P145", in: "T01", "广播 永胜村 10:00 出门戴口罩")
        try stage.say("P145", in: "T01", "确认 B1")
        let said = try stage.outage(to: "2022-01-26T12:00")
        #expect(said.map(\.chat) == ["T01"])
        #expect(try said.only.contains("本该今天上午10点发"))
        #expect(try stage.say("P145", in: "T01", "确认 B1").to("V03").count == 1)
    }
}
