/// The words with which people name days and parts of the day.
enum TimeWord: Sendable {
    /// 今天 0, 明天 1, with the part of the day in 今早.
    case day(Int, TimeExpression.Part?)
    /// 晚上; a short one (晚) counts only before a clock.
    case part(TimeExpression.Part, isShort: Bool)
    /// 明年 1.
    case year(Int)
    /// 刚才.
    case now
    /// 这周 0, 下周 1; 周 alone nil. A weekday's character follows.
    case week(Int?)
    /// 下个月 1. A day follows.
    case month(Int)
    /// 月底 of a month from this one.
    case monthEnd(Int)
    /// 正月 1, 腊月 12. A day follows.
    case lunarMonth(Int)
    /// 农历, 闰: a month and a day follow.
    case lunarMark(isLeap: Bool)
    /// 元月: January.
    case january
    /// 大年初二, 大年三十: a lunar day of 正月, or 除夕.
    case newYearDay
    /// 初: a lunar day follows.
    case lunarDay
    /// A named day; `isWeak`: also another word.
    case named(TimeExpression.Day, isWeak: Bool)

    /// The longest word that starts at `index`.
    static func word(in scan: Scan, at index: Int) -> (word: TimeWord, end: Int)? {
        trie.longest(in: scan.scalars, at: index, limit: scan.count).map { ($0.value, $0.end) }
    }

    /// Whether a word may start with this scalar.
    static func canStart(with scalar: Unicode.Scalar) -> Bool { trie.hasWord(startingWith: scalar) }

    private static let trie: ScalarTrie<TimeWord> = ScalarTrie(relative + parts + months + festivals + terms)

    private static func list(_ words: String, _ value: TimeWord) -> [(String, TimeWord)] {
        words.split(separator: " ").map { (String($0), value) }
    }

    private static let relative: [(String, TimeWord)] =
        list("今天 今日 今儿 今儿个 今个 今个儿 本日 今天儿", .day(0, nil))
        + list("明天 明日 明儿 明儿个 明个 明个儿 明天儿", .day(1, nil))
        + list("后天 后日 后儿 后儿个 后个 后个儿", .day(2, nil)) + list("大后天 大后儿 大后儿个 大后个", .day(3, nil))
        + list("大大后天", .day(4, nil)) + list("大大前天", .day(-4, nil))
        + list("昨天 昨日 昨儿 昨儿个 昨个 昨个儿", .day(-1, nil)) + list("前天 前儿 前儿个 前个 前个儿", .day(-2, nil))
        + list("大前天 大前儿 大前儿个 大前个", .day(-3, nil))
        + list("今早 今早上 今晨 今早晨", .day(0, .morning)) + list("明早 明早上 明晨 明早晨", .day(1, .morning))
        + list("昨早 昨晨", .day(-1, .morning)) + list("今晚 今晚上 今夜 今夜里", .day(0, .evening))
        + list("明晚 明晚上 明夜", .day(1, .evening)) + list("昨晚 昨晚上 昨夜 昨夜里", .day(-1, .evening))
        + list("后晚 后晚上", .day(2, .evening)) + list("前晚 前晚上", .day(-2, .evening))
        + list("今上午 今儿上午", .day(0, .morning)) + list("明上午", .day(1, .morning))
        + list("昨上午", .day(-1, .morning))
        + list("今下午", .day(0, .afternoon)) + list("明下午", .day(1, .afternoon))
        + list("昨下午", .day(-1, .afternoon))
        + list("今年", .year(0)) + list("明年 来年 转年", .year(1)) + list("去年 头年", .year(-1)) + list("后年", .year(2))
        + list("前年", .year(-2)) + list("大前年", .year(-3)) + list("大后年", .year(3))
        + list("刚才 刚刚 方才 刚 才到 才回 现在 此刻", .now)
        + list("周 星期 礼拜", .week(nil))
        + list("这周 本周 这星期 本星期 这个星期 这礼拜 这个礼拜 这个周", .week(0))
        + list("下周 下星期 下个星期 下礼拜 下个礼拜 下个周", .week(1))
        + list("下下周 下下星期 下下个星期 下下礼拜", .week(2)) + list("上周 上星期 上个星期 上礼拜 上个礼拜 上个周", .week(-1))
        + list("上上周 上上星期 上上个星期 上上礼拜", .week(-2)) + list("下下下周 下下下星期", .week(3))
        + list("上上上周 上上上星期", .week(-3))

    private static let parts: [(String, TimeWord)] =
        list("凌晨 零晨 拂晓", .part(.smallHours, isShort: false))
        + list("后半夜 下半夜 半夜 深夜 大半夜 午夜 三更半夜", .part(.lateNight, isShort: false))
        + list("早上 早晨 清早 清晨 大清早 一早 一大早 上午 头晌 前晌 头午 上半天 早起", .part(.morning, isShort: false))
        + list("中午 晌午 正午 午间 大中午", .part(.noon, isShort: false))
        + list("下午 下晌 后晌 午后 过晌 下半天", .part(.afternoon, isShort: false))
        + list("晚上 晚间 傍晚 夜里 夜间 夜晚 前半夜 上半夜 晚夕 下黑 晚上黑", .part(.evening, isShort: false))
        + list("早", .part(.morning, isShort: true)) + list("晚 夜", .part(.evening, isShort: true))
        + list("午", .part(.noon, isShort: true))

    private static let months: [(String, TimeWord)] =
        list("本月 这个月 这月", .month(0)) + list("下个月 下月", .month(1)) + list("上个月 上月", .month(-1))
        + list("下下个月 下下月", .month(2)) + list("上上个月 上上月", .month(-2))
        + list("月底 月末 本月底 本月末 这个月底 这月底", .monthEnd(0)) + list("下月底 下个月底 下月末", .monthEnd(1))
        + list("上月底 上个月底", .monthEnd(-1))
        + list("正月", .lunarMonth(1)) + list("冬月 十一冬月", .lunarMonth(11)) + list("腊月 拉月 蜡月", .lunarMonth(12))
        + list("农历 阴历 旧历 夏历", .lunarMark(isLeap: false)) + list("闰", .lunarMark(isLeap: true))
        + list("元月", .january)
        + list("大年 年三 大年三", .newYearDay) + list("初", .lunarDay)

    private static func lunar(_ month: Int, _ day: Int) -> TimeExpression.Day {
        .lunar(month: month, day: day, isLeap: false)
    }

    private static func named(_ words: String, _ day: TimeExpression.Day, isWeak: Bool = false) -> [(
        String, TimeWord
    )] {
        list(words, .named(day, isWeak: isWeak))
    }

    private static let festivals: [(String, TimeWord)] =
        named("元旦 元旦节 阳历年", .yearless(month: 1, day: 1)) + named("情人节", .yearless(month: 2, day: 14))
        + named("三八节 妇女节 三八妇女节", .yearless(month: 3, day: 8)) + named("植树节", .yearless(month: 3, day: 12))
        + named("五一 五一节 劳动节 五一劳动节", .yearless(month: 5, day: 1))
        + named("青年节 五四", .yearless(month: 5, day: 4))
        + named("六一 儿童节 六一儿童节", .yearless(month: 6, day: 1))
        + named("七一 建党节", .yearless(month: 7, day: 1), isWeak: true)
        + named("八一 建军节", .yearless(month: 8, day: 1), isWeak: true)
        + named("教师节", .yearless(month: 9, day: 10))
        + named("国庆 国庆节 十一国庆", .yearless(month: 10, day: 1))
        + named("十一", .yearless(month: 10, day: 1), isWeak: true)
        + named("平安夜", .yearless(month: 12, day: 24)) + named("圣诞 圣诞节", .yearless(month: 12, day: 25))
        + named("除夕 除夕夜 年三十 年三十儿 大年三十 大年三十儿 大年夜 年夜", .newYearsEve)
        + named("春节 大年初一 年初一 大年初壹", lunar(1, 1)) + named("破五", lunar(1, 5))
        + named("元宵 元宵节 上元节", lunar(1, 15)) + named("二月二 龙抬头", lunar(2, 2)) + named("三月三", lunar(3, 3))
        + named("端午 端午节 端阳", lunar(5, 5)) + named("七夕 七夕节", lunar(7, 7)) + named("中元节 七月十五 七月半", lunar(7, 15))
        + named("中秋 中秋节 八月十五", lunar(8, 15)) + named("重阳 重阳节 九月九", lunar(9, 9))
        + named("腊八 腊八节", lunar(12, 8)) + named("小年 北方小年", lunar(12, 23))

    private static let terms: [(String, TimeWord)] = zip(
        """
        小寒 大寒 立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至
        """.split(separator: " "), SolarTerm.allCases
    ).flatMap { word, term -> [(String, TimeWord)] in
        // The words of weather and of people's names are terms only where a day is asked for.
        let isWeak = [.rainWater, .minorSnow, .majorSnow, .minorHeat, .grainFull, .majorCold, .whiteDew]
            .contains(term)
        return named(String(word), .term(term), isWeak: isWeak)
            + (term == .clearBright ? named("清明节", .term(term)) : [])
    }
}
