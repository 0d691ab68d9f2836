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

    /// One year: its New Year's Day as a serial day, and its packed months.
    private struct Year {
        let newYear: Int
        /// The months in order, each with its length.
        let months: [(month: Int, isLeap: Bool, length: Int)]

        init(newYear: Int, packed: Int) {
            self.newYear = newYear
            let leapMonth = packed & 15
            var months: [(month: Int, isLeap: Bool, length: Int)] = []
            for month in 1...12 {
                months.append((month, false, packed >> (16 - month) & 1 == 1 ? 30 : 29))
                if month == leapMonth { months.append((month, true, packed >> 16 & 1 == 1 ? 30 : 29)) }
            }
            self.months = months
        }
    }

    private let firstYear: Int
    private let years: [Year]

    /// Reads the table's text: lines of year, packed months in hexadecimal and New Year's Day.
    ///
    /// Bits 0–3 are the leap month (0 none); bit 16 − m says that month m has 30 days; bit 16 that the leap month has.
    /// Reading stops at the first line that does not continue the years.
    init(table: String) {
        var first = 0
        var years: [Year] = []
        for line in table.split(whereSeparator: \.isNewline) {
            let columns = line.split(separator: "\t")
            guard columns.count == 3, let year = Int(columns[0]), let packed = Int(columns[1], radix: 16),
                let newYear = CalendarDay(iso: columns[2])
            else { continue }
            if years.isEmpty { first = year }
            guard year == first + years.count else { break }
            years.append(Year(newYear: newYear.serial, packed: packed))
        }
        firstYear = first
        self.years = years
    }

    /// The Gregorian day of a lunar day; nil where the year has no such month or the month no such day.
    func gregorian(_ day: Day) -> CalendarDay? {
        let index = day.year - firstYear
        guard years.indices.contains(index) else { return nil }
        var serial = years[index].newYear
        for month in years[index].months {
            if month.month == day.month, month.isLeap == day.isLeap {
                guard day.day >= 1, day.day <= month.length else { return nil }
                return CalendarDay(serial: serial + day.day - 1)
            }
            serial += month.length
        }
        return nil
    }

    /// The lunar day of a Gregorian day; nil outside the table.
    func lunar(_ day: CalendarDay) -> Day? {
        var index = day.year - firstYear
        guard years.indices.contains(index) else { return nil }
        let serial = day.serial
        if serial < years[index].newYear { index -= 1 }
        guard index >= 0 else { return nil }
        var rest = serial - years[index].newYear
        for month in years[index].months {
            if rest < month.length {
                return Day(year: firstYear + index, month: month.month, day: rest + 1, isLeap: month.isLeap)
            }
            rest -= month.length
        }
        return nil
    }

    /// The last day of the lunar year before the New Year of `year`: 除夕, in a month of 29 days as in one of 30.
    func newYearsEve(before year: Int) -> CalendarDay? {
        let index = year - firstYear
        return years.indices.contains(index) ? CalendarDay(serial: years[index].newYear - 1) : nil
    }
}
