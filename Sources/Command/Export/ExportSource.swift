import Foundation
import Model
import ReportLanguage
import Store

/// What of a bot can be exported: its columns, and its rows page by page.
struct ExportSource: Sendable {
    /// What the rows are made from.
    struct Context {
        let bot: BotDefinition
        let store: GatewayStore
        let since: Date

        func time(_ instant: Date?) -> ExportCell {
            .optional(instant.map { bot.calendar.local($0).iso.replacing("T", with: " ") })
        }
        func name(_ person: PersonID?) -> String? {
            person.flatMap { bot.roster.person($0)?.name ?? $0.rawValue }
        }
        func names(_ people: [PersonID]) -> ExportCell {
            .text(people.compactMap(name).joined(separator: " "))
        }
    }

    /// Receives one row.
    typealias Emit = ([ExportCell]) throws -> Void

    let columns: [String]
    let rows: @Sendable (Context, Emit) async throws -> Void

    /// How many rows are in memory at once.
    static let page = 500

    /// Every subject with its columns; a bot's forms come beside them, by their names.
    static func all(of bot: BotDefinition) -> [(name: String, source: ExportSource)] {
        var sources: [(String, ExportSource)] = [
            ("reports", .reports(columns: reportColumns + ["fields"], form: nil, withMerged: true))
        ]
        for (name, form) in [("returnees", "returnee"), ("outsiders", "outsider"), ("supplies", "supplies")] {
            if let definition = bot.forms.first(where: { $0.name == form }), name != form {
                sources.append((name, .form(definition, withMerged: false)))
            }
        }
        sources += [
            ("shifts", .shifts), ("broadcasts", .broadcasts), ("cases", .cases),
            ("rectifications", .rectifications),
        ]
        sources += [
            ("roster", .people), ("villages", .villages), ("units", .units), ("checkpoints", .checkpoints),
            ("teams", .teams), ("dutyPlan", .duty),
        ]
        let taken = Set(sources.map(\.0))
        sources += bot.forms.filter { !taken.contains($0.name) }.map {
            ($0.name, .form($0, withMerged: true))
        }
        return sources
    }
}
