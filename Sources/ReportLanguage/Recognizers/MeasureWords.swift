/// The measure words that follow an amount.
enum MeasureWords {
    /// A measure word as it counts, and what may not follow it.
    private struct Measure: Sendable {
        var word: String
        /// Characters with which it makes another word: 度 of 度过, 口 of 口罩, 车 of 车辆 belong to the next word.
        var blockers: [Unicode.Scalar]
    }

    /// The measure word at `index` and its end; `个人` and `口人` count people.
    static func word(in scan: Scan, at index: Int) -> (word: String, end: Int)? {
        guard let (measure, end) = trie.longest(in: scan.scalars, at: index, limit: scan.count),
            !measure.blockers.contains(scan[end])
        else { return nil }
        return (measure.word, end)
    }

    /// Words that follow a measure word's character when it is none.
    private static let blockers: [String: String] = [
        "口": "罩岸", "车": "辆次数票站牌费", "度": "过假", "人": "民家员口数次群体", "家": "里屯村", "台": "湾州山", "道": "里外区口路",
        "号": "码召楼线", "名": "字称单", "天": "津气", "路": "口", "包": "头", "条": "件", "年": "轻级货", "把": "守",
        "张": "家", "分": "别", "户": "籍数", "位": "置", "桌": "子", "片": "区", "点": "名", "米": "饭面", "回": "来家村到乡去",
        "头": "晌", "周": "口", "组": "长", "队": "长", "次": "日", "升": "级", "双": "河城鸭", "打": "牌麻扑架工针卡",
    ]

    private static let trie: ScalarTrie<Measure> = {
        let words =
            """
            人 个人 口人 名 位 口 个 户 家 户人家 岁 周岁 辆 台 辆车 台车 车 车次 次 遍 回 轮 只 把 桶 箱 袋 瓶 件 套 斤 公斤 千克 kg KG 克 g \
            吨 升 毫升 ml mL L 度 ℃ 摄氏度 °C ° 元 块 块钱 元钱 万元 天 小时 个小时 钟头 个钟头 分钟 分 秒 米 公里 里 平方米 平米 亩 垧 支 根 条 张 双 副 付 \
            包 盒 罐 听 板 片 粒 颗 捆 车皮 床 顶 块儿 本 份 批 卷 桌 头 匹 盏 组 队 节 样 种 处 号 路 道 层 栋 间 月 个月 年 周 星期 个星期 倍 % 成 例 \
            拨 趟 筐 丝袋 编织袋 壶 坛 缸 盆 碗 提 打 棵 车辆 卡 站 桩 笔 封 句 票 方 立方
            """
        let measures = words.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { word in
            let canonical = canonical(String(word))
            return (
                String(word),
                Measure(word: canonical, blockers: Array((blockers[canonical] ?? "").unicodeScalars))
            )
        }
        return ScalarTrie(measures)
    }()

    /// One spelling where several count the same; the unit of a thing stays as said.
    private static func canonical(_ word: String) -> String {
        switch word {
        case "个人", "口人": "人"
        case "户人家": "户"
        case "辆车": "辆"
        case "台车": "台"
        case "℃", "摄氏度", "°C", "°": "度"
        case "个小时", "钟头", "个钟头": "小时"
        default: word
        }
    }
}
