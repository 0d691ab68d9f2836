/// The recognisers of typed values: phones, numbers, dates, places, roster names.
///
/// Built once for a bot, immutable, and a single left-to-right scan for each text. A class, so that handing it around costs
/// nothing.
final class Recognizers: Sendable {
    /// The lunar calendar, for resolving times.
    let calendar: LunarCalendar
    /// The places.
    let places: PlaceIndex
    /// The roster's names.
    let roster: RosterIndex
    /// What can start with which character.
    let starts: ValueStarts

    /// Builds the indexes.
    init(tables: ReferenceTables, roster: RosterNames) {
        calendar = LunarCalendar(table: tables.lunar)
        let homophones = Homophones(stems: tables.pinyin)
        places = PlaceIndex(tables: tables, homophones: homophones)
        self.roster = RosterIndex(roster, homophones: homophones)
        starts = ValueStarts(places: places, roster: self.roster)
    }

    /// Every value that may be meant, by start, then longer first.
    ///
    /// Candidates may overlap where the text is ambiguous.
    func candidates(in text: FoldedText) -> [Candidate] {
        var pass = ScanPass(recognizers: self, scan: Scan(scalars: text.scalars))
        pass.run()
        return pass.found
    }
}
