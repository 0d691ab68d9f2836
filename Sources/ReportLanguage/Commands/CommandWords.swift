extension CommandName {
    /// The words for 更正 that ask for a correction even where nothing else is said.
    static let correctionVerbs: Set<String> = ["更正", "更改", "修改", "订正", "改正"]

    /// The words that give the command, separated by spaces.
    var words: String {
        switch self {
        case .ack: "收到 已收到 收到了 已阅 阅 明白 明白了 知道了 已知 已知晓 知悉 已知悉 收到通知 通知收到 确认收到 了解 已了解 收悉"
        case .withdraw: "撤回 撤销 撤了 作废 取消 报备取消 取消报备 撤消 报备撤回 不回来了 不回了 不返乡了 作罢"
        case .correct: "更正 更改 修改 订正 改正 改为 改成 更正为 应该是 应为 报错了 写错了 不对"
        case .supplement: "补充 补一下 补充一下 补上 补报一下 补充信息 补录 补充报备"
        case .query: "查询 统计 未报 值守 查一下 未报名单 汇总"
        case .help: "帮助 使用说明 怎么用 help 菜单 使用帮助"
        case .guide: "指南 指引"
        case .broadcast: "广播 播报 喇叭广播 发广播"
        case .confirm: "确认 确认播放 确认广播 同意播放"
        case .bind: "绑定"
        case .silence: "静默 免打扰 静音"
        case .takeover: "接手 我来接手 我接手 我来处理 接管 我接管"
        }
    }
}
