import Foundation
import Model
import ReportLanguage

extension BotLoader {
    /// Reads bot.yaml; what is wrong is in the log and has its default in the result.
    func readSettings() -> BotSettings {
        var settings = BotSettings()
        settings.store = .sqlite(path: BotFolder.resolve("var/bot.sqlite", in: folder))
        let path = BotFolder.resolve(BotFolder.mainFile, in: folder)
        guard FileManager.default.fileExists(atPath: path) else {
            log.error(
                BotFolder.mainFile, 1, "there is no bot.yaml in \(folder)",
                "name a bot's folder")
            return settings
        }
        guard let source = source(BotFolder.mainFile), let root = YAMLDocument.root(of: source, log: log),
            let section = root.section(BotSettings.keys)
        else { return settings }

        readIdentity(section, into: &settings)
        readPlaces(section, into: &settings)
        settings.channels = readChannels(section)
        settings.chats = readChats(section, channels: settings.channels, township: settings.township.code)
        readLimits(section, into: &settings)
        if let flood = section["flood"] { settings.flood = readFlood(flood) }
        if let quiet = section["quiet"]?.section(["from", "to"]) { settings.quiet = readQuiet(quiet) }
        if let flag = section["training"]?.flag() { settings.isTraining = flag }
        settings.console = section["console"].flatMap(readConsole)
        settings.deadMan = section["deadMan"].flatMap(readDeadMan)
        if let privacy = section["privacy"] {
            settings.privacy = readPrivacy(privacy)
        } else {
            log.warning(
                BotFolder.mainFile, 1, "no “privacy”: people's data lies unencrypted and is never purged",
                "write privacy: {key: {file: secrets/data.key}, retention: {messages: 90d, persons: 60d}}")
        }
        return settings
    }

    private func readIdentity(_ section: YAMLSection, into settings: inout BotSettings) {
        if let value = section.required("name", example: "fuqiang"), let name = value.text() {
            if name.isSlug {
                settings.name = name
            } else {
                value.fail(
                    "the name “\(name)” has other characters than a–z, 0–9 and -",
                    "write for example name: fuqiang")
            }
        }
        settings.township.name = settings.name
        if let value = section["timeZone"], let name = value.text() {
            if let zone = TimeZone(identifier: name) {
                settings.timeZone = zone
            } else {
                value.fail(
                    "there is no time zone “\(name)”",
                    Suggestion.remedy(for: name, among: ["Asia/Shanghai", "Asia/Urumqi", "Asia/Harbin"]))
            }
        }
        if let value = section["locale"], let tag = value.text() {
            let known = PhraseFiles.locales(of: folder)
            if known.contains(tag) {
                settings.locale = tag
            } else {
                value.fail("there is no locale “\(tag)”", Suggestion.remedy(for: tag, among: known))
            }
        }
        if let township = section["township"]?.section(["code", "name", "division"]) {
            if let value = township["code"], let code = value.text() {
                if PlaceCode(code).kind == .township, code.dropFirst().allSatisfy(\.isASCIIDigit),
                    code.count > 1
                {
                    settings.township.code = PlaceCode(code)
                } else {
                    value.fail("“\(code)” is not a township's code", "write T and digits, for example T01")
                }
            }
            if let name = township["name"]?.text() { settings.township.name = name }
            if let value = township["division"], let code = value.text() {
                if code.count == 6, code.allSatisfy(\.isASCIIDigit) {
                    settings.township.division = code
                } else {
                    value.fail(
                        "“\(code)” is not a division's code of six digits", "write for example \"230231\"")
                }
            }
        }
    }

    private func readPlaces(_ section: YAMLSection, into settings: inout BotSettings) {
        let standard = "var/\(settings.name.isEmpty ? "bot" : settings.name).sqlite"
        settings.store = .sqlite(path: BotFolder.resolve(standard, in: folder))
        if let value = section["store"] { settings.store = readStore(value) ?? settings.store }
        if let value = section["roster"], let path = value.text() {
            if BotFolder.isFolder(BotFolder.resolve(path, in: folder)) {
                settings.roster = BotSettings.Folder(path: path, value: value)
            } else {
                value.fail(
                    "there is no folder “\(path)”", "make it, or remove the key when there is no roster yet")
            }
        } else if BotFolder.isFolder(BotFolder.resolve("roster", in: folder)) {
            settings.roster = BotSettings.Folder(path: "roster", value: nil)
        }
        if let list = section["include"]?.list() {
            settings.include = list.compactMap { value in
                value.text().map { BotSettings.Folder(path: $0, value: value) }
            }
        }
        if let value = section["ca"], let name = value.text() {
            let path = BotFolder.resolve(name, in: folder)
            if FileManager.default.isReadableFile(atPath: path) {
                settings.caFile = path
            } else {
                value.fail(
                    "the file “\(name)” of trust anchors cannot be read",
                    "put the PEM file there or remove the key")
            }
        }
    }

    private func readQuiet(_ section: YAMLSection) -> QuietHours {
        var quiet = BotSettings.standardQuiet
        for (key, end) in [("from", \QuietHours.from), ("to", \QuietHours.to)] {
            guard let value = section[key], let text = value.text() else { continue }
            if let time = ClockTime(iso: text) {
                quiet[keyPath: end] = time
            } else {
                value.fail("“\(text)” is not a time of the day", "write for example \"22:00\"")
            }
        }
        return quiet
    }
}

extension Character {
    /// 0…9, and no other digit of Unicode.
    var isASCIIDigit: Bool { isASCII && isNumber }
}

extension String {
    /// Whether it consists of a–z, 0–9 and `-`, as names of bots and channels do.
    var isSlug: Bool {
        !isEmpty && allSatisfy { $0.isASCIIDigit || ("a"..."z").contains($0) || $0 == "-" } && first != "-"
    }
}
