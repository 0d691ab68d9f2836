import Foundation
import Model
import ReportLanguage

/// Loads one bot's folder, file by file, into one log of findings.
struct BotLoader {
    /// An absolute path.
    let folder: String
    let environment: [String: String]
    let log = FindingLog()

    /// The kinds of files that `include` may name.
    static let kinds = ["forms", "policies", "broadcasts", "guides"]

    func load() -> LoadedBot {
        let settings = readSettings()
        let rosterFiles = readRoster(settings)
        let chats = placeChats(settings, roster: rosterFiles)
        let folders = includedFolders(settings)
        let forms = FormFiles(loader: self, locale: settings.locale).load(from: folders["forms"] ?? [])
        let policies = PolicyFiles(loader: self).load(from: folders["policies"] ?? [])
        let notices = NoticeFiles(loader: self).load(from: folders["broadcasts"] ?? [])
        let guides = GuideFiles(loader: self).load(from: folders["guides"] ?? [])
        let lexicon = LexiconFiles(loader: self, locale: settings.locale).load()
        let phrases = PhraseFiles(loader: self, locale: settings.locale).load()

        var bot: BotDefinition?
        if log.errorCount == 0, let store = settings.store {
            bot = BotDefinition(
                name: settings.name, timeZone: settings.timeZone, locale: settings.locale,
                township: settings.township, store: store, isTraining: settings.isTraining,
                channels: settings.channels, chats: chats, roster: rosterFiles.roster, forms: forms,
                policies: policies, notices: notices,
                guides: Dictionary(guides.map { ($0.title, $0.plainText) }) { first, _ in first },
                flood: settings.flood, quiet: settings.quiet,
                caFile: settings.caFile, console: settings.console, privacy: settings.privacy,
                deadMan: settings.deadMan)
        }
        return LoadedBot(
            folder: folder, bot: bot, phrases: phrases, guides: guides, lexicon: lexicon, findings: log.sorted
        )
    }

    // MARK: Files

    /// Reads one file of the folder.
    func source(_ name: String) -> SourceText? {
        SourceText.read(name, at: BotFolder.resolve(name, in: folder), into: log)
    }

    /// The YAML files of a folder of the bot, opened.
    func documents(in subfolder: String) -> [YAMLValue] {
        BotFolder.files(in: BotFolder.resolve(subfolder, in: folder), extensions: ["yaml", "yml"]).compactMap
        { name in
            source(joined(subfolder, name)).flatMap { YAMLDocument.root(of: $0, log: log) }
        }
    }

    /// A file's name as findings say it.
    func joined(_ subfolder: String, _ name: String) -> String {
        subfolder.hasSuffix("/") ? subfolder + name : subfolder + "/" + name
    }

    /// The folders to read, by kind.
    private func includedFolders(_ settings: BotSettings) -> [String: [String]] {
        guard let include = settings.include else {
            let present = Self.kinds.filter { BotFolder.isFolder(BotFolder.resolve($0, in: folder)) }
            return Dictionary(uniqueKeysWithValues: present.map { ($0, [$0]) })
        }
        var folders: [String: [String]] = [:]
        for entry in include {
            let kind = URL(fileURLWithPath: entry.path).lastPathComponent
            guard Self.kinds.contains(kind) else {
                entry.value?.fail(
                    "“\(entry.path)” is not a folder that can be included",
                    Suggestion.remedy(for: entry.path, among: Self.kinds.map { $0 + "/" }))
                continue
            }
            guard BotFolder.isFolder(BotFolder.resolve(entry.path, in: folder)) else {
                entry.value?.fail("there is no folder “\(entry.path)”", "make it or remove it from include")
                continue
            }
            folders[kind, default: []].append(entry.path)
        }
        return folders
    }
}
