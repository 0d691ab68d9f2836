import Testing

@testable import ReportLanguage

struct NumberTests {
    @Test(arguments: [
        ("13800001234", "13800001234"), ("138 0000 9911", "13800009911"), ("136-0000-4127", "13600004127"),
        ("+86 138-0000-9911", "13800009911"), ("+8613800009911", "13800009911"),
        ("8613800009911", "13800009911"),
        ("0086 13800009911", "13800009911"), ("1 3 8 0 0 0 0 1 2 3 4", "13800001234"),
        ("1380 0001 234", "13800001234"),
        ("１３６００００８８９９", "13600008899"), ("幺三九零零零零四六零二", "13900004602"), ("一三七零零零零六零零七", "13700006007"),
        ("幺三八，零零零零，幺二三四", "13800001234"), ("138OOOO1234", "13800001234"), ("l3800001234", "13800001234"),
        ("0452 7120033", "0452-7120033"), ("04527120033", "0452-7120033"), ("(0452)7120033", "0452-7120033"),
        ("0452-7120077", "0452-7120077"), ("010 68881234", "010-68881234"),
    ])
    func `a phone is read however it is spaced or spelled`(text: String, expected: String) {
        #expect(Samples.whole(text).contains("phone " + expected))
    }

    @Test(arguments: [
        "1380000452", "138000012345", "138 0000 123", "12800001234",
    ])
    func `a phone with too few or too many digits is broken, never cut`(text: String) {
        #expect(Samples.whole(text) == ["brokenPhone"])
    }

    @Test(arguments: [
        "20220128138000012345", "SF1380000123456", "13800001234567", "2022012813800001234", "152 900 10 123",
        "6222021001116245",
        "138000012341380000123413800001234",
    ])
    func `no phone is found inside another number`(text: String) {
        #expect(!Samples.found(in: text).contains { $0.hasPrefix("phone") })
    }

    @Test func `numbers without anything between them are told apart by their checks`() {
        #expect(
            Samples.found(in: "23023119850214069013800001234") == [
                "id 230231198502140690", "phone 13800001234",
            ])
        #expect(Samples.found(in: "138000012343组") == ["phone 13800001234", "unit 3组"])
        #expect(Samples.found(in: "张三13800001234哈尔滨").contains("phone 13800001234"))
        #expect(Samples.found(in: "①13845671234") == ["phone 13845671234"])
    }

    @Test(arguments: [
        ("11010519491231002X", "11010519491231002X"), ("23028120041105183x", "23028120041105183X"),
        ("230231 19850214 0690", "230231198502140690"), ("23023119631O292753", ""),
        ("11010519491231002×", "11010519491231002X"),
        ("2302311985O2140690", "230231198502140690"),
    ])
    func `an identity number passes its check or is none`(text: String, expected: String) {
        #expect(
            Samples.whole(text).first { $0.hasPrefix("id ") } ?? ""
                == (expected.isEmpty ? "" : "id " + expected))
    }

    @Test(arguments: [
        "230822197002301234", "230231199508094171", "23023119850214069", "230231850214069",
        "2302311985021406901",
    ])
    func `an identity number that fails is told as one`(text: String) {
        #expect(Samples.whole(text) == ["brokenID"])
    }

    @Test(arguments: [
        ("3人", "number 3 人"), ("6个人", "number 6 人"), ("一百二十人", "number 120 人"), ("八十七台", "number 87 台"),
        ("两遍", "number 2 遍"),
        ("测温枪俩", "number 2"), ("俩人", "number 2 人"), ("仨", "number 3"), ("一千五百斤", "number 1500 斤"),
        ("一千五", "number 1500"),
        ("二百五十斤", "number 250 斤"), ("二百五", "number 250"), ("一百零五", "number 105"), ("三万二", "number 32000"),
        ("二十套", "number 20 套"),
        ("第3轮", "number 3 轮"), ("廿八个", "number 28 个"), ("1500", "number 1500"), ("3万", "number 30000"),
        ("50 个", "number 50 个"),
        ("2.5升", "decimal 2.5 升"), ("二点五升", "decimal 2.5 升"), ("36.5度", "decimal 36.5 度"),
        ("36度5", "decimal 36.5 度"),
        ("三十六度五", "decimal 36.5 度"), ("三十六点五", "decimal 36.5"), ("三十六度", "number 36 度"),
        ("36.5℃", "decimal 36.5 度"),
        ("二斤半", "decimal 2.5 斤"), ("半斤", "decimal 0.5 斤"), ("2小时", "minutes 120"), ("两个半小时", "minutes 150"),
        ("半小时", "minutes 30"),
        ("1.5小时", "minutes 90"), ("30分钟", "minutes 30"), ("1小时30分钟", "minutes 90"),
    ])
    func `an amount is read with its unit`(text: String, expected: String) {
        #expect(Samples.found(in: text).contains { $0 == expected || $0 == "(\(expected))" })
    }

    @Test(arguments: ["十几", "几十个", "七八个", "三五个", "二十多人", "十几台", "几百斤", "一两个", "十七八个", "100多人"])
    func `a vague number is vague`(text: String) {
        #expect(Samples.whole(text) == ["vague"])
    }

    @Test func `columns beside each other keep their own words`() {
        #expect(Samples.found(in: "车132 人245 劝返3") == ["number 132", "number 245", "number 3"])
        #expect(Samples.found(in: "车60人105") == ["number 60", "number 105"])
        #expect(Samples.found(in: "三十六度五三十六度七") == ["decimal 36.5 度", "decimal 36.7 度"])
    }

    @Test(arguments: [
        ("黑B5K369", "plate 黑B5K369"), ("黑B·5K369", "plate 黑B5K369"), ("津A6D82X", "plate 津A6D82X"),
        ("黑b 5k369", "plate 黑B5K369"),
        ("黑AD12345", "plate 黑AD12345"), ("黑BJ7723", "plate 黑BJ7723"), ("黑01 12345", "plate 黑0112345"),
        ("黑A1234学", "plate 黑A1234学"),
        ("黑B5O369", "plate 黑B50369"),
        ("G1234", "train G1234"), ("k702", "train K702"), ("Z157次", "train Z157"),
        ("G834/835", "train G834/835"), ("2667次", "train 2667"),
        ("CZ6911", "flight CZ6911"), ("hu 7102", "flight HU7102"), ("3U8888", "flight 3U8888"),
        ("R12", "ref R12"), ("#R12", "ref R12"), ("r-12", "ref R12"), ("＃Ｂ８", "ref B8"), ("Ｂ－１４", "ref B14"),
        ("E-6", "ref E6"), ("#z12", "ref Z12"),
    ])
    func `plates, trains, flights and references are told by their shapes`(text: String, expected: String) {
        #expect(Samples.whole(text).contains(expected))
    }

    @Test(arguments: ["B5K369", "R2S607", "Exx9", "R0", "R12-3"])
    func `what only starts like a reference is none`(text: String) {
        #expect(!Samples.found(in: text).contains { $0.hasPrefix("ref") })
    }

    @Test(arguments: [
        ("-36.5", "decimal -36.5"), ("体温 -36.5", "decimal -36.5"), ("体温：-36", "decimal -36.0"),
        ("零下36度", "decimal -36.0 度"), ("零下三十六度五", "decimal -36.5 度"), ("负36.5", "decimal -36.5"),
        ("体温-36.5", "decimal 36.5"), ("36.2-36.5", "decimal 36.5"), ("36。5", "decimal 36.5"),
        ("36·5", "decimal 36.5"),
        ("36. 5", "decimal 36.5"), ("36．5", "decimal 36.5"), ("三十六度七", "decimal 36.7 度"),
    ])
    func `a temperature keeps its sign and forgives its point`(text: String, expected: String) {
        #expect(Samples.found(in: text).last { !$0.contains("time") } == expected)
    }

    @Test(arguments: [
        ("1千5百斤", "number 1500 斤"), ("5百斤", "number 500 斤"), ("3万5", "number 35000"),
        ("零点五吨", "decimal 0.5 吨"),
        ("1.25吨", "decimal 1.25 吨"), ("两吨半", "decimal 2.5 吨"), ("半吨", "decimal 0.5 吨"), ("两箱", "number 2 箱"),
    ])
    func `an amount of goods has its unit`(text: String, expected: String) {
        #expect(Samples.whole(text).contains(expected))
    }

    @Test(arguments: ["20-30人", "三到五个", "3~5桶", "上百人", "近百人", "百十来斤", "百八十斤", "数十人"])
    func `a range of amounts and a round guess are vague`(text: String) {
        #expect(Samples.found(in: text) == ["vague"])
    }

    @Test(arguments: [
        "电话7123456", "座机 71234567", "电话：712 3456", "电话：712345678", "手机号138000045", "联系方式1380000123456",
        "1.38E+10",
    ])
    func `a number that a word says to be a phone is no other number`(text: String) {
        #expect(Samples.found(in: text) == ["brokenPhone"])
    }

    @Test(arguments: [
        ("086 13800001234", "13800001234"), ("0086-138-0000-1234", "13800001234"),
        ("+86 0452 7123456", "0452-7123456"),
        ("+86-452-7123456", "0452-7123456"), ("86-0452-7123456", "0452-7123456"),
        ("(0452)-7123456", "0452-7123456"),
        ("138-OOOO-l234", "13800001234"), ("幺三八逗号四五六七逗号幺二三四", "13845671234"),
        ("一三八 四五六七 一二三四", "13845671234"),
    ])
    func `a phone behind the country's code, misread or dictated is the phone`(text: String, expected: String)
    {
        #expect(Samples.whole(text) == ["phone " + expected])
    }

    @Test func `digits that were repaired are told`() {
        func isRepaired(_ text: String) -> Bool? {
            Samples.recognizers.candidates(in: FoldedText(text)).first?.isRepaired
        }
        for text in ["138OOOO1234", "138-OOOO-1234", "l3800001234", "幺三八零零零零幺二三四", "11010519491231002×"] {
            #expect(isRepaired(text) == true, "\(text)")
        }
        for text in ["13800001234", "138-0000-1234", "11010519491231002x"] {
            #expect(isRepaired(text) == false, "\(text)")
        }
    }

    @Test func `an identity number that ends with X is told apart from the phone glued to it`() {
        let both = ["id 11010519491231002X", "phone 13800001234"]
        #expect(Samples.found(in: "11010519491231002X13800001234") == both)
        #expect(Samples.found(in: "1380000123411010519491231002X") == both.reversed())
    }

    @Test(arguments: ["2.30103E+17", "2.3E+17", "2.30231E+14"])
    func `what a spreadsheet made of an identity number is a broken one`(text: String) {
        #expect(Samples.whole(text) == ["brokenID"])
    }
}
