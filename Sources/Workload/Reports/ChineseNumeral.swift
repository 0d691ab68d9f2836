/// Numbers in Chinese numerals, as people write and dictate them: 十二, 一百零五, 二百三十.
enum ChineseNumeral {
    private static let digits = Array("零一二三四五六七八九").map { String($0) }

    /// A number from 0 to 999.
    static func text(_ number: Int) -> String {
        switch number {
        case 0..<10: digits[number]
        case 10..<20: "十" + (number % 10 == 0 ? "" : digits[number % 10])
        case 20..<100: digits[number / 10] + "十" + (number % 10 == 0 ? "" : digits[number % 10])
        default: digits[number / 100 % 10] + "百" + rest(number % 100)
        }
    }

    private static func rest(_ number: Int) -> String {
        switch number {
        case 0: ""
        case 1..<10: "零" + digits[number]
        default: digits[number / 10] + "十" + (number % 10 == 0 ? "" : digits[number % 10])
        }
    }
}
