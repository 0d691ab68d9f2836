/// Messages for measuring under load: reports as people type them, each about another person, so that each is one new report
/// and gets one receipt.
///
/// Everything follows from the seed and the message's number, so that millions need no memory. Times are said in words that
/// hold on any day (后天, 明天下午).
public struct LoadMix: Sendable {
    /// What the mix holds, for a benchmark's help.
    public static let summary = """
        of 10 messages 6 announce returnees (one line, key lines, a sentence), 2 are surveys of people who live elsewhere, \
        1 is a test result and 1 the beginning of a quarantine at home; each is about another person
        """

    private let shift: UInt64

    /// A mix that starts at a seed.
    public init(seed: UInt64) {
        var random = SplitMix(seed: seed)
        shift = random.next() % 1_000_000_007
    }

    /// The message of a number from 0.
    public func text(_ number: Int) -> String {
        var random = SplitMix(seed: shift &+ UInt64(number))
        let (name, phone) = (name(number), phone(number))
        let origin = random.pick(Self.origins)
        let arrival = random.pick(Self.arrivals)
        let travel = random.pick(Self.travels)
        switch number % 10 {
        case 0: return "报备 \(name) \(phone) 从\(origin)回来 \(arrival)到家"
        case 1:
            return "返乡报备\n姓名：\(name)\n电话：\(phone)\n从哪回：\(origin)\n到家时间：\(arrival)\n交通工具：\(travel)"
        case 2: return "我家\(name)\(arrival)从\(origin)回来，\(travel)，电话\(phone)"
        case 3: return "报备：\(name)，电话\(spaced(phone))，从\(origin)回来，\(travel)，\(arrival)到家"
        case 4: return "\(name) \(phone) \(origin) \(arrival)到家 \(travel) 报备"
        case 5: return "返乡报备 姓名：\(name) 电话：\(phone) 从哪回：\(origin) 到家：\(arrival)"
        case 6: return "摸底 \(name) \(phone) 在\(origin)打工 \(random.once(in: 2) ? "不一定回" : "肯定回")"
        case 7: return "摸底 姓名：\(name) 电话：\(phone) 现住：\(origin) 身份：学生 可能性：高"
        case 8: return "核酸 \(name) 第\(random.number(1...3))次 今天 阴性"
        default: return "居家隔离 \(name) 今天开始 已签"
        }
    }

    /// The phone of a number's person: no two in a hundred million are the same.
    public func phone(_ number: Int) -> String {
        let digits = String((UInt64(number) &* 48_271 &+ shift) % 100_000_000)
        return "139" + String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// The name of a number's person: no two of half a million in a row are the same.
    ///
    /// What people report of somebody a second time is no new report, so a name that comes again would be a message
    /// without an answer.
    public func name(_ number: Int) -> String {
        let (first, second) = (Self.firstCharacters, Self.secondCharacters)
        let count = UInt64(Self.surnames.count * first.count * second.count)
        // The factor is a prime that does not divide the count, so that all names come before one comes again.
        var rest = Int((UInt64(number) &* 48_271 &+ shift) % count)
        let surname = Self.surnames[rest % Self.surnames.count]
        rest /= Self.surnames.count
        return surname + first[rest % first.count] + second[rest / first.count]
    }

    private func spaced(_ phone: String) -> String {
        "\(phone.prefix(3)) \(phone.dropFirst(3).prefix(4)) \(phone.suffix(4))"
    }

    /// The hundred that come first by number of bearers, without those that also begin a word of reports.
    private static let surnames = characters(
        """
        王李张刘陈杨赵周吴徐孙朱胡郭何罗郑梁谢宋邓冯曹彭曾肖田董潘袁蔡余杜魏薛阎丁沈姚\
        卢姜崔钟谭陆汪范金石廖贾韦夏付方柳邹孟熊秦邱江尹侯邵段雷钱汤黎武贺赖龚文庞樊兰殷\
        施陶洪翟颜倪严牛温芦季俞章鲁葛齐柯管卜
        """)
    /// First and second characters of given names none of which is, with any neighbour, a place, a day or a number.
    private static let firstCharacters = characters(
        """
        建秀桂玉淑志凤永文振宝喜树俊丽艳佳雅晓思雨庆成世守兆继占殿耀红彩慧素翠景\
        春国海立连福德荣贵长广学明亚美小爱金银香瑞兴显传绍维宪克孝敬培君伯书锦泽庭
        """)
    private static let secondCharacters = characters(
        """
        兰英梅珍强霞利博军伟杰芳燕琴荣贵财峰涛超鹏飞虎民友义仁斌刚勇玲娟敏静洁莲菊\
        华云香芝萍丽红艳辉林森祥福禄寿生发旺才武全良信诚顺清涵轩怡欣琪瑶媛婷妍
        """)
    private static let origins = ["哈尔滨道里", "大连", "天津", "沈阳铁西", "长春二道区", "上海浦东", "苏州吴江", "深圳", "满洲里", "北京朝阳"]
    private static let arrivals = ["后天", "明天下午", "大后天", "明天", "后天晚上"]
    private static let travels = ["坐高铁G702", "开车", "坐大客车", "坐飞机", "坐火车K1234"]

    private static func characters(_ text: String) -> [String] { text.map(String.init) }
}
