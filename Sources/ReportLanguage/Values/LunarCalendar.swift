/// The Chinese lunar calendar of 1900–2100, from the table.
struct LunarCalendar: Sendable {
    /// A day of the lunar calendar.
    struct Day: Sendable, Hashable {
        /// The lunar year, named by the Gregorian year in which it begins.
        var year: Int
        /// 1 = 正月 … 12 = 腊月.
        var month: Int
        /// 1…30.
        var day: Int
        /// Whether the month is the leap month of that number.
        var isLeap = false
    }

    /// Reads the table's text; a line that cannot be read is left out.
    init(table: String) {}

    /// The Gregorian day of a lunar day; nil where the year has no such month or the month no such day.
    func gregorian(_ day: Day) -> CalendarDay? { nil }

    /// The lunar day of a Gregorian day; nil outside the table.
    func lunar(_ day: CalendarDay) -> Day? { nil }
}
