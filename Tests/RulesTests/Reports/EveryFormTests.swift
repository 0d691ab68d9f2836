import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// What holds for every form: kept, answered once, asked about, corrected, said again, withdrawn.
@Suite struct EveryFormTests {
    /// A report of a form as people may send it, and what follows.
    struct Sample: CustomTestStringConvertible {
        var form: String
        /// Who writes where.
        var person = "P010"
        var chat = "V03"
        var text: String
        /// What the receipt says behind its number.
        var receipt: String
        /// What is corrected, and how that is said back.
        var correction: (words: String, said: String)
        var testDescription: String { form }
    }

    static let samples = [
        Sample(
            form: "returnee", text: "报备 张三 13900005678 从哈尔滨道里回来 1月28日到家", receipt: "张*，哈尔滨道里区，1月28日到，1组",
            correction: ("到家时间 1月29日", "到家日期 1月29日")),
        Sample(
            form: "outsider", text: "摸底 李二柱 13900001111 现在在沈阳铁西 务工 不一定回",
            receipt: "摸底，李*柱，139****1111，沈阳铁西区，务工，不一定回，1组", correction: ("可能性 高", "返乡可能性 很可能回")),
        Sample(
            form: "checkin", person: "P088", chat: "checkpoints", text: "到岗 双河南卡口 吕丽杰 刘敏伟",
            receipt: "双河南卡口到岗 吕丽杰、刘敏伟，这会儿没有排班，只记下", correction: ("体温 36.5", "体温 36.5")),
        Sample(
            form: "handover", person: "P086", chat: "checkpoints", text: "交班 双河南卡口 下岗黎志、万力宏 车36 人52",
            receipt: "双河南卡口交班，黎志、万力宏下岗，过车 36 台，52 人", correction: ("过车 38", "过车 38 台")),
        Sample(
            form: "passage", person: "P086", chat: "checkpoints", text: "过车 双河南卡口 车36 人52 劝返2",
            receipt: "通行，双河南卡口，1月26日，过车 36 台，52 人，劝返 2 人", correction: ("劝返 3", "劝返人数 3")),
        Sample(
            form: "zeroReport", text: "零报告", receipt: "零报告，1组，1月26日", correction: ("日期 1月25日", "日期 1月25日")),
        Sample(
            form: "incident", text: "举报 打麻将 小卖部 5个人", receipt: "情况，赌博，永胜村，5人，小卖部。已报督导组（E1）",
            correction: ("人数 8", "人数 8")),
        Sample(
            form: "emergency", text: "急救 病情：摔伤了 病人：周二婶 电话：13900004444",
            receipt: "急救，永胜村，摔伤了，周*婶，139****4444。已报督导组（E1）", correction: ("电话 13900005555", "电话 139****5555")),
        Sample(
            form: "inspection", person: "P148", chat: "supervisors", text: "督查 双河南卡口 结果：有问题 问题：睡觉",
            receipt: "督查，双河南卡口，有问题，睡觉。整改编号 Z1", correction: ("问题 喝酒", "问题 喝酒")),
        Sample(
            form: "broadcastAck", person: "P009", text: "已播 3遍", receipt: "这里没有等着播的广播",
            correction: ("遍数 2", "遍数 2")),
        Sample(
            form: "supplies", person: "P009", text: "缺 口罩50个 84消毒液3桶", receipt: "物资，需要，永胜村，口罩50个、84消毒液3桶",
            correction: ("口罩80个", "口罩80个、84消毒液3桶")),
        Sample(
            form: "natResult", text: "核酸 李二柱 第一次 阴性", receipt: "核酸，李*柱，第1次，阴性",
            correction: ("结果 没出", "核酸结果 等结果")),
        Sample(
            form: "quarantine", text: "居家隔离 李二柱", receipt: "隔离，李*柱，开始居家隔离，1月26日",
            correction: ("日期 1月25日", "日期 1月25日")),
        Sample(
            form: "duty", person: "P085", chat: "checkpoints",
            text: "排班 卡口：双河南卡口 日期：1月28日 开始：20:00 结束：08:00 人员：吕丽杰、刘敏伟",
            receipt: "排班，双河南卡口，1月28日，20:00 起，到 08:00，吕丽杰、刘敏伟。值班表没有自动改", correction: ("开始时间 19:00", "19:00")),
        Sample(
            form: "disinfection", text: "消杀登记 小学 消毒液用量 12", receipt: "消杀登记，学校，永胜村，1月26日，消毒液用量 12",
            correction: ("消毒液用量 13", "消毒液用量 13")),
    ]

    @Test(arguments: samples)
    func `a report is kept whole and answered by one short receipt`(sample: Sample) throws {
        let stage = try Stage()
        let said = try stage.say(sample.person, in: sample.chat, sample.text).to(sample.chat)
        #expect(said.count == 1)
        let text = try #require(said.first).text
        #expect(text.contains(sample.receipt), "\(text)")
        #expect(text.contains("R1") || sample.form == "broadcastAck")
        let record = try stage.report(1)
        #expect(record.report.form == sample.form && record.version == 1)
        #expect(text.split(separator: "\n").count <= 3)
    }

    @Test(arguments: samples)
    func `the same again keeps nothing twice and says nothing twice`(sample: Sample) throws {
        let stage = try Stage()
        try stage.say(sample.person, in: sample.chat, sample.text)
        try stage.pass(to: "2022-01-26T09:05")
        #expect(try stage.say(sample.person, in: sample.chat, sample.text).to(sample.chat).isEmpty)
        // A check-in or a played notice said once more is on record each time; its effects are not doubled.
        let isOnce = !["checkin", "broadcastAck"].contains(sample.form)
        #expect(
            !isOnce
                || stage.facts.reports.values.filter { ![.withdrawn, .merged].contains($0.last?.state) }.count
                    == 1
        )
    }

    @Test(arguments: samples)
    func `a correction says what is there now and keeps what was`(sample: Sample) throws {
        let stage = try Stage()
        try stage.say(sample.person, in: sample.chat, sample.text)
        let text = try stage.say(sample.person, in: sample.chat, "更正 R1 \(sample.correction.words)").to(
            sample.chat
        ).only
        #expect(text.hasPrefix("已更正 R1：") && text.contains(sample.correction.said), "\(text)")
        #expect(try stage.report(1).version == 2)
        #expect(stage.facts.reports[1]?.count == 2)
    }

    @Test(arguments: samples)
    func `withdrawn, it is gone and may be told anew`(sample: Sample) throws {
        let stage = try Stage()
        try stage.say(sample.person, in: sample.chat, sample.text)
        #expect(
            try stage.say(sample.person, in: sample.chat, "撤回 R1").to(sample.chat).only.hasPrefix("已撤回 R1"))
        #expect(try stage.report(1).state == .withdrawn)
        try stage.pass(to: "2022-01-26T11:00")
        #expect(try !stage.say(sample.person, in: sample.chat, sample.text).to(sample.chat).isEmpty)
        #expect(try stage.report(2).state == .complete)
    }

    @Test(arguments: samples)
    func `in English every receipt is English but for names, places and what is typed`(sample: Sample) throws
    {
        let stage = try Stage(locale: "en")
        let text = try #require(stage.say(sample.person, in: sample.chat, sample.text).to(sample.chat).first)
            .text
        #expect(text.firstMatch(of: /[，。；：（）]/) == nil, "\(text)")
        for word in ["阴性", "赌博", "务工", "隔离", "有问题", "睡觉", "人数", "过车"] {
            #expect(!text.contains(word), "\(text)")
        }
    }

    @Test func `every sample is of another form, and together they are nearly all`() throws {
        let known = Set(try Stage().bot.forms.map(\.name))
        #expect(Set(Self.samples.map(\.form)).count == Self.samples.count)
        #expect(
            known.subtracting(Self.samples.map(\.form)) == ["rectified"],
            "which needs an inspection: InspectionTests")
    }

    @Test func `two events are two reports, the same one told better is one`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "举报 打麻将 小卖部 5个人")
        #expect(try stage.say("P010", in: "V03", "举报 打麻将 小卖部 6个人").to("V03").only.hasPrefix("R1 已更新：人数 6"))
        #expect(try stage.say("P010", in: "V03", "举报 打麻将 村东头老王家后院").to("V03").only.hasPrefix("已记 R3"))
        try stage.pass(to: "2022-01-26T12:00")
        #expect(try stage.say("P010", in: "V03", "举报 打麻将 小卖部 7个人").to("V03").only.hasPrefix("已记 R4"))
    }

    @Test func `whoever says that nothing happened in a unit today, it is one report`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "零报告")
        #expect(try stage.say("P009", in: "V03", "永胜1组 零报告").isEmpty)
        #expect(stage.facts.reports.count == 1)
        try stage.pass(to: "2022-01-27T09:00")
        #expect(try stage.say("P009", in: "V03", "永胜1组 零报告").only.hasPrefix("已记 R2"))
    }

    @Test func `two patients are two emergencies, the same one told better is one`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "急救 病情：摔伤了 病人：周二婶 电话：13900004444")
        let second = try stage.say("P010", in: "V03", "急救 病情：胸口疼 病人：李大爷 电话：13900004444").to("V03").only
        #expect(second.hasPrefix("已记 R2"))
        let better = try stage.say("P010", in: "V03", "急救 病情：胸口疼得厉害 病人：李大爷 电话：13900004444").to("V03").only
        #expect(better.hasPrefix("R2 已更新"))
    }

    @Test func `what is lacking is one want each, and a new amount is a correction`() throws {
        let stage = try Stage()
        #expect(try stage.say("P009", in: "V03", "缺 口罩50个 84消毒液3桶").only == "已记 R1：物资，需要，永胜村，口罩50个、84消毒液3桶。")
        #expect(try stage.say("P009", in: "V03", "缺 土豆200斤").only.hasPrefix("已记 R2"))
        #expect(try stage.say("P009", in: "V03", "缺 口罩80个 84消毒液3桶").only == "R1 已更新：物品和数量 口罩80个、84消毒液3桶。")
        #expect(try stage.say("P009", in: "V03", "更正 R2 土豆 300斤").only.hasPrefix("已更正 R2：物品和数量 土豆300斤"))
    }

    @Test func `the same found again hours later is another inspection`() throws {
        let stage = try Stage()
        try stage.say("P148", in: "supervisors", "督查 双河南卡口 睡觉")
        #expect(try stage.say("P148", in: "supervisors", "督查 双河南卡口 睡觉").isEmpty)
        try stage.pass(to: "2022-01-26T10:00")
        #expect(try stage.say("P148", in: "supervisors", "督查 双河南卡口 睡觉").to("supervisors").only.contains("Z2"))
    }

    @Test func `namesakes are two people in every form that names somebody`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "摸底 王伟 13900001111 现在在沈阳铁西 务工 不一定回")
        #expect(
            try stage.say("P011", in: "V03", "摸底 王伟 13900002222 现在在北京朝阳区 上学 肯定回").only.hasPrefix("已记 R2"))
        #expect(
            try stage.say("P011", in: "V03", "摸底 王伟 13900001111 现在在沈阳铁西 务工 肯定回").only.hasPrefix("R1 已更新"))
    }

    @Test func `a result is noted with the returnee and taken back with its report`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "报备 李二柱 13900001111 从沈阳铁西回来 1月26日到")
        #expect(try stage.say("P010", in: "V03", "核酸 李二柱 第一次 阴性").only.hasSuffix("记在 R1 名下。"))
        #expect(try stage.report(1).report.fields["natResult"]?.string == "negative")
        #expect(stage.facts.audit.contains { $0.action == "person.natResult" && $0.subject == "R1" })
        try stage.say("P010", in: "V03", "撤回 R2")
        #expect(try stage.report(1).report.fields["natResult"] == nil)
    }

    @Test func `free words answer a question for text only right after it`() throws {
        let stage = try Stage()
        try stage.say("P010", in: "V03", "急救 病人：周二婶 电话：13900004444")
        try stage.pass(to: "2022-01-26T09:30")
        #expect(try stage.say("P010", in: "V03", "他家在村东头").isEmpty)
        #expect(try stage.report(1).report.fields["condition"] == nil)
    }
}
