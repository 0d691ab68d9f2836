import Foundation
import Model
import ReportLanguage

extension RuleBook {
    /// Decides about one inbox row from the beginning: who wrote where, is it a flood, what does it mean, what follows.
    ///
    /// - Parameters:
    ///   - id: The inbox row's id; replies are keyed by it.
    ///   - now: When it is decided; the message's own time is in the event.
    package func receive(_ event: IncomingEvent, id: Int64, facts: any Facts, now: Date) throws -> Decision {
        guard let (chat, sender) = try identify(event, facts: facts) else { return Decision(.ignored) }
        let message = ReceivedMessage(
            id: id, event: event, chat: chat, sender: sender, local: bot.calendar.local(event.at),
            reading: read(event, chat: chat, sender: sender))
        if try isEcho(message, facts: facts) { return Decision(.ignored) }
        var ruling = Ruling(book: self, facts: facts, now: now, outcome: .throttled)
        if try FloodDesk.isFlood(message, in: ruling) {
            try FloodDesk().throttle(message, in: &ruling) {
                try decide(.message(message), facts: facts, now: now)
            }
            return ruling.decision
        }
        let decision = try decide(.message(message), facts: facts, now: now)
        return try LoopGuard(message: message).hold(decision, in: self, facts: facts, now: now)
    }

    /// Who wrote and in which chat; nil for what is not for the bot: an unlisted chat, a bot, the bot's own echo, a direct
    /// chat with an account that is nobody's and that brings no `绑定`.
    package func identify(_ event: IncomingEvent, facts: any Facts) throws -> (ChatDefinition, Sender)? {
        guard event.kind != .other, !event.isFromBot, !event.user.isEmpty else { return nil }
        let sender = try sender(of: event.account, facts: facts)
        if let listed = bot.chat(event.chat) { return (listed, sender) }
        guard event.isDirect else { return nil }
        switch sender {
        case .known(let person):
            let show: Show = person.role.seesWholeData ? .whole : .masked
            return (
                ChatDefinition(key: event.chat, purpose: .direct, place: person.place, show: show), sender
            )
        case .unknown:
            let chat = ChatDefinition(key: event.chat, purpose: .direct, place: bot.township.code)
            guard case .command(let command) = read(event, chat: chat, sender: sender), command.name == .bind
            else {
                return nil
            }
            return (chat, sender)
        }
    }

    /// What a message means to the reader, given who wrote it where.
    package func read(_ event: IncomingEvent, chat: ChatDefinition, sender: Sender) -> Reading {
        reader.read(event.text, in: context(of: event, chat: chat, sender: sender))
    }

    /// What the reader may know.
    ///
    /// In a direct chat only the sender's own place counts.
    func context(of event: IncomingEvent, chat: ChatDefinition, sender: Sender) -> ReadingContext {
        ReadingContext(
            at: bot.calendar.local(event.at), sender: sender.person?.id.rawValue,
            chatPlace: chat.purpose == .direct ? nil : chat.place.rawValue)
    }

    /// Whose account it is.
    ///
    /// What was bound by chat wins over people.csv, because it is newer.
    private func sender(of account: AccountKey, facts: any Facts) throws -> Sender {
        if let bound = try facts.boundPerson(account), let person = bot.roster.person(bound) {
            return .known(person)
        }
        if let person = bot.roster.person(account: account) { return .known(person) }
        return .unknown
    }

    /// Whether a message is the bot's own words said back by a stranger, as a bridge or another machine does: their examples
    /// would be taken for reports.
    ///
    /// Whoever quotes the bot and adds something of their own is read.
    private func isEcho(_ message: ReceivedMessage, facts: any Facts) throws -> Bool {
        guard message.sender.person == nil else { return false }
        if case .chatter = message.reading { return false }
        var rest = message.event.text
        for said in try facts.saidLately(in: message.chat.key) { rest = rest.replacing(said, with: "") }
        guard rest != message.event.text else { return false }
        var event = message.event
        event.text = rest
        guard case .chatter = read(event, chat: message.chat, sender: message.sender) else { return false }
        return true
    }
}
