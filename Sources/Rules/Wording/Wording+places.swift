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
        if let end = Self.endOfProvince(name), end != name.endIndex { name = name[end...] }
        guard let city = name.firstIndex(of: "市"), city != name.startIndex else { return String(name) }
        let below = name[name.index(after: city)...]
        guard !below.isEmpty, !name[..<city].contains(where: { "州盟".contains($0) }) else {
            return String(name)
        }
        return name[..<city] + String(below)
    }

    /// Behind the first `省` or `区` of a name, where that ends a province (`自治区`, `特别行政区`); nil where it does not.
    private static func endOfProvince(_ name: Substring) -> Substring.Index? {
        let scalars = name.unicodeScalars
        guard
            let last = scalars.firstIndex(where: { $0 == "省" || $0 == "区" }),
            scalars[last] == "省" || name[...last].hasSuffix("自治区") || name[...last].hasSuffix("行政区")
        else { return nil }
        return scalars.index(after: last)
    }
}
