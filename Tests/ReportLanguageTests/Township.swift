import Foundation
import Model
import ReportLanguage
import Settings
import Testing
import Workload

/// The sample township and its reader, as the daemon makes it.
enum Township {
    private static let bot: LoadedBot = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return BotFolder.load(root.appending(path: "bots/fuqiang").path(), environment: [:])
    }()

    private static let made = Result { try bot.reader() }

    static func reader() throws -> ReportReader { try made.get() }

    /// A reader that shares nothing with the first.
    static func freshReader() throws -> ReportReader { try bot.reader() }

    /// What makes reports for the township.
    static func maker() throws -> ReportMaker {
        let bot = try #require(bot.bot)
        return ReportMaker(forms: bot.forms, roster: bot.rosterNames)
    }

    /// The forms of the township, standard ones and its own.
    static func forms() throws -> [FormDefinition] { try #require(bot.bot).forms }

    /// What holds of every reading by these forms.
    static func invariants() throws -> ReadingInvariants { ReadingInvariants(forms: try forms()) }

    /// What a message means, written by the leader of 永胜村 1组 in the village's group on 2022-01-22 10:00 unless told.
    static func read(
        _ text: String, from sender: String? = "P010", in place: String? = "V03",
        at: String = "2022-01-22T10:00"
    ) throws -> Reading {
        try reader().read(text, in: context(from: sender, in: place, at: at))
    }

    /// What a bare answer gives.
    static func answer(
        _ text: String, form: String, lacking: [String], from sender: String? = "P010",
        in place: String? = "V03",
        at: String = "2022-01-22T10:00"
    ) throws -> Answer? {
        try reader().readAnswer(
            text, form: form, lacking: lacking, in: context(from: sender, in: place, at: at))
    }

    static func context(from sender: String?, in place: String?, at: String) throws -> ReadingContext {
        ReadingContext(at: try #require(LocalMoment(iso: at)), sender: sender, chatPlace: place)
    }
}

extension Reading {
    /// The reports; none for a command or talk.
    var reports: [Report] { if case .reports(let reports) = self { reports } else { [] } }

    /// The reading on one line a report: `returnee name=张三 phone=13800001234 !missing:origin`, fields sorted.
    var summary: String {
        switch self {
        case .chatter: "chatter"
        case .command(let command):
            (["/" + command.name.rawValue]
                + [
                    command.ref?.text, command.person, command.audience?.joined(separator: "+"),
                    command.at?.iso,
                    command.script, command.topic, command.filter, command.token, command.from?.iso,
                    command.until?.iso,
                ].compactMap { $0 } + command.fields.summary + command.problems.summary).joined(
                    separator: " ")
        case .reports(let reports):
            reports.map { ([$0.form] + $0.fields.summary + $0.problems.summary).joined(separator: " ") }
                .joined(separator: "\n")
        }
    }
}

extension [String: FieldValue] {
    var summary: [String] { sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value.summary } }
}

extension [Problem] {
    var summary: [String] { map { "!\($0.code.rawValue):\($0.field)" + ($0.raw.map { "(\($0))" } ?? "") } }
}

extension FieldValue {
    var summary: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .decimal(let number): String(number)
        case .boolean(let flag): String(flag)
        case .strings(let texts): texts.joined(separator: "+")
        case .decimals(let numbers): numbers.map { String($0) }.joined(separator: "+")
        case .place(let place): (place.code ?? "-") + (place.detail.map { "/" + $0 } ?? "")
        case .items(let items): items.map { "\($0.item)×\($0.amount)" }.joined(separator: "+")
        }
    }
}
