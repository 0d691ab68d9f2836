import ReportLanguage

/// Days and clocks as people type them, seen from the day on which every made message is written.
extension ReportMaker {
    /// When made messages are written: a Saturday, the twentieth of the twelfth lunar month.
    public static let moment: LocalMoment = {
        guard let moment = LocalMoment(iso: "2022-01-22T10:00") else { preconditionFailure("no such moment") }
        return moment
    }()

    /// A day and a text that says it, up to two months away.
    ///
    /// Texts without a month (28号) or with a weekday lean on the words around them, which are tested by themselves.
    private mutating func dayText(keyed: Bool) -> (CalendarDay, String) {
        let offset = random.number(-40...60)
        let day = Self.moment.day.adding(days: random.once(in: 2) ? random.number(-2...3) : offset)
        let (year, month, date) = (day.year, day.month, day.day)
        var texts = [
            "\(year)年\(month)月\(date)日", "\(year)-\(month)-\(date)", "\(year).\(month).\(date)",
            "\(month)月\(date)日",
            "\(month)月\(date)号", "\(ChineseNumeral.text(month))月\(ChineseNumeral.text(date))日", day.iso,
        ]
        // Elsewhere 1.28 is an amount and 1-28 a range.
        if keyed { texts += ["\(month).\(date)", "\(month)-\(date)", "\(month)/\(date)"] }
        switch day.serial - Self.moment.day.serial {
        case -2: texts += ["前天"]
        case -1: texts += ["昨天"]
        case 0: texts += ["今天"]
        case 1: texts += ["明天"]
        case 2: texts += ["后天"]
        case 3: texts += ["大后天", "三天后"]
        default: break
        }
        if let lunar = lunarText(day) { texts += [lunar, lunar] }
        return (day, random.pick(texts))
    }

    /// The lunar day: the twelfth month began on 3 January, the first on 1 February 2022.
    private func lunarText(_ day: CalendarDay) -> String? {
        let twelfth = Self.moment.day.adding(days: -19)
        let first = Self.moment.day.adding(days: 10)
        let isNewYear = day >= first
        let number = day.serial - (isNewYear ? first : twelfth).serial + 1
        guard (1...29).contains(number) else { return nil }
        let text =
            switch number {
            case 1...10: "初" + ChineseNumeral.text(number)
            case 21...29: "廿" + ChineseNumeral.text(number - 20)
            default: ChineseNumeral.text(number)
            }
        return (isNewYear ? "正月" : "腊月") + text
    }

    /// A clock and a text that says it without doubt about the half of the day.
    private mutating func clockText() -> (ClockTime, String)? {
        let hour = random.number(13...23)
        let minute = random.pick([0, 0, 30, 15])
        let part = hour < 18 ? "下午" : "晚上"
        let tail = minute == 0 ? "" : minute == 30 ? "半" : "一刻"
        let minutes = minute == 0 ? "00" : "\(minute)"
        let spoken = hour == 14 ? "两" : ChineseNumeral.text(hour - 12)
        let texts = [
            "\(hour):\(minutes)", "\(hour)：\(minutes)", "\(part)\(hour - 12)点\(tail)",
            "\(part)\(spoken)点\(tail)",
        ]
        return ClockTime(hour: hour, minute: minute).map { ($0, random.pick(texts)) }
    }

    mutating func day(_ field: FieldDefinition) -> MadeValue {
        let (day, text) = dayText(keyed: true)
        return MadeValue(day.iso, text, bare: text.contains("月") || text.hasSuffix("天") ? text : nil)
    }

    mutating func when(_ field: FieldDefinition) -> MadeValue {
        let (day, text) = dayText(keyed: true)
        let isPlain = text.contains("月") || text.hasSuffix("天")
        let arrives = field.cues.contains("到家") ? random.pick(["到家", "到", ""]) : ""
        guard random.once(in: 2), isPlain || text == day.iso, let (clock, clockText) = clockText() else {
            return MadeValue(day.iso, text, bare: isPlain ? text + arrives : nil)
        }
        let whole = text + (text == day.iso || clockText.first?.isNumber == true ? " " : "") + clockText
        return MadeValue(
            LocalMoment(day: day, time: clock).iso, whole, bare: isPlain ? whole + arrives : nil)
    }

    mutating func time(_ field: FieldDefinition) -> MadeValue? {
        clockText().map { MadeValue($0.0.iso, $0.1) }
    }
}
