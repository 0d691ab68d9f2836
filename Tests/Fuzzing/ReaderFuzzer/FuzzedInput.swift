import ReportLanguage

/// What the bytes of one input mean: who writes where and when, how the message is read, and its text.
///
/// Four bytes, then the text: a person, a place, a day, the way. Whatever follows is UTF-8, good or bad.
struct FuzzedInput {
    /// How the message is read.
    enum Way: UInt8, CaseIterable {
        case message, explained, answer
    }

    let context: ReadingContext
    let way: Way
    let text: String

    private static let places = ["V03", "T01", "K15", "K03", "V12", "V99", nil]

    /// Reads an input; nil where the clock has no such time.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        func byte(_ index: Int) -> Int { index < bytes.count ? Int(bytes[index]) : 0 }
        // Persons of the sample roster, one beyond it, and nobody.
        let person = byte(0) % 180
        let sender = person == 0 ? nil : "P" + String(String(1000 + person).dropFirst())
        // From 2000 to beyond the end of the lunar calendar's table.
        let day = CalendarDay(serial: 10_957 + byte(2) * 150)
        guard let time = ClockTime(hour: byte(3) % 24, minute: byte(2) % 60) else { return nil }
        context = ReadingContext(
            at: LocalMoment(day: day, time: time), sender: sender,
            chatPlace: Self.places[byte(1) % Self.places.count])
        way = Way.allCases[byte(3) % Way.allCases.count]
        text = String(decoding: bytes.dropFirst(4), as: UTF8.self)
    }

    /// Whether the whole text is the writer's own and stands as it is: in quotes, forwarded lines, mentions and examples
    /// others' digits stand, and a correction replaces the sender's own.
    var isWhole: Bool {
        !text.unicodeScalars.contains { "「『>@＠＞".unicodeScalars.contains($0) }
            && !["转", "例", "记录", "接龙", "不对", "错", "更正", "改", "应", "不是", "哦不", "纠正"].contains(
                where: text.contains)
    }
}
