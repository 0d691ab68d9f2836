import Model
import ReportLanguage
import Rules
import Testing

/// Messages longer than can be read: nobody believes that all of it was kept.
@Suite struct LimitTests {
    @Test func `a list longer than a message holds is kept up to a number that is told`() throws {
        let stage = try Stage()
        let names = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许")
        let people = (0..<1010).map { index in
            "\(names[index % 20])\(names[index / 20 % 20])\(names[index / 400]) 139\(10_000_000 + index) 从大连回来 1月28日到家"
        }
        let text = try stage.say("P010", in: "V03", "报备\n" + people.joined(separator: "\n")).only
        #expect(text == "已登记 1000 人：R1 到 R1000。\n一条消息最多记 1000 条，记到了 R1000。后面要是还有，请另发一条。")
        #expect(stage.facts.reports.count == 1000)
    }

    @Test func `a message too long to be read is said to be, once an hour`() throws {
        let stage = try Stage()
        let text = "报备 张三 13900005678 从哈尔滨道里回来 后天到家\n" + String(repeating: "很长的话", count: 15_100)
        let told = try stage.say("P010", in: "V03", text).only
        #expect(told == "这条太长，没有读，什么也没记。请分成几条发，每条不超过 60000 字、1000 人。")
        #expect(try stage.say("P010", in: "V03", text).isEmpty)
        #expect(stage.facts.reports.isEmpty)
    }
}
