import Model
import ReportLanguage
import Rules
import Testing

/// What is asked when something in a report is wrong, and how places are said back.
@Suite struct QuestionTests {
    @Test(arguments: [
        ("哈尔滨道里", "哈尔滨道里区"), ("北京朝阳区", "北京朝阳区"), ("新疆石河子", "石河子市"), ("吉林延吉", "延边朝鲜族自治州延吉市"),
        ("上海浦东", "上海浦东新区"), ("内蒙古呼伦贝尔海拉尔", "呼伦贝尔海拉尔区"), ("深圳", "深圳市"),
    ])
    func `a place is said back as people say it`(typed: String, said: String) throws {
        let stage = try Stage()
        let text = try stage.say("P010", in: "V03", "报备 郑海 13900005521 从\(typed)回来 1月28日到家").only
        #expect(text == "已登记 R1：郑*，\(said)，1月28日到，1组。")
    }

    @Test func `an identity number that is too short is shown cut, and asked for from the card`() throws {
        let stage = try Stage()
        let text = try stage.say(
            "P010", in: "V03", "报备 郑海 13900005521 从大庆让胡路回来 1月28日到家 身份证号23023119850101123"
        ).only
        #expect(text.hasSuffix("郑*的身份证号好像少了几位：2302311985…（17位）。请照证件再发一遍号码。"))
    }

    @Test func `a place that may be several is asked about with what it may be`() throws {
        let stage = try Stage()
        let text = try stage.say("P010", in: "V03", "报备 郑海 13900005521 从朝阳回来 1月28日到家").only
        #expect(text.contains("郑*的出发地有几种可能：北京朝阳区、朝阳市、长春朝阳区。请说全，例如 北京朝阳区"))
        #expect(try stage.say("P010", in: "V03", "北京朝阳区").only.hasPrefix("R1 齐了：郑*，北京朝阳区"))
    }

    @Test func `two phones for one person are shown masked, and the right one settles it`() throws {
        let stage = try Stage()
        let text = try stage.say(
            "P010", in: "V03", "报备 姓名：郑海 电话：13900005521 电话：13900005522 从哪回：大庆让胡路 到家时间：1月28日"
        ).only
        #expect(text.contains("电话写了两个：139****5521、139****5522。哪个对"))
        #expect(try stage.say("P010", in: "V03", "13900005522").only.hasPrefix("R1 齐了"))
    }

    @Test func `a day that cannot be is asked for again`() throws {
        let stage = try Stage()
        let text = try stage.say("P010", in: "V03", "报备 郑海 13900005521 从大庆让胡路回来 2月30日到家").only
        #expect(text.contains("没有这个时间：2月30日"))
    }

    @Test func `a bare trigger is only asked about`() throws {
        let stage = try Stage()
        let said = try stage.say("P010", in: "V03", "报备：")
        #expect(said.isEmpty || said[0].text.hasPrefix("还差：姓名、电话"))
    }

    @Test func `any form asks for what it lacks and takes the bare answer`() throws {
        let stage = try Stage()
        let text = try stage.say("P009", in: "V03", "消杀登记 用量 12").only
        #expect(text.hasPrefix("已记 R1：消杀登记，永胜村，1月26日，消毒液用量 12。"))
        #expect(text.hasSuffix("还差一项：消杀场所（学校、卫生所、商店、村委会）。直接回复就行，例如 学校"))
        #expect(try stage.say("P009", in: "V03", "小学").only.hasPrefix("R1 齐了"))
    }
}
