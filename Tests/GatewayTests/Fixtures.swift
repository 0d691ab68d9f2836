import Settings
import Foundation
import Gateway
import Model
import ReportLanguage
import Testing

/// The sample township, loaded once for all suites.
enum Fuqiang {
    /// The folder in the checkout.
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "bots/fuqiang").path

    static let loaded = BotFolder.load(folder, environment: [:])
    static let reader = Result { try loaded.reader() }

    /// A rehearsal of the township (or of a changed one) from a moment of its wall clock.
    static func rehearsal(
        from start: String, changing change: (inout BotDefinition) -> Void = { _ in }
    ) async throws -> Rehearsal {
        var bot = try #require(loaded.bot, "\(loaded.findings)")
        change(&bot)
        let moment = try #require(LocalMoment(iso: start))
        return try await Rehearsal(
            bot: bot, reader: try reader.get(), phrases: try loaded.phrasebook(), hash: { $0 },
            from: bot.calendar.instant(moment))
    }
}
