import Foundation
import Model
import ReportLanguage

/// What people ask the bot: who is on duty (`值守`), who has not reported today (`未报`).
struct QueryDesk {
    let message: ReceivedMessage

    func answer(_ command: Command, in ruling: inout Ruling) throws {
        guard message.counts else { return try ruling.refuseStranger(message) }
        let asked = (command.topic ?? "") + (command.filter ?? "")
        if asked.contains("值守") || asked.contains("在岗") { return try onDuty(in: &ruling) }
        if asked.contains("未报") { return try unreported(in: &ruling) }
        ruling.refuse(message, "query.topics")
    }

    /// The place asked about: the chat's; in a direct chat the sender's.
    private func covers(_ place: PlaceCode, _ bot: BotDefinition) -> Bool {
        let own = message.chat.place
        return own == bot.township.code || own == place || bot.roster.village(of: place) == own
            || bot.roster.village(of: own) == bot.roster.village(of: place) && own.kind == .unit
    }

    // MARK: - On duty

    /// A few checkpoints by name and people; of many, only those that lack somebody.
    private func onDuty(in ruling: inout Ruling) throws {
        let words = ruling.words(for: message.chat)
        let shifts = try shiftsNow(in: ruling).filter { covers($0.checkpoint, ruling.bot) }.map {
            try ShiftStatus($0, in: ruling)
        }
        .sorted { $0.shift.checkpoint < $1.shift.checkpoint }
        guard !shifts.isEmpty else { return ruling.reply(to: message, words("duty.none")) }
        if shifts.count <= 3 {
            return ruling.reply(
                to: message, words("duty.now", ["items": words.items(shifts.map { item($0, words) })]))
        }
        let short = shifts.filter { !$0.isManned }
        guard !short.isEmpty else {
            return ruling.reply(to: message, words("duty.full", ["count": shifts.count]))
        }
        let full = shifts.count - short.count
        let some = short.filter { !$0.present.isEmpty }
        let none = short.filter(\.present.isEmpty).map { words.place($0.shift.checkpoint) }
        let lines = [
            some.isEmpty ? nil : words("duty.short", ["items": words.items(some.map { item($0, words) })]),
            none.isEmpty ? nil : words("duty.empty", ["items": words.list(none)]),
            full == 0 ? nil : words("duty.rest", ["count": full]),
        ]
        ruling.reply(to: message, lines.compactMap { $0 }.joined(separator: "\n"))
    }

    /// The shifts that run now.
    ///
    /// One that began before the plan was first laid out is not watched, but nobody may be told that all is well there.
    private func shiftsNow(in ruling: Ruling) throws -> [Shift] {
        let now = ruling.now
        let moment = now.addingTimeInterval(1)
        let kept = try ruling.facts.shifts(at: nil, from: now, to: moment)
        let known = Set(kept.map(\.id))
        let planned = ShiftPlanner(bot: ruling.bot).shifts(from: now, to: moment).values
        return kept.filter { $0.state != .cancelled } + planned.filter { !known.contains($0.id) }
    }

    private func item(_ status: ShiftStatus, _ words: Wording) -> String {
        words(
            "duty.item",
            [
                "checkpoint": words.place(status.shift.checkpoint), "names": words.list(status.presentNames),
                "some": !status.present.isEmpty,
                "lack": status.isManned ? false as any Sendable : status.lack,
            ])
    }

    // MARK: - Not reported

    /// The units that sent neither a returnee nor a zero report today, by village.
    private func unreported(in ruling: inout Ruling) throws {
        let words = ruling.words(for: message.chat)
        let day = ruling.bot.calendar.day(ruling.now)
        let units = ruling.bot.roster.units.filter { covers($0.code, ruling.bot) }
        let silent = try units.filter { try !DailyReports.has($0.code, day, in: ruling) }
        guard !silent.isEmpty else {
            return ruling.reply(to: message, words("unreported.none", ["count": units.count]))
        }
        let villages = ruling.bot.roster.villages.filter { village in
            silent.contains { $0.village == village.code }
        }
        let items = villages.map { village in
            let lacking = silent.filter { $0.village == village.code }
            let isWhole = lacking.count == units.count { $0.village == village.code } && lacking.count > 1
            return words(
                isWhole ? "unreported.whole" : "unreported.village",
                ["village": village.name, "units": words.list(lacking.map(\.name))])
        }
        let rest = units.count - silent.count
        ruling.reply(
            to: message,
            words(
                "unreported.some",
                ["items": words.items(items), "rest": rest == 0 ? false as any Sendable : rest]))
    }
}
