import ReportLanguage
import Testing

/// What a value, a key or a list of names takes from its line, and what it must leave to the other fields.
struct NothingLostTests {
    @Test(arguments: [
        ("报备 张三 13800001234 大连 后天到 998877665", "998877665"),
        ("报备 张三 13800001234 大连 后天到 G1234转K7064", "K7064"),
        ("报备 张三 大连 后天到 电话1380000 13800001234", "1380000"),
        ("报备 张三 大连 后天到 13800001234 身份证号：11010519491231002X 220105195508049371", "220105195508049371"),
    ])
    func `a number that no field has a place for is noted`(text: String, note: String) throws {
        let report = try #require(try Township.read(text).reports.first)
        #expect(report.fields["phone"] == .string("13800001234"))
        #expect(report.fields["note"] == .string(note))
    }

    @Test func `a corrected phone is not noted`() throws {
        let report = try Township.read("报备 张三 13900001234 大连 后天到 电话不对，是13800001234").reports.first
        #expect(report?.fields["phone"] == .string("13800001234"))
        #expect(report?.fields["note"] == nil)
    }

    @Test(arguments: [
        (
            "消杀登记 用量：39.3, 2月26号, 幼儿园, 兴隆村",
            "disinfection date=2022-02-26 liters=39.3 site=school village=V01"
        ),
        (
            "隔离情况 签协议：否 杨立新 解除居家隔离 1月23日",
            "quarantine agreement=false date=2022-01-23 name=杨立新 stage=homeEnd"
        ),
        (
            "隔离人员\n姓名：朱淑珍\n类型：居家隔离期满\n签协议：没有",
            "quarantine agreement=false date=2022-01-22 name=朱淑珍 stage=homeEnd"
        ),
        (
            "督查 东升卡口 1月22日8:00 督查人员：王玉梅 睡岗 饮酒 未消毒",
            "inspection at=2022-01-22T08:00 checkpoint=K02 findings=asleep+drinking+noDisinfection inspectors=王玉梅 result=problem"
        ),
        (
            "换岗 宝山卡口, 接班人员：吴建国, 人员：4, 下岗人员：徐志强",
            "handover checkpoint=K12 next=吴建国 people=4 staff=徐志强"
        ),
        ("交接班 接班人：徐秀兰、朱建国 前天 国道卡口", "handover at=2022-01-20 checkpoint=K15 next=徐秀兰+朱建国"),
        ("情况上报 东升村 人数：118 打牌", "incident count=118 kind=gambling village=V02"),
        (
            "到岗 团结卡口 赵淑珍 体温36.5、36.5、36.4 08:00",
            "checkin at=2022-01-22T08:00 checkpoint=K08 staff=赵淑珍 temperatures=36.5+36.5+36.4"
        ),
    ])
    func `a value takes its own words and leaves the rest`(text: String, summary: String) throws {
        #expect(try Township.read(text).summary == summary)
    }

    @Test(arguments: [
        (
            "返乡登记 吴文博 天津 到达日期：12月27日 1组 15018937238 春节探亲 列车",
            "returnee arrival=2021-12-27 category=newYear name=吴文博 origin=120000 phone=15018937238 transport=train unit=V03-01"
        ),
        ("隔离人员 名字：赵海燕 类型：解除集中隔离 日期：12月25日", "quarantine date=2021-12-25 name=赵海燕 stage=centralEnd"),
        (
            "到岗 国道卡口 1月22日08:00 体温36.4 周建国",
            "checkin at=2022-01-22T08:00 checkpoint=K15 staff=周建国 temperatures=36.4"
        ),
        ("申领\n1. 村屯：V05\n2. 类型：申领\n3. 物品：手套74副", "supplies action=need items=手套×74.0 village=V05"),
        (
            "排班 国道卡口 1月28日 开始20:00 结束22:00 张三",
            "duty checkpoint=K15 date=2022-01-28 from=20:00 staff=张三 to=22:00"
        ),
        (
            "值班表\n卡口\t哪天\t开始\t结束\t值班人员\nK05\t2021年12月25日\t15:00\t20:00\t邵玉梅",
            "duty checkpoint=K05 date=2021-12-25 from=15:00 staff=邵玉梅 to=20:00"
        ),
        (
            "督查情况\n卡口\t兴隆东卡口\n时间\t1月22日8:00\n检查结果\t发现问题\n值守人员\t赵建国、孙永利\n备 注\t钥匙在炕柜里",
            "inspection at=2022-01-22T08:00 checkpoint=K01 note=钥匙在炕柜里 result=problem staff=赵建国+孙永利"
        ),
        (
            "消杀登记\n消杀场所\t消杀村屯\t消杀日期\t消杀备注\n学校\tV12\t3月21号\t炕已经烧好",
            "disinfection date=2022-03-21 note=炕已经烧好 site=school village=V12"
        ),
    ])
    func `a cell, a key and a number of a line end where they end`(text: String, summary: String) throws {
        #expect(try Township.read(text).summary == summary)
    }

    @Test(arguments: [
        ("二月二十三日", "2022-02-23"), ("二月二日", "2022-02-02"), ("八月十五号", "2021-08-15"), ("三月三十", "2022-03-30"),
        ("二月二", "2022-03-04"), ("八月十五", "2021-09-21"),
    ])
    func `a feast is no beginning of a date`(text: String, day: String) throws {
        #expect(
            try Township.read("报备 张三 13800001234 大连 \(text)到").reports.first?.fields["arrival"]
                == .string(day))
    }

    @Test func `a unit that is said again is no further report`() throws {
        #expect(try Township.read("1组2组1组2组1组零报告").reports.count == 2)
    }
}
