import ReportLanguage

/// One value as canonical JSON has it, and as somebody types it.
struct MadeValue {
    /// The canonical value.
    var value: FieldValue
    /// As typed behind a key or in a table's cell: without line breaks, runs of spaces, and commas.
    var text: String
    /// As typed on its own, where its shape or a word of its own tells the field.
    var bare: String?

    init(_ value: FieldValue, _ text: String, bare: String? = nil) {
        self.value = value
        self.text = text
        self.bare = bare
    }

    init(_ value: String, _ text: String, bare: String? = nil) {
        self.init(.string(value), text, bare: bare)
    }
}

/// Words and facts that made values are of: all invented or public.
enum MadeFacts {
    /// Surnames of the hundred most frequent ones that are no word of a report by themselves.
    static let surnames = ["张", "王", "李", "赵", "孙", "周", "吴", "郑", "冯", "陈", "韩", "杨", "朱", "徐", "郭", "邵"]
    /// Given names of two characters that are neither a day, a place, a number nor a word of the forms: a name that is one
    /// (周日升, 夏至) is read by what stands next to it, which is tested by itself.
    static let givenNames = ["建国", "秀兰", "海燕", "德福", "桂英", "玉梅", "立新", "淑珍", "志强", "凤霞", "永利", "文博"]
    /// Places with the texts that people write for them; those that are one of several (朝阳, 西安区) are left out.
    static let places: [(code: String, name: String, texts: [String])] = [
        ("230102", "黑龙江省哈尔滨市道里区", ["哈尔滨道里", "哈尔滨市道里区", "黑龙江哈尔滨道里区"]),
        ("210200", "辽宁省大连市", ["大连", "大连市", "辽宁大连"]),
        ("120000", "天津市", ["天津", "天津市"]),
        ("310115", "上海市浦东新区", ["上海浦东", "上海市浦东新区"]),
        ("320509", "江苏省苏州市吴江区", ["苏州吴江", "江苏苏州吴江区"]),
        ("220105", "吉林省长春市二道区", ["长春二道区", "吉林省长春市二道区"]),
        ("440300", "广东省深圳市", ["深圳", "广东深圳"]),
        ("150781", "内蒙古自治区呼伦贝尔市满洲里市", ["满洲里", "内蒙古满洲里"]),
        ("110105", "北京市朝阳区", ["北京朝阳", "北京市朝阳区"]),
        ("810000", "香港特别行政区", ["香港"]),
    ]
    /// What a free text may say: nothing in it is a value or a word of a form.
    static let stories = ["炕已经烧好", "家里有老人照看", "院门上贴了封条", "炉子封好了", "钥匙在炕柜里"]
    /// Things with a measure word each.
    static let things = [("口罩", "个"), ("酒精", "桶"), ("土豆", "斤"), ("手套", "副"), ("方便面", "箱")]
    /// Areas that identity numbers start with.
    static let areas = ["230102", "110105", "220105", "370202"]
}
