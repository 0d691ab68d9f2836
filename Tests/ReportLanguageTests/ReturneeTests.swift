import ReportLanguage
import Testing

struct ReturneeTests {
    private static let whole =
        "returnee arrival=2022-01-24 name=张三 origin=230102 phone=13800001234 transport=train unit=V03-03 vehicle=G1234"

    @Test(arguments: [
        "报备 张三 13800001234 从哈尔滨道里回来 后天到家 坐火车G1234 3组",
        "报备：张三，13800001234，从哈尔滨道里回来，后天到家，坐火车G1234，3组",
        "报备张三13800001234哈尔滨道里后天到家坐火车G1234 3组",
        "张三 13800001234 从哈尔滨道里回来 后天到家 火车G1234 3组 报备一下",
        "3组报备 张三 电话138-0000-1234 后天从哈尔滨道里坐G1234回来",
        "@联防小助手 返乡报备 张三 １３８００００１２３４ 從哈爾濱道里回來 後天到家 坐火車Ｇ１２３４ ３組",
        "「姚红秀：都报一下」\n- - - - - - - - - - -\n报备 张三 13800001234 从哈尔滨道里回来 后天到家 坐火车G1234 3组",
        "🙋报备 张三 ☎️13800001234 📍哈尔滨道里 🚄高铁G1234 后天到🏠 3组",
        "报备一下我是张三电话幺三八零零零零幺二三四后天到家从哈尔滨道里坐火车回来的车次G1234 3组",
        "返乡报备\n姓名：张三\n电话：13800001234\n从哪回：哈尔滨道里\n到家时间：后天\n交通工具：火车\n车次：G1234\n组：3组",
        "姓名=张三\n手机=13800001234\n出发地=哈尔滨道里\n到村时间=1月24日\n交通工具=高铁\n车次=G1234\n小组=3",
        "【姓名】张三\n【联系电话】138 0000 1234\n【从哪来】哈尔滨市道里区\n【哪天到】1.24\n【交通】动车\n【车次】g1234\n【组】三组",
        "1、姓 名：张三\n2、手 机：13800001234\n3、从哪来：哈尔滨道里\n4、哪天到：后天\n5、怎么来：火车\n6、车次：G1234\n7、所属小组：3组",
        "姓名\t张三\n电话\t13800001234\n从哪回\t哈尔滨道里\n到家时间\t后天\n交通工具\t火车\n车次\tG1234\n组\t3组",
        "返乡报备\n姓名\t电话\t从哪回\t到家时间\t交通工具\t车次\t组\n张三\t13800001234\t哈尔滨道里\t后天\t火车\tG1234\t3组",
        "回村报备 姓名：张三 电话：13800001234 出发地：哈尔滨道里 到家时间：后天 交通工具：火车 车次：G1234 组：3组",
        "——转发自 永胜村乡亲群——\n张三 2022/01/22 09:58\n返乡报备 姓名张三 电话13800001234 从哈尔滨道里回来 后天到家 火车G1234 3组",
        "#接龙\n返乡报备（姓名 电话 从哪回 哪天到）\n例 李四 13800000000 大连 1月20日\n\n1. 张三 13800001234 哈尔滨道里 后天到 火车G1234 3组\n2. ",
        "姓名张三电话13800001234返回地哈尔滨道里到家时间后天交通火车车次G1234 3组",
        "1.姓名 张三 2.联系电话 13800001234 3.从哪回 哈尔滨道里 4.返乡时间 1.24 5.车次 G1234 6.组 3组",
        "报备 张三 13900001234 从哈尔滨道里回来 后天到家 坐火车G1234 3组 电话不对，是13800001234",
    ])
    func `one person reads the same in every layout`(text: String) throws {
        #expect(try Township.read(text).summary == Self.whole)
    }

    @Test(arguments: [
        (
            "报备 李大壮 从满洲里回 明天到家",
            "returnee arrival=2022-01-23 name=李大壮 origin=150781 unit=V03-01 !missing:phone"
        ),
        (
            "报备 丁秀兰 电话1380000452 从大连回 后天到家",
            "returnee arrival=2022-01-24 name=丁秀兰 origin=210200 unit=V03-01 !invalid:phone(1380000452)"
        ),
        (
            "报备 石玉梅 13500005914 从大连回 2月30号到家 火车",
            "returnee name=石玉梅 origin=210200 phone=13500005914 transport=train unit=V03-01 !invalid:arrival(2月30号)"
        ),
        (
            "报备 冯建设 13900005913 从大连回来 后天到 9组",
            "returnee arrival=2022-01-24 name=冯建设 origin=210200 phone=13900005913 !unknown:unit(9组)"
        ),
        (
            "报备 葛永强 13800005412 从朝阳区回来 三天后到家",
            "returnee arrival=2022-01-25 name=葛永强 phone=13800005412 unit=V03-01 !ambiguous:origin"
        ),
        (
            "报备 林晓燕 13600005513 从金麦市回来 后天到家",
            "returnee arrival=2022-01-24 name=林晓燕 phone=13600005513 unit=V03-01 !unknown:origin(金麦市)"
        ),
        (
            "报备\n姓名：郭凤霞\n电话：13800005614\n从哪回：大连\n到家时间：后天\n手机：13600005615",
            "returnee arrival=2022-01-24 name=郭凤霞 origin=210200 unit=V03-01 !conflict:phone"
        ),
        (
            "报备 从大连回来的 电话13800004128 坐火车",
            "returnee origin=210200 phone=13800004128 transport=train unit=V03-01 !missing:name !missing:arrival"
        ),
        (
            "报备 邵立新 13900005310 身份证231102198807230451 从大连回 前天到的 自己开车",
            "returnee arrival=2022-01-20 name=邵立新 origin=210200 phone=13900005310 transport=car unit=V03-01 !invalid:idNumber(231102198807230451)"
        ),
    ])
    func `what is wrong is told, and nothing read is lost`(text: String, summary: String) throws {
        #expect(try Township.read(text).summary == summary)
    }

    @Test(arguments: [
        ("一家三口", 2), ("带俩孩子", 2), ("同行1人", 1), ("自己一个人", 0), ("同行人数三人", 3), ("一家4口人", 3),
    ])
    func `companions are counted without the person`(words: String, count: Int) throws {
        let reading = try Township.read("报备 张三 13800001234 从大连回来 后天到家 \(words)")
        #expect(reading.reports.map { $0.fields["companions"] } == [.integer(count)])
    }

    @Test(arguments: [
        "返村人员\n1. 方春雷 13700004611 大连 1.27到 2组\n2. 于敏 13700004612 大连 1.28到 1组",
        "返村人员\n1、方春雷 13700004611 大连 1月27号到 2组\n\n2、于敏 13700004612 大连 1月28号到 1组",
        "返村人员\n方春雷 13700004611 大连 1.27到 2组\n于敏 13700004612 大连 1.28到 1组",
        "返村人员：①方春雷 13700004611 大连 1.27到 2组②于敏 13700004612 大连 1.28到 1组",
        "姓名\t电话\t从哪回\t到家时间\t组\n方春雷\t13700004611\t大连\t1月27日\t2组\n于敏\t13700004612\t大连\t1月28日\t1组",
        "回村报备\n方春雷   13700004611   大连   1-27   2组\n于敏   13700004612   大连   2022.1.28   1组",
        "返乡报备\n\n姓名：方春雷\n电话：13700004611\n从哪回：大连\n到家：1月27日\n单元：2组\n\n姓名：于敏\n电话：13700004612\n从哪回：大连\n到家：1月28日\n单元：1组",
        "#群接龙 永胜村回村报备\n1、方春雷 13700004611 大连 1.27到 2组\n2、于敏 13700004612 大连 1.28到 1组",
    ])
    func `two people in one message are two reports`(text: String) throws {
        #expect(
            try Township.read(text).summary == """
                returnee arrival=2022-01-27 name=方春雷 origin=210200 phone=13700004611 unit=V03-02
                returnee arrival=2022-01-28 name=于敏 origin=210200 phone=13700004612 unit=V03-01
                """)
    }

    @Test(arguments: [
        "返村人员\n方春雷 13700004611 大连 1.27到 2组\n于敏 13700004612 大连 1.28到\n王五 天津 后天到",
        "返乡报备 姚红秀 1月22日\n方春雷 13700004611 大连 1.27到 2组\n于敏 13700004612 大连 1.28到\n王五 天津 后天到",
        "方春雷 13700004611 大连 1.27到 2组\n于敏 13700004612 大连 1.28到\n王五 天津 后天到",
        "报备 方春雷 13700004611 大连 1.27到 2组\n于敏 13700004612 大连 1.28到\n王五 天津 后天到",
        "报备\n2组 方春雷 13700004611 大连 1.27到\n我姑于敏 13700004612 大连 1.28到\n我哥王五 天津 后天到",
        "报备 13700004611 方春雷 大连 1.27到 2组\n13700004612 于敏 大连 1.28到\n王五 天津 后天到",
    ])
    func `a line that lacks the phone is a person all the same`(text: String) throws {
        #expect(
            try Township.read(text).summary == """
                returnee arrival=2022-01-27 name=方春雷 origin=210200 phone=13700004611 unit=V03-02
                returnee arrival=2022-01-28 name=于敏 origin=210200 phone=13700004612 unit=V03-01
                returnee arrival=2022-01-24 name=王五 origin=120000 unit=V03-01 !missing:phone
                """)
    }

    @Test(arguments: [
        "返村报备\n张三\n13700004611\n从大连回来\n后天到", "报备 张三\n从大连回来 后天到\n13700004611",
        "张三 从大连回来 后天到\n报备 电话13700004611",
    ])
    func `one person over several lines is one report`(text: String) throws {
        #expect(
            try Township.read(text).summary
                == "returnee arrival=2022-01-24 name=张三 origin=210200 phone=13700004611 unit=V03-01")
    }

    @Test func `the second of two same persons is marked`() throws {
        let reading = try Township.read(
            "返乡报备\n1、王秀云 13800005801 大连 1月25日到\n2、赵德福 13800005802 大连 1月25日到\n3、王秀云 13800005801 大连 1月25日到")
        #expect(reading.reports.map(\.problems) == [[], [], [Problem(.duplicate, "name")]])
    }

    @Test(arguments: ["周三", "周日升", "夏至", "安阳"])
    func `a name that is also a day or a place is a name in front of its phone`(name: String) throws {
        let person = "returnee arrival=2022-01-24 name=\(name) origin=120000 phone=13700001234 unit=V03-01"
        for text in [
            "报备 \(name) 13700001234 从天津回来 后天到", "\(name) 13700001234 从天津回来 后天到",
            "报备\(name)13700001234从天津回来 后天到", "\(name)，电话13700001234，从天津回来，后天到，报备",
        ] {
            #expect(try Township.read(text).summary == person, "\(text)")
        }
        let other = "returnee arrival=2022-01-23 name=张三 origin=230100 phone=13800001234 unit=V03-01"
        for text in [
            "返乡人员\n1、张三 13800001234 从哈尔滨回来 明天到\n2、\(name) 13700001234 从天津回来 后天到",
            "返乡人员\n张三 13800001234 哈尔滨 明天到\n\(name) 13700001234 天津 后天到",
        ] {
            #expect(try Township.read(text).summary == other + "\n" + person, "\(text)")
        }
        // Behind somebody whose phone is forgotten.
        let reports = try Township.read("返乡人员\n李四 大连 明天到\n\(name) 13700001234 天津 后天到\n张三 大连 明天到").reports
        #expect(reports.map { $0.fields["name"]?.summary } == ["李四", name, "张三"])
    }

    @Test(arguments: [
        "报备 周三 13700001234 张三 从大连回来", "报备 张三 周三 13700001234 从大连回来", "报备 周三到 13700001234 张三 大连",
        "报备 周三从大连回来 13700001234 张三",
    ])
    func `a weekday stays a day where somebody else is named`(text: String) throws {
        #expect(
            try Township.read(text).summary
                == "returnee arrival=2022-01-26 name=张三 origin=210200 phone=13700001234 unit=V03-01")
    }

    @Test func `tomorrow is nobody's name`() throws {
        let reading = try Township.read("报备 明天 13700001234 从天津出发 后天到")
        #expect(reading.reports.map { $0.fields["name"] } == [nil])
    }

    @Test func `a place in front of a phone stays a place where it is the only one`() throws {
        #expect(
            try Township.read("报备 安阳 13700001234 后天到").summary
                == "returnee arrival=2022-01-24 origin=410500 phone=13700001234 unit=V03-01 !missing:name")
    }

    @Test(arguments: ["吴忠刚", "韩国荣", "白银菊", "安庆红"])
    func `a name that begins with a place is a name where one is due`(name: String) throws {
        let fields = "arrival=2022-01-24 name=\(name) origin=310000 phone=13700001234 unit=V03-01"
        for text in ["\(name) 13700001234 后天从上海回来", "报备 \(name)，13700001234，从上海回来，后天到"] {
            #expect(try Township.read(text).summary == "returnee \(fields)", "\(text)")
        }
    }

    @Test(arguments: ["张三 13700001234 后天 吴忠回来", "张三 吴忠来 13700001234 后天到", "报备 吴忠来 张三 13700001234 后天到"])
    func `a place stays a place beside a name, and before a word that says who came`(text: String) throws {
        #expect(
            try Township.read(text).summary
                == "returnee arrival=2022-01-24 name=张三 origin=640300 phone=13700001234 unit=V03-01")
    }

    @Test func `kinship and titles are no part of a name`() throws {
        for text in ["报备 我二叔张三 13800001234 从大连回来 后天到", "报备 张三大爷 13800001234 从大连回来 后天到"] {
            #expect(try Township.read(text).summary.contains("name=张三 "), "\(text)")
        }
        let reading = try Township.read("报备 阿丽娅·吐尔逊 13800001234 从大连回来 后天到")
        #expect(reading.summary.contains("name=阿丽娅·吐尔逊 "))
    }
}
