/// What a word does in a message that is neither a key nor a value: the grammar of reports and of talk.
enum FunctionWord: String, Hashable, Sendable, CaseIterable {
    /// Says nothing that a field would take: 回来了, 麻烦, 谢谢.
    case filler
    /// Makes a sentence a question.
    case question
    /// Shows that people talk with each other, and do not report.
    case talk
    /// Opens or marks a public notice.
    case notice
    /// Marks an advertisement.
    case advertisement
    /// A relative or a title in front of a name: 我二叔刘福.
    case kinship
    /// A title behind a name: 李玉琴阿姨.
    case honorific
    /// What follows replaces what was said before: 不对，是….
    case correction
    /// The dates around lean to the past.
    case past
    /// The dates around lean to the future.
    case future
    /// Joins names: 和.
    case connector
    /// Ends a name when it follows one: 从, 坐.
    case boundary
    /// Marks an example that is not a report: 例.
    case example
    /// Says that there is none: 无.
    case none
    /// Denies: 没有到岗 is no check-in.
    case negation

    /// The words, separated by spaces.
    var words: String {
        switch self {
        case .filler:
            """
            回来 回来了 回来的 回家 回家了 到家了 家里 家里的 家 坐 乘 乘坐 搭 我 我们 我家 俺家 俺 本人 一下 报一下 已 已经 的 了 是 为 现 现在 现住 住 住在 在家 村 组 的人 号 \
            谢谢 没啥事 没事 没有事 没什么事 没啥事儿 各组 均 全村 各户 马上落实 立即落实 马上办 马上安排 这就安排 这就办 坚决落实 照办 马上通知 麻烦 有什么问题请联系我 有问题请联系 有问题请联系我 请联系我 有事打电话 有问题打电话 各位 领导 您好 你好 好的 请 请查收 请审核 完毕 汇报 报告 上报 汇报一下 报告一下 现将 情况 情况如下 如下 信息 信息如下 名单 \
            名单如下 一共 共计 合计 一行 身体健康 身体正常 体温正常 正常 辛苦 辛苦了 收到请回复 齐全 都有 齐 齐备 就位 全部 均 都 人员 人 返 返回 回 来 到 到家 到村 抵达 到达 \
            今日 今天的 补报 再报 另外 还有 也 就 又 给 替 把 时 左右 大约 大概 差不多 多 分 点 期间 明白 了解 好 行 嗯 OK ok 那边 这边 家属 先生 女士 同志 老师 \
            车票 票 上 下 班 次 趟 当天 日 个 名 位 呢 吧 哈 啦 哦 嘞 、 及 两人 二人 三人 四人 值守 值班 晚班 早班 白班 夜班 中班 二位 两位 到位 人数 登记
            """
        case .question:
            """
            吗 什么 干什么 谁 啥时候 什么时候 几点 几号 多少 多少钱 咋 咋办 咋整 怎么 怎么办 怎样 为什么 为啥 哪 哪儿 哪里 哪个 哪天 是不是 有没有 能不能 用不用 要不要 可不可以 行不行 \
            还用 需不需要 可以吗 来着 没有啊 回来没 到没到 到没 呀 啊 几个 几人 有谁 谁家 何时 请问 问一下 问问 不了 还是
            """
        case .talk:
            """
            哈哈 哈哈哈 嘿嘿 呵呵 真 真是 太 可 他 她 你 你们 他们 她们 咱 咱们 大家 大伙 大家伙 听说 据说 觉得 估计 可能 应该 别 不要 不用 不能 不让 这事 那个 这个 那些 这些 这么 那么 \
            因为 所以 但是 可是 不过 要是 如果 假如 有人 啥 的时候 时候 呗 咧 哎 唉 哎呀 手气 好吃 真香 听 看 知道 不知道 以后 那家 隔壁 趟 乱 去 找 买 卖 想 让 说 跟 得
            """
        case .notice:
            """
            通知 公告 转发】 扩散 周知 知悉 须知 咨询电话 报备电话 请联系 打这个电话 联系人 温馨提示 特此 请各 各家各户 请大家 请广大 广大村民 村民朋友 所有返乡 一律 严禁 违者 后果自负 倡议 倡议书 提醒 务必 必须 \
            凡是 凡 指挥部 防指办 告知 请提前 请先 须 应当 请及时 公示
            """
        case .advertisement:
            """
            出售 快递 发货 收粮 寻人 捎人 出租房 招工 招聘 价格 面议 月薪 包吃住 批发 优惠 收购 求购 转让 急售 低价 特价 打折 欢迎选购 有意者 非诚勿扰 拎包入住 精装 看房 送货 厂家 代理 加微信 求租 诚聘
            """
        case .kinship:
            """
            我二叔 我大爷 我叔 我婶 我姑 我老姑 我姨 我舅 我哥 我弟 我姐 我妹 我爸 我妈 我爹 我娘 我儿子 我闺女 我女儿 我媳妇 我老公 我爱人 我妻子 我丈夫 我对象 我侄子 我侄女 我外甥 \
            我孙子 我孙女 我大哥 我二哥 我三哥 我大姐 我二姐 我老弟 我小儿子 我大儿子 我二儿子 我老婆 我岳父 我岳母 我公公 我婆婆 我姐夫 我妹夫 我嫂子 我弟弟 我妹妹 我大姑 我二姑 我三叔 我大伯 我老叔 \
            二叔 大爷 叔叔 婶子 姑姑 老姑 舅舅 儿子 闺女 女儿 媳妇 老公 爱人 妻子 丈夫 侄子 侄女 外甥 外甥女 孙子 孙女 大哥 二哥 大姐 二姐 老弟 小儿子 大儿子 老婆 岳父 岳母 姐夫 妹夫 嫂子 \
            弟弟 妹妹 哥哥 姐姐 父亲 母亲 爸爸 妈妈 爷爷 奶奶 姥姥 姥爷 表哥 表弟 表姐 表妹 堂哥 堂弟 邻居 户主 他爸 他妈 姑爷 儿媳 儿媳妇 女婿 村民 本村村民 二小子 大小子 小子 老儿子 老闺女 大闺女 二闺女 小闺女 大姑娘 姑娘 老丫头 丫头 二丫头 大丫头 户主 报备人
            """
        case .honorific:
            "阿姨 叔叔 大爷 大娘 大叔 大婶 大姐 大哥 婶子 先生 女士 同志 师傅 老师 书记 主任 组长 队长 奶奶 爷爷 叔 婶 姐 哥"
        case .correction:
            "不对 说错了 打错了 写错了 发错了 错了 更正 改成 改为 改到 应该是 应为 纠正 不是 更正为 哦不 不对不对 刚才错了"
        case .past:
            "到的 到了 回来了 回来的 已到 已到家 到家了 已回 已经 已经到 到家的 回的 已返 已返回 昨 刚"
        case .future:
            "要 准备 预计 打算 将 计划 即将 将要 预计到家 预计到 估计 拟"
        case .connector: "和 与 跟 及 同 以及"
        case .boundary:
            "从 在 坐 由 到 回 打 现 住 自 已 要 的 带 乘 于 往 去 体 电 手 身 返 来 是 共 等 两 明 昨 今 前 后 大 春 不 没 也 都 就 还 把 给 让 替"
        case .example: "例 例如 示例 样例 范例 举例 例子 格式 模板 比如"
        case .none: "无 没有 暂无 没 无无 暂缺 不详 / - —"
        case .negation:
            "没到岗 没有到岗 未到岗 没人到岗 没上岗 未上岗 没报备 未报备 没有报备 没播 没有播 还没播 未播 不报备 没接班 没人接班 还没到岗 已报备 报备了 报备完 报备过 报备完了 都报备 没交班 未交班 没离岗"
        }
    }
}
