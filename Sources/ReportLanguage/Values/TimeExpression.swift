/// A date and/or a time of day as a text says it, not yet resolved against the message's own time.
struct TimeExpression: Sendable, Hashable {
    /// The day as said.
    var day = Day.unsaid
    /// The other day of a vague pair (`腊月二十七八`, `28、29号`).
    var orDay: Day?
    /// The weekday as said beside the day (`1月28日周五`), 1 = Monday … 7 = Sunday.
    var weekday: Int?
    /// The year as said beside a month or a festival (`明年正月初五`).
    var year = Year.unsaid
    /// The part of the day as said (`今早`, `后半夜2点`).
    var part: Part?
    /// The clock as said.
    var clock: Clock?
    /// Whether it is the message's own minute (`刚才`, `刚到`).
    var isNow = false
    /// Whether it cannot be: 2月30日, 13月, 25点.
    var isImpossible = false

    /// How a text can name a day.
    enum Day: Sendable, Hashable {
        /// No day said: a clock alone.
        case unsaid
        /// Year, month and day said.
        case absolute(CalendarDay)
        /// `1月28号`; a month's end (`1月底`) is day 0.
        case yearless(month: Int, day: Int)
        /// `28号`.
        case monthless(Int)
        /// `下个月5号`: months from the message's month, and the day; day 0 is the month's end (`月底`).
        case monthOffset(Int, day: Int)
        /// `周日` (1 = Monday … 7 = Sunday); `weeks` from the message's week where said (`这周` 0, `下周` 1).
        case weekday(Int, weeks: Int?)
        /// `今天` 0, `明天` 1, `三天后` 3.
        case offset(Int)
        /// `腊月二十六`, `闰四月初八`.
        case lunar(month: Int, day: Int, isLeap: Bool)
        /// `初六`, `十五` without a month.
        case lunarMonthless(Int)
        /// `除夕`, `三十晚上`.
        case newYearsEve
        /// `周末`: Saturday or Sunday.
        case weekend(weeks: Int)
        /// A solar term.
        case term(SolarTerm)
    }

    /// How a text can name the year beside a day.
    enum Year: Sendable, Hashable {
        /// Not said: the nearest, or as the words lean.
        case unsaid
        /// `去年` -1, `今年` 0, `明年` 1.
        case offset(Int)
        /// `2022年正月初五`.
        case year(Int)
    }

    /// The parts of a day, as people divide it.
    enum Part: Sendable, Hashable {
        /// 凌晨: the small hours of the day named.
        case smallHours
        /// 后半夜, 半夜: the small hours that end the night of the day named.
        case lateNight
        /// 早上, 上午, 头晌.
        case morning
        /// 中午, 晌午.
        case noon
        /// 下午, 下晌.
        case afternoon
        /// 晚上, 傍晚, 夜里.
        case evening
    }

    /// A clock as said.
    struct Clock: Sendable, Hashable {
        /// The hour as said, 0…24.
        var hour: Int
        /// The minute.
        var minute = 0
        /// Whether the figure alone tells the half of the day (`08:00`, `20点`), as `8点` does not.
        var isHalfKnown: Bool
        /// The later hour of a vague clock (`七八点`).
        var orHour: Int?
    }

    /// What a resolved time is for.
    enum Aim: Sendable, Hashable {
        /// A field of type `day`: the clock is dropped.
        case day
        /// A field of type `when` that is planned or told: clocks are as on a 24-hour clock, and a bare weekday without a
        /// leaning is the next.
        case when
        /// A field of type `when` that is about now (`at`): a clock without its half takes the half nearer to the message.
        case messageTime
    }

    /// What a time means against a message.
    enum Resolution: Sendable, Hashable {
        /// One value.
        case value(When)
        /// It cannot be.
        case invalid
        /// Several readings, in the text's order.
        case ambiguous([When])
        /// The text contradicts itself (`1月28日周三` where the 28th is a Friday): what each part of it says.
        case conflict([When])
    }
}
