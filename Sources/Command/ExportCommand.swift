import ArgumentParser
import Foundation
import Model
import ReportLanguage
import Store

/// `lianfang export`: what the store and the roster hold, as a table.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes reports, shifts, broadcasts, cases or the roster as CSV or JSON.",
        discussion: """
            WHAT is one of: reports returnees outsiders shifts broadcasts cases rectifications roster villages units
            checkpoints teams dutyPlan, or the name of any form, a township's own included. Reports that were withdrawn
            are in it, with the status withdrawn; returnees and outsiders have one row a person.

            CSV begins with a byte order mark; a cell that a spreadsheet would take for a formula begins with an
            apostrophe. JSON is one object a line. People's data is whole: keep the file as you keep the store.

            Examples:
              lianfang export bots/fuqiang returnees > returnees.csv
              lianfang export bots/fuqiang reports --since 2022-01-26 --format json
              lianfang export bots/fuqiang disinfection --since 2022-01-26T18:00:00+08:00
            """)

    @Argument(help: "The bot's folder.") var bot: String
    @Argument(help: "What to export; see above.") var what: String
    @Option(help: "Only what is of that day or moment (RFC 3339) or later.") var since: String?
    @Option(help: "csv or json.") var format: ExportFormat = .csv

    func run() async throws {
        let (_, bot) = try BotOpening.require(bot)
        let sources = ExportSource.all(of: bot)
        guard let source = sources.first(where: { $0.name == what })?.source else {
            throw ValidationError("\(what): there is only \(sources.map(\.name).joined(separator: " "))")
        }
        let context = ExportSource.Context(
            bot: bot, store: try BotOpening.store(of: bot), since: try start(bot.calendar))
        try await OperatorLook("export", what, detail: since.map { "since \($0)" } ?? "").note(
            in: context.store)
        var writer = try ExportWriter(columns: source.columns, format: format)
        try await source.rows(context) { try writer.write($0) }
        try writer.finish()
        try context.store.close()
    }

    private func start(_ calendar: BotCalendar) throws -> Date {
        guard let since else { return .distantPast }
        if let day = CalendarDay(iso: since), let midnight = ClockTime(hour: 0) {
            return calendar.instant(day, midnight)
        }
        if let moment = LocalMoment(iso: since) { return calendar.instant(moment) }
        guard let instant = Timestamp.read(since) else {
            throw ValidationError(
                "--since \(since): write for example 2022-01-26 or 2022-01-26T18:00:00+08:00")
        }
        return instant
    }
}
