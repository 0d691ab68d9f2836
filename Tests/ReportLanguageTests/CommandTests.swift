import ReportLanguage
import Testing

struct CommandTests {
    @Test(arguments: [
        ("收到", "/ack"), ("收到！", "/ack"), ("已阅 #e2", "/ack E2"), ("收到B3", "/ack B3"), ("B3收到，谢谢领导", "/ack B3"),
        ("明白👌", "/ack"),
        ("撤回 R12", "/withdraw R12"), ("作废r-8", "/withdraw R8"), ("R19报错了，撤销", "/withdraw R19"),
        ("＃Ｒ３１　撤回", "/withdraw R31"),
        ("报备取消 郑海", "/withdraw 郑海"), ("郑海不回来了", "/withdraw 郑海"),
        ("更正 R12 电话 13800004413", "/correct R12 phone=13800004413"),
        ("R7更正 到家时间改成1月29日", "/correct R7 arrival=2022-01-29"),
        ("更正R-3\n姓名：赵玉昆\n电话：13800004414", "/correct R3 name=赵玉昆 phone=13800004414"),
        ("补充：电话13800005011", "/supplement phone=13800005011"),
        ("补充 姓名孙宝珍 到家时间正月初六", "/supplement arrival=2022-02-06 name=孙宝珍"),
        ("帮助", "/help"), ("幫助！", "/help"), ("@联防小助手 帮助", "/help"), ("指南 返乡", "/guide 返乡"),
        ("指南：居家隔离", "/guide 居家隔离"),
        ("确认 B3", "/confirm B3"), ("B5确认", "/confirm B5"), ("確認　Ｂ－１４", "/confirm B14"),
        ("接手 E2", "/takeover E2"),
        ("接手", "/takeover"), ("我接手", "/takeover"), ("撤回", "/withdraw"), ("E3我接手", "/takeover E3"),
        ("我来接手 E-6", "/takeover E6"), ("绑定 fq8866", "/bind fq8866"),
        ("绑定：永胜0715", "/bind 永胜0715"),
        ("广播 永胜村 今晚6点 请各家戴好口罩", "/broadcast V03 2022-01-22T18:00 请各家戴好口罩"),
        ("广播 全镇 明早7点半 小年不放鞭炮", "/broadcast T01 2022-01-23T07:30 小年不放鞭炮"),
        ("广播 永胜村 平安村 后天 12:00 后天村部做核酸，带身份证", "/broadcast V03+V11 2022-01-24T12:00 后天村部做核酸，带身份证"),
        ("广播：永胜、平安 请大家不要聚集", "/broadcast V03+V11 请大家不要聚集"),
        ("广播 永胜 25点 开会", "/broadcast V03 开会 !invalid:at(25点)"),
        ("未报", "/query 未报"), ("查询 返乡 永胜村", "/query 返乡 永胜村"), ("值守 国道卡口", "/query 值守 国道卡口"),
        ("静默 2小时", "/silence 2022-01-22T12:00"), ("静默 到早8点", "/silence 2022-01-23T08:00"),
        ("静默 晚10点到早6点", "/silence 2022-01-22T22:00 2022-01-23T06:00"),
    ])
    func `a command is read with what it needs`(text: String, summary: String) throws {
        #expect(try Township.read(text, from: "P009").summary == summary)
    }

    @Test(arguments: [
        ("广播 永胜", "/broadcast V03"), ("广播 永胜村 18:00", "/broadcast V03 2022-01-22T18:00"),
        ("广播 永胜 立即", "/broadcast V03"), ("广播 18:00 请各家戴好口罩", "/broadcast 2022-01-22T18:00 请各家戴好口罩"),
        ("广播 今晚6点", "/broadcast 2022-01-22T18:00"), ("广播 明天 开会", "/broadcast 2022-01-23 开会"),
        ("广播 25点 开会", "/broadcast 开会 !invalid:at(25点)"),
    ])
    func `a broadcast without an audience or a text is asked about, not passed over`(
        text: String, summary: String
    ) throws {
        #expect(try Township.read(text, from: "P009").summary == summary)
    }

    @Test(arguments: ["更正R12", "更正 R12", "R12更正", "更正一下 r-12"])
    func `a correction of nothing keeps its reference`(text: String) throws {
        #expect(try Township.read(text, from: "P009").summary == "/correct R12")
    }

    @Test(arguments: [
        "广播", "广播 体操几点", "广播 里说啥了", "广播 请戴口罩", "广播 永胜？", "广播 永胜的喇叭坏了", "广播 晚上8点播了", "广播 18:00没响",
        "广播 今天 没听清", "广播 刚才 没听清", "广播 18:00 谁听见了", "广播18:00响了一遍", "晚上18:00 广播 永胜", "更正", "更正R12是不是不对啊",
        "应该是R12",
        "R12写错了是吗",
    ])
    func `talk about broadcasts and corrections is no command`(text: String) throws {
        #expect(try Township.read(text, from: "P009").summary == "chatter")
    }
}
