import Model
import ReportLanguage
import Standard

/// A bot that cannot be used, because its folder has errors.
package struct BrokenBot: Error, Hashable, Sendable {
    package var errors: [Finding]
}

extension LoadedBot {
    /// The reader of this bot's messages: its forms, its words, its roster's names and the standard tables.
    ///
    /// Throws when the folder has errors. Making it parses the tables: keep it.
    package func reader() throws(BrokenBot) -> ReportReader {
        guard let bot else { throw BrokenBot(errors: errors) }
        return ReportReader(
            forms: bot.forms, lexicon: lexicon, tables: .standard, roster: bot.rosterNames)
    }
}

extension ReferenceTables {
    /// The tables compiled into the binary.
    package static var standard: ReferenceTables {
        func table(_ name: String) -> String {
            StandardFiles.text("locales/zh-Hans/tables/\(name).tsv") ?? ""
        }
        return ReferenceTables(
            divisions: table("divisions"), retiredDivisions: table("divisions-retired"),
            lunar: table("lunar-1900-2100"),
            pinyin: table("place-pinyin"), townships: table("hlj-townships"))
    }
}

extension BotDefinition {
    /// The roster as the reader needs it.
    package var rosterNames: RosterNames {
        RosterNames(
            township: .init(code: township.code.rawValue, name: township.name, division: township.division),
            villages: roster.villages.map {
                .init(code: $0.code.rawValue, name: $0.name, hamlets: $0.hamlets)
            },
            units: roster.units.map {
                .init(code: $0.code.rawValue, village: $0.village.rawValue, hamlet: $0.hamlet, name: $0.name)
            },
            checkpoints: roster.checkpoints.map {
                .init(code: $0.code.rawValue, name: $0.name, place: $0.place.rawValue)
            },
            people: roster.people.map {
                .init(id: $0.id.rawValue, name: $0.name, phone: $0.phone, place: $0.place.rawValue)
            })
    }
}
