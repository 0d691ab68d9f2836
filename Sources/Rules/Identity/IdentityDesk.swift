import Foundation
import Model
import ReportLanguage

/// Strangers: how they become known, and how what they said meanwhile comes to count.
struct IdentityDesk {
    /// Once a day, how to bind and who can vouch; empty when it was told today.
    func hint(for message: ReceivedMessage, about reports: [Int], in ruling: inout Ruling) throws -> [String]
    {
        let key = "bind:" + message.event.account.text
        guard try !ruling.wasSaid(key, within: Timing.bindHint) else { return [] }
        ruling.remember(key)
        let ref: any Sendable = reports.first.map { Ref(.report, $0).text } ?? false
        return [ruling.words(for: message.chat)("identity.hint", ["ref": ref])]
    }

    /// `绑定 口令`: the account is that person's from now on, and what it reported before counts.
    func bind(_ token: String?, from message: ReceivedMessage, in ruling: inout Ruling) throws {
        let account = message.event.account
        guard let token, !token.isEmpty else { return ruling.refuse(message, "bind.example") }
        let hash = ruling.book.hash(token)
        guard let id = try ruling.facts.invitation(hash: hash, now: ruling.now),
            let person = ruling.bot.roster.person(id)
        else {
            return ruling.refuse(message, "bind.wrong")
        }
        // Somebody known would lose their own place by another's token; the invitation stays good for whom it is.
        if let known = message.sender.person, known.id != id {
            return ruling.refuse(
                message, "bind.other", ["name": known.name])
        }
        ruling.change(.bind(account, id))
        ruling.change(.spendInvitation(hash: hash, by: account))
        if message.chat.purpose == .direct { ruling.change(.knowDirectChat(account, message.chat.key)) }
        ruling.audit(id.rawValue, "account.bound", id.rawValue, account.text)
        var refs: [String] = []
        for record in try ruling.facts.unconfirmedReports(of: account) {
            var record = record
            record.sender = id
            refs.append(record.ref.text)
            _ = try letCount(record, by: id, message, in: &ruling)
        }
        let words = ruling.words(for: message.chat)
        ruling.reply(
            to: message,
            words(
                "bind.done",
                [
                    "name": person.name, "place": words.place(person.place),
                    "role": words.name(of: person.role),
                    "refs": words.list(Array(refs.prefix(6))), "hasRefs": !refs.isEmpty,
                    "inGroup": message.chat.purpose != .direct,
                ]))
    }

    /// `确认 R12`: somebody known vouches for a stranger's report.
    func confirm(report number: Int, from message: ReceivedMessage, in ruling: inout Ruling) throws {
        guard let person = message.sender.person else { return try ruling.refuseStranger(message) }
        let ref = Ref(.report, number).text
        guard let record = try ruling.report(number) else {
            return ruling.refuse(message, "ref.unknown", ["ref": ref])
        }
        guard record.state == .unconfirmed else {
            return ruling.refuse(message, "confirm.notNeeded", ["ref": ref])
        }
        guard Permissions(bot: ruling.bot).mayVouch(for: record, person) else {
            return ruling.refuse(message, "confirm.notYours", ["ref": ref])
        }
        let line = try letCount(record, by: person.id, message, in: &ruling)
        let words = ruling.words(for: message.chat)
        let summary = ruling.book.desk(for: record.report.form).summary(of: record, in: words)
        ruling.reply(to: message, words("confirm.done", ["ref": ref, "line": line ?? summary]))
    }

    /// Gives an unconfirmed report its effects.
    ///
    /// About somebody who is reported already, it adds to that report.
    private func letCount(
        _ record: ReportRecord, by person: PersonID, _ message: ReceivedMessage, in ruling: inout Ruling
    ) throws -> String? {
        var record = record
        let desk = ruling.book.desk(for: record.report.form)
        if var old = try desk.predecessor(of: record.report, from: message, in: ruling),
            old.number != record.number
        {
            record.state = .merged
            record.mergedInto = old.number
            record.version += 1
            ruling.change(.saveReport(record))
            old.report.lay(record.report.fields, wrong: [])
            old.version += 1
            old.state = old.settledState
            ruling.keep(old)
            ruling.audit(person.rawValue, "report.confirmed", record.ref.text, old.ref.text)
            return try desk.carryOut(old, in: &ruling)
        }
        record.state = record.settledState
        record.version += 1
        ruling.keep(record)
        ruling.audit(person.rawValue, "report.confirmed", record.ref.text)
        return try desk.carryOut(record, in: &ruling)
    }
}
