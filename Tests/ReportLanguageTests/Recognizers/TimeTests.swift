import Testing

@testable import ReportLanguage

/// Dates and times as section 4 of the report language has them.
struct TimeTests {
    /// A Saturday; 腊月二十.
    let saturday = "2022-01-22T10:00"

    @Test(arguments: [
        ("2022年1月28日", "2022-01-28"), ("2022-1-28", "2022-01-28"), ("2022.1.28", "2022-01-28"),
        ("2022/01/28", "2022-01-28"), ("22/1/28", "2022-01-28"), ("20220128", "2022-01-28"),
        ("22年1月28日", "2022-01-28"),
        ("二〇二二年一月二十八日", "2022-01-28"), ("1月28号", "2022-01-28"), ("1月28", "2022-01-28"),
        ("1.28", "2022-01-28"),
        ("1-28", "2022-01-28"), ("1/28", "2022-01-28"), ("01-28", "2022-01-28"), ("元月28", "2022-01-28"),
        ("元月28号", "2022-01-28"), ("一月二十八号", "2022-01-28"), ("28号", "2022-01-28"), ("二十八号", "2022-01-28"),
        ("１月２８日", "2022-01-28"), ("1月底", "2022-01-31"), ("月底", "2022-01-31"), ("下个月5号", "2022-02-05"),
        ("1月28日（周五）", "2022-01-28"), ("2022-01-28 20:30", "2022-01-28T20:30"),
        ("2022-01-28T20:30", "2022-01-28T20:30"),
    ])
    func `a day with its figures is that day`(text: String, expected: String) {
        #expect(Samples.time(text, at: saturday) == expected)
    }

    @Test(arguments: [
        ("12月31号", "2022-01-03T08:30", "2021-12-31"), ("1月8日", "2021-12-22T10:00", "2022-01-08"),
        ("元旦", "2021-12-28T20:11", "2022-01-01"), ("五一", "2022-01-04T15:26", "2022-05-01"),
        ("清明", "2021-12-30T18:52", "2022-04-05"), ("冬至", "2021-12-22T08:12", "2021-12-21"),
        ("立春", "2022-01-31T09:09", "2022-02-04"), ("惊蛰", "2022-03-05T17:46", "2022-03-05"),
        ("国庆", "2021-12-20T10:00", "2021-10-01"), ("明年五一", "2022-06-01T10:00", "2023-05-01"),
        ("去年12月3号", "2022-01-03T10:00", "2021-12-03"), ("2月29号", "2022-02-20T10:00", "invalid"),
        ("2月29号", "2024-02-20T10:00", "2024-02-29"),
    ])
    func `a day without a year is the nearest`(text: String, at: String, expected: String) {
        #expect(Samples.time(text, at: at) == expected)
    }

    @Test func `a plan is not of a festival long past`() {
        #expect(Samples.time("国庆", at: "2021-12-20T10:00", leaning: .future) == "2022-10-01")
        #expect(Samples.time("1月28日", at: "2022-02-02T10:00", leaning: .future) == "2022-01-28")
    }

    @Test(arguments: [
        ("28号", Leaning.past, "2022-01-30T10:00", "2022-01-28"),
        ("28号", .future, "2022-01-30T10:00", "2022-02-28"),
        ("28号", .neutral, "2022-01-30T10:00", "2022-01-28"),
        ("28号", .neutral, "2022-01-21T06:40", "2022-01-28"),
        ("28号", .past, "2022-01-21T06:40", "2021-12-28"),
        ("二十八号", .neutral, "2022-03-01T10:30", "2022-02-28"),
        ("28号", .neutral, "2022-01-28T10:00", "2022-01-28"),
        ("31号", .future, "2022-02-03T10:00", "2022-03-31"),
    ])
    func `a day without its month goes with the words around it`(
        text: String, leaning: Leaning, at: String, expected: String
    ) {
        #expect(Samples.time(text, at: at, leaning: leaning) == expected)
    }

    @Test(arguments: [
        ("周日", Leaning.past, "2022-02-20"), ("周日", .future, "2022-02-27"), ("星期天", .future, "2022-02-27"),
        ("这周五", .neutral, "2022-02-25"), ("下周三", .neutral, "2022-03-02"), ("上周一", .neutral, "2022-02-14"),
        ("下个星期五", .neutral, "2022-03-04"), ("本周一", .neutral, "2022-02-21"),
    ])
    func `a weekday is of its week, or goes with the words around it`(
        text: String, leaning: Leaning, expected: String
    ) {
        #expect(Samples.time(text, at: "2022-02-24T16:02", leaning: leaning) == expected)
    }

    @Test func `a weekend is two days`() {
        #expect(Samples.time("周末", at: "2022-02-24T16:02") == "2022-02-26 | 2022-02-27")
    }

    @Test(arguments: [
        ("今天", "2022-01-22"), ("明天", "2022-01-23"), ("后天", "2022-01-24"), ("大后天", "2022-01-25"),
        ("昨天", "2022-01-21"),
        ("前天", "2022-01-20"), ("明儿", "2022-01-23"), ("后个儿", "2022-01-24"), ("三天后", "2022-01-25"),
        ("3天以后", "2022-01-25"),
        ("两天前", "2022-01-20"), ("过三天", "2022-01-25"), ("一周后", "2022-01-29"), ("今早", "2022-01-22"),
        ("后天晚上", "2022-01-24"),
        ("明早7点半", "2022-01-23T07:30"), ("昨晚11点", "2022-01-21T23:00"), ("今晚6点", "2022-01-22T18:00"),
        ("明天凌晨2点", "2022-01-23T02:00"), ("今天下午三点", "2022-01-22T15:00"), ("后天 12:00", "2022-01-24T12:00"),
    ])
    func `a relative day counts from the message`(text: String, expected: String) {
        #expect(Samples.time(text, at: saturday) == expected)
    }

    @Test(arguments: [
        ("腊月二十六", "2022-01-28"), ("腊月廿八", "2022-01-30"), ("臘月廿八", "2022-01-30"), ("拉月廿八", "2022-01-30"),
        ("腊月念八", "2022-01-30"), ("腊月26", "2022-01-28"), ("农历腊月二十六", "2022-01-28"), ("农历十二月二十六", "2022-01-28"),
        ("正月初五", "2022-02-05"), ("正月十五", "2022-02-15"), ("除夕", "2022-01-31"), ("三十晚上", "2022-01-31"),
        ("大年三十", "2022-01-31"), ("年三十", "2022-01-31"), ("腊月三十", "2022-01-31"), ("大年初二", "2022-02-02"),
        ("小年", "2022-01-25"),
        ("元宵节", "2022-02-15"), ("初六", "2022-02-06"), ("十五", "2022-02-15"), ("廿八", "2022-01-30"),
        ("二月二", "2022-03-04"),
        ("明年闰二月初五", "2023-03-26"), ("闰四月初八", "2020-05-30"), ("正月三十一", "invalid"),
        ("腊月三十晚上8点", "2022-01-31T20:00"),
        ("2022年正月初五", "2022-02-05"), ("2022年腊月二十八", "2022-01-30"), ("今年腊月二十八", "2022-01-30"),
        ("去年腊月二十八", "2021-02-09"), ("腊八", "2022-01-10"),
    ])
    func `a lunar day is the nearest such day`(text: String, expected: String) {
        #expect(Samples.time(text, at: saturday) == expected)
    }

    @Test func `a bare lunar day in the new year is of 正月, and in summer of a month near`() {
        #expect(Samples.time("初六", at: "2022-02-20T10:00") == "2022-02-06")
        #expect(Samples.time("初六", at: "2022-07-10T10:00") == "2022-07-04")
        #expect(Samples.time("初六", at: "2022-07-10T10:00", leaning: .future) == "2022-08-03")
    }

    @Test(arguments: [
        ("20:30", "20:30"), ("20点半", "20:30"), ("晚8点", "20:00"), ("晚上八点一刻", "20:15"), ("下午3点多", "15:00"),
        ("凌晨2点", "02:00"),
        ("中午12点", "12:00"), ("20：30", "20:30"), ("零点", "00:00"), ("8点05", "08:05"), ("8点零5分", "08:05"),
        ("八点三刻", "08:45"),
        ("20时30分", "20:30"), ("差5分8点", "07:55"), ("头晌9点", "09:00"), ("下晌2点", "14:00"), ("中午1点", "13:00"),
        ("傍晚5点", "17:00"),
        ("上午十点十分", "10:10"), ("晚上11点半", "23:30"), ("8点左右", "08:00"),
    ])
    func `a clock on a plan is as on a clock of 24 hours`(text: String, expected: String) {
        #expect(Samples.time("1月28号" + text, at: saturday) == "2022-01-28T" + expected)
    }

    @Test(arguments: [
        ("晚12点", "2022-01-29T00:00"), ("晚上1点", "2022-01-29T01:00"), ("后半夜2点", "2022-01-29T02:00"),
        ("半夜12点", "2022-01-29T00:00"),
        ("24点", "2022-01-29T00:00"), ("夜里11点", "2022-01-28T23:00"), ("凌晨2点", "2022-01-28T02:00"),
    ])
    func `what is said of a night may lie on the next day`(text: String, expected: String) {
        #expect(Samples.time("1月28日" + text, at: saturday) == expected)
    }

    @Test(arguments: [
        ("8点", "2022-01-22T20:05", "2022-01-22T20:00"), ("8点", "2022-01-22T08:20", "2022-01-22T08:00"),
        ("8:00", "2022-01-22T20:05", "2022-01-22T20:00"), ("08:00", "2022-01-22T20:05", "2022-01-22T08:00"),
        ("12点", "2022-01-22T23:55", "2022-01-23T00:00"), ("11点50", "2022-01-22T00:10", "2022-01-21T23:50"),
        ("零点", "2022-02-10T00:12", "2022-02-10T00:00"), ("凌晨2点", "2022-03-08T03:10", "2022-03-08T02:00"),
        ("后半夜2点", "2022-01-22T22:30", "2022-01-23T02:00"), ("后半夜2点", "2022-01-22T06:30", "2022-01-22T02:00"),
        ("晚上11点半", "2022-01-19T23:51", "2022-01-19T23:30"), ("今晚10点", "2022-01-16T00:33", "2022-01-15T22:00"),
        ("20:30", "2022-01-22T20:40", "2022-01-22T20:30"), ("刚才", "2022-01-26T22:05", "2022-01-26T22:05"),
        ("刚到家", "2022-01-27T14:07", "2022-01-27T14:07"),
    ])
    func `a clock about now takes the half nearer to the message`(text: String, at: String, expected: String)
    {
        #expect(Samples.time(text, at: at, for: .messageTime) == expected)
    }

    @Test func `the night that a plan means is the coming one`() {
        #expect(Samples.time("后半夜2点", at: "2022-01-28T22:30") == "2022-01-29T02:00")
        #expect(Samples.time("凌晨2点", at: "2022-01-28T22:30") == "2022-01-29T02:00")
        #expect(Samples.time("8点", at: "2022-01-28T22:30") == "2022-01-28T08:00")
    }

    @Test(arguments: ["2月30日", "13月5日", "25点", "1月32号", "20:75", "2022-2-30", "正月三十二"])
    func `a date that cannot be is invalid, never another one`(text: String) {
        #expect(Samples.time(text, at: saturday) == "invalid")
    }

    @Test func `a vague hour is two`() {
        #expect(Samples.time("晚七八点", at: saturday) == "2022-01-22T19:00 | 2022-01-22T20:00")
        #expect(Samples.time("晚7、8点", at: saturday) == "2022-01-22T19:00 | 2022-01-22T20:00")
    }

    @Test func `a day field drops the clock`() {
        #expect(Samples.time("1月28日20:00", at: saturday, for: .day) == "2022-01-28")
    }

    @Test(arguments: [
        ("20:00-次日8:00", "20:00-08:00"), ("晚8点到早8点", "20:00-08:00"), ("8:00-20:00", "08:00-20:00"),
        ("晚8点-10点", "20:00-22:00"),
        ("晚8点到8点", "20:00-08:00"), ("下午1点到5点", "13:00-17:00"), ("20点至8点", "20:00-08:00"),
        ("早8点~晚8点", "08:00-20:00"),
        ("早八晚八", "08:00-20:00"), ("20-8点", "20:00-08:00"), ("20：00—次日8：00", "20:00-08:00"),
        ("晚10点到第二天早6点", "22:00-06:00"),
        ("晚8点-12点", "20:00-00:00"),
    ])
    func `a range of clocks has both its ends`(text: String, expected: String) {
        #expect(Samples.whole(text).contains("clocks " + expected))
    }

    @Test func `a day before a range stays a day`() {
        #expect(Samples.found(in: "1月28日 20:00-次日8:00") == ["time", "clocks 20:00-08:00"])
        #expect(Samples.time("1月28日 20:00-次日8:00", at: saturday) == "2022-01-28")
        #expect(Samples.found(in: "20-8").contains("(clocks 20:00-08:00)"))
        #expect(Samples.whole("1-28号") == ["days"])
        #expect(Samples.whole("1月25-28日") == ["days"])
    }

    @Test(arguments: ["36.5", "1.25吨", "2.30", "28号楼", "多一点", "晚一点", "2小时", "一共", "几点", "三点建议", "钱国庆村", "3组"])
    func `what only looks like a time is no certain one`(text: String) {
        #expect(!Samples.found(in: text).contains("time"))
    }

    @Test(arguments: ["1.28到", "1.27回来", "28号到家", "1月29到家", "三十晚上到", "腊月二十七（周六）"])
    func `a date before a word of arrival is certain`(text: String) {
        #expect(Samples.found(in: text).contains("time"))
    }
}

/// Days that the text leaves open, contradicts or cannot mean.
struct UncertainDayTests {
    /// A Saturday; 腊月二十.
    let saturday = "2022-01-22T10:00"

    @Test(arguments: [
        ("腊月二十七八到", "2022-01-29 | 2022-01-30"), ("腊月廿七八", "2022-01-29 | 2022-01-30"),
        ("腊月二十七、八", "2022-01-29 | 2022-01-30"), ("初五六", "2022-02-05 | 2022-02-06"),
        ("正月初五初六回", "2022-02-05 | 2022-02-06"), ("二十七八号", "2022-01-27 | 2022-01-28"),
        ("28、29号到", "2022-01-28 | 2022-01-29"), ("28或29号", "2022-01-28 | 2022-01-29"),
        ("28号或29号", "2022-01-28 | 2022-01-29"), ("1月27、28号", "2022-01-27 | 2022-01-28"),
        ("今天或者明天", "2022-01-22 | 2022-01-23"), ("下个月5、6号", "2022-02-05 | 2022-02-06"),
        ("明年正月初五", "2022-02-05 | 2023-01-26"), ("27-28号到", "2022-01-27 | 2022-01-28"),
        ("1月27到1月28", "2022-01-27 | 2022-01-28"), ("腊月二十六到二十七", "2022-01-28 | 2022-01-29"),
    ])
    func `a day that is left open is two`(text: String, expected: String) {
        #expect(Samples.time(text, at: saturday) == expected)
    }

    @Test(arguments: [
        "过两天", "过几天", "一个月后", "年底", "月初", "1月初", "2月中旬", "这两天", "前几天", "年前", "年后", "腊月底", "十几号",
        "两日", "每月4号", "学府路18号", "幸福大街2号", "人民大道5号", "3栋2号", "6月第3个星期日", "下下下下周一",
    ])
    func `a vague time is none`(text: String) {
        #expect(Samples.time(text, at: saturday) == nil)
    }

    @Test(arguments: [
        ("腊月二十六七点到", "2022-01-28T07:00"), ("腊月二十九三十", "2022-01-31"), ("十一点到岗", "2022-01-22T11:00"),
        ("4月26日20时1刻", "2022-04-26T20:15"), ("12月月底", "2021-12-31"), ("下个月底", "2022-02-28"),
        ("上周星期三", "2022-01-12"), ("下周周六", "2022-01-29"), ("大大后天", "2022-01-26"), ("上上个月五号", "2021-11-05"),
        ("98年4月5日", "1998-04-05"), ("2022-01-2820:30", "2022-01-28T20:30"), ("2022 1 28", "2022-01-28"),
        ("28/1", "2022-01-28"), ("1。28", "2022-01-28"), ("2022-01-28T20:30:00+08:00", "2022-01-28T20:30"),
        ("去年五月初五", "2021-06-14"), ("8月十五", "2021-09-21"),
    ])
    func `what only looks open is one day`(text: String, expected: String) {
        #expect(Samples.time(text, at: saturday) == expected)
    }

    @Test(arguments: [
        ("1月28日周五", "2022-01-28"), ("1月28日（星期五）", "2022-01-28"), ("周五1月28日", "2022-01-28"),
        ("周五（28号）", "2022-01-28"), ("1月28日周三", "conflict 2022-01-28 | 2022-01-26"),
        ("28号周日", "conflict 2022-01-28 | 2022-01-30"), ("明天周五", "conflict 2022-01-23 | 2022-01-21"),
        ("1月28日星期四晚8点", "conflict 2022-01-28T20:00 | 2022-01-27T20:00"),
    ])
    func `a weekday beside a date must be the date's`(text: String, expected: String) {
        #expect(Samples.time(text, at: saturday) == expected)
    }

    @Test(arguments: ["99999年1月1日", "0年1月1日", "3022年1月1日", "202年1月28日", "1234-5-6", "8点70", "8点60分", "24点30"])
    func `a year far off and a minute beyond the hour cannot be`(text: String) {
        #expect(Samples.time(text, at: saturday) == "invalid")
    }

    @Test(arguments: ["99999-1-1", "八点八", "零点五", "二十七点三", "一日三餐"])
    func `figures that only look like a time are none`(text: String) {
        #expect(Samples.time(text, at: saturday) == nil)
    }

    @Test func `a range of days may name both its years`() {
        #expect(Samples.whole("2017年8月15日至2018年3月29日") == ["days"])
        #expect(Samples.whole("腊月二十六到腊月二十八") == ["days"])
        #expect(Samples.whole("腊月二十六到二十八") == ["days"])
        #expect(Samples.found(in: "8-20").contains("(clocks 08:00-20:00)"))
    }
}
