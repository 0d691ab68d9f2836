import Model
import ReportLanguage

extension Wording {
    /// A roster place as people say it; a unit with its village unless the listener is in that village.
    func place(_ code: PlaceCode, heardIn place: PlaceCode? = nil) -> String {
        let roster = book.bot.roster
        if code == book.bot.township.code { return book.bot.township.name }
        guard let unit = roster.unit(code), unit.village != place else { return roster.name(of: code) }
        return roster.name(of: unit.village) + unit.name
    }

    /// A division shortened to what people say: 黑龙江省哈尔滨市道里区 → 哈尔滨道里区, 北京市朝阳区 → 北京朝阳区.
    ///
    /// The province goes when something below it follows, and the prefecture's 市 when a county follows.
    func short(_ place: Place) -> String {
        var name = Substring(place.name)
        for ending in ["自治区", "特别行政区", "省"] {
            if let range = name.firstRange(of: ending), range.upperBound != name.endIndex {
                name = name[range.upperBound...]
                break
            }
        }
        guard let city = name.firstIndex(of: "市"), city != name.startIndex else { return String(name) }
        let below = name[name.index(after: city)...]
        guard !below.isEmpty, !name[..<city].contains(where: { "州盟".contains($0) }) else {
            return String(name)
        }
        return name[..<city] + String(below)
    }
}
