import Foundation
import Model
import ReportLanguage
import Store

/// The roster in the columns of its files, so that what is exported can take a file's place.
extension ExportSource {
    /// People, with the accounts that they bound by chat beside those of the file.
    static let people = ExportSource(columns: [
        "id", "name", "phone", "role", "place", "age", "education", "accounts",
    ]) { context, emit in
        let bound = try await context.store.boundAccounts()
        for person in context.bot.roster.people {
            let own = person.accounts.map(\.text)
            let more = (bound[person.id] ?? []).map(\.text).filter { !own.contains($0) }
            try emit([
                .text(person.id.rawValue), .text(person.name), .optional(person.phone),
                .text(person.role.rawValue),
                .text(person.place.rawValue), person.age.map { .integer($0) } ?? .nothing,
                .optional(person.education?.rawValue), .text((own + more).joined(separator: " ")),
            ])
        }
    }

    static let villages = ExportSource(columns: ["code", "name", "tun", "secretary"]) { context, emit in
        for village in context.bot.roster.villages {
            try emit([
                .text(village.code.rawValue), .text(village.name),
                .text(village.hamlets.joined(separator: " ")),
                .optional(village.secretary?.rawValue),
            ])
        }
    }

    static let units = ExportSource(columns: [
        "code", "village", "tun", "name", "leader", "households",
    ]) { context, emit in
        for unit in context.bot.roster.units {
            try emit([
                .text(unit.code.rawValue), .text(unit.village.rawValue), .optional(unit.hamlet),
                .text(unit.name),
                .optional(unit.leader?.rawValue), unit.households.map { .integer($0) } ?? .nothing,
            ])
        }
    }

    static let checkpoints = ExportSource(columns: ["code", "name", "place", "head", "required"]) {
        context, emit in
        for checkpoint in context.bot.roster.checkpoints {
            try emit([
                .text(checkpoint.code.rawValue), .text(checkpoint.name), .text(checkpoint.place.rawValue),
                .optional(checkpoint.head?.rawValue), .integer(checkpoint.required),
            ])
        }
    }

    static let teams = ExportSource(columns: ["code", "name", "leader", "members"]) { context, emit in
        for team in context.bot.roster.teams {
            try emit([
                .text(team.code), .text(team.name), .optional(team.leader?.rawValue),
                .text(team.members.map(\.rawValue).joined(separator: " ")),
            ])
        }
    }

    static let duty = ExportSource(columns: ["checkpoint", "date", "from", "to", "staff"]) { context, emit in
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        for line in context.bot.roster.duty {
            let date =
                switch line.days {
                case .every: "*"
                case .day(let day): day.iso
                case .weekday(let weekday): days[(weekday - 1) % 7]
                }
            try emit([
                .text(line.checkpoint.rawValue), .text(date), .text(line.from.iso), .text(line.to.iso),
                .text(line.staff.map(\.rawValue).joined(separator: " ")),
            ])
        }
    }
}
