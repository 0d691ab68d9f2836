import Model
import ReportLanguage

/// Who may do what (bot.md): judged by role and place, never by name.
struct Permissions {
    let bot: BotDefinition

    /// Whether somebody may correct or withdraw a report: its sender, the leaders of its unit, village or checkpoint, the township.
    func mayChange(_ record: ReportRecord, _ message: ReceivedMessage) -> Bool {
        if record.account == message.event.account { return true }
        guard let person = message.sender.person else { return false }
        if record.sender == person.id || person.role.broadcastsAnywhere { return true }
        switch person.role {
        case .unitLeader: return record.report.code("unit") == person.place
        case .villageSecretary: return village(of: record) == person.place
        case .checkpointHead: return record.report.code("checkpoint") == person.place
        default: return false
        }
    }

    /// Whether somebody may vouch for a stranger's report: known people of its village or checkpoint, and the township.
    func mayVouch(for record: ReportRecord, _ person: Person) -> Bool {
        if person.role.broadcastsAnywhere || person.place == bot.township.code { return true }
        if let checkpoint = record.report.code("checkpoint"), person.place == checkpoint { return true }
        guard let village = village(of: record) else { return false }
        return bot.roster.village(of: person.place) == village
    }

    /// Whether somebody may send a broadcast to an audience or confirm it: the township everywhere, a secretary at home.
    func mayBroadcast(to audience: [PlaceCode], _ person: Person) -> Bool {
        if person.role.broadcastsAnywhere { return true }
        guard person.role == .villageSecretary else { return false }
        return !audience.isEmpty && audience.allSatisfy { bot.roster.village(of: $0) == person.place }
    }

    /// Whether somebody may spare a chat its reminders: everybody their own, the leaders those of their place, the township all.
    func maySilence(_ chat: ChatDefinition, _ person: Person) -> Bool {
        if chat.purpose == .direct || person.role.broadcastsAnywhere { return true }
        switch person.role {
        case .villageSecretary: return bot.roster.village(of: chat.place) == person.place
        case .checkpointHead: return chat.place == person.place
        default: return false
        }
    }

    /// The village that a report belongs to.
    func village(of record: ReportRecord) -> PlaceCode? {
        let own = record.report.code("unit")?.village ?? record.report.code("village")
        return own ?? record.report.code("checkpoint").flatMap { bot.roster.village(of: $0) }
            ?? bot.roster.village(of: record.place)
            ?? record.sender.flatMap { bot.roster.person($0) }.flatMap { bot.roster.village(of: $0.place) }
    }
}
